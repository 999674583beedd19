"""The measuring script counts ways, density, docstrings and types as it says, and keeps its own limits."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from measure_code import DENSEST_NAMED
from measuring.complexity import complexity
from measuring.definitions import functions_of
from measuring.source import read_source

from tests.house.measured import SCRIPT, made, rows_of, run

BRANCHES = '''
import contextlib


async def everything(source):
    """Take every kind of branch once."""
    if source and source.open or not source:
        pass
    elif source.closed:
        pass
    else:
        pass
    for item in source:
        with contextlib.suppress(KeyError):
            print(item)
    else:
        pass
    async for item in source:
        pass
    async with source:
        pass
    while source:
        break
    try:
        pass
    except KeyError:
        pass
    except ValueError:
        pass
    else:
        pass
    finally:
        pass
    try:
        pass
    except* OSError:
        pass
    match source:
        case 1:
            pass
        case [first, *_] if first:
            pass
        case _:
            pass
    match source:
        case 1 | 2:
            pass
        case 3:
            pass
    match source:
        case (str() | _) as whole:
            return whole if inner else [value for value in whole if value]

    def inner(value):
        class Local:
            def method(self):
                return 1 if value else 2

        return lambda: Local()

    return inner
'''


def test_complexity_is_that_of_ruff(tmp_path: Path) -> None:
    package = made(tmp_path, {"a.py": BRANCHES})
    ruff = ("-m", "ruff", "check", "--isolated", "--select", "C901", "--output-format", "json")
    zero = ("--config", "lint.mccabe.max-complexity=0")
    command = [sys.executable, *ruff, *zero, "--target-version", "py311", str(package)]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    theirs = {}
    for finding in json.loads(result.stdout):
        numbers = re.search(r"\((\d+) > 0\)", finding["message"])
        assert numbers
        theirs[finding["location"]["row"]] = int(numbers[1])
    ours = {found.node.lineno: complexity(found.node) for found in functions_of(read_source(package))}
    assert len(ours) == 3
    assert max(ours.values()) > 15
    assert ours == theirs


def test_a_function_of_too_many_ways_is_named(tmp_path: Path) -> None:
    text = "def simple(x):\n    return x\n\ndef tangled(x):\n" + "    if x:\n        pass\n" * 10
    row = rows_of(tmp_path, {"a.py": text})["complexity: most"]
    assert row.value == 11
    assert [name.split() for name in row.named] == [["11", "sample/a.py:4", "tangled"]]


COMMENTED = '''"""About."""

# A comment.

x = y + 1  # Another one.


class A:
    """Doc."""

    b = """

"""
    """Doc of the field."""
'''


def test_density_counts_statements_and_expressions_on_lines_of_code(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, {"a.py": COMMENTED})
    # The assignment has five nodes on one line, the class four on four lines.
    assert rows["code lines: no blanks"].value == 5
    assert rows["syntax nodes a code line"].value == pytest.approx(9 / 5)


def test_density_names_the_densest_files_and_has_a_limit_for_all_together(tmp_path: Path) -> None:
    dense = "x = [[[[[[[[1]]]]]]]]\n"
    files = {f"m{number}.py": "pass\n" * number for number in range(1, 13)}
    row = rows_of(tmp_path, {**files, "dense.py": dense})["syntax nodes a code line"]
    assert row.kept
    assert len(row.named) == DENSEST_NAMED
    assert row.named[0].split() == ["11.00", "sample/dense.py"]
    assert not rows_of(tmp_path / "other", {"dense.py": dense})["syntax nodes a code line"].kept


def test_comprehensions_nested_ones_and_ternaries_are_counted_for_a_thousand_lines(tmp_path: Path) -> None:
    text = "a = [b for b in {c: [d for d in c] for c in ()}]\ne = 1 if a else 2 if a else 3\n" + "x = 1\n" * 998
    rows = rows_of(tmp_path, {"a.py": text})
    assert rows["comprehensions in 1"].value == pytest.approx(3)
    assert rows["nested comprehensions in 1"].value == pytest.approx(2)
    assert rows["ternaries in 1"].value == pytest.approx(2)


def test_public_things_without_a_docstring_are_named(tmp_path: Path) -> None:
    text = '''"""About."""


class Shown:
    """Doc."""

    def bare(self): pass

    def _hidden(self): pass

    def __len__(self): pass


class _Hidden:
    def bare(self): pass


def told():
    """Doc."""
    def inner(): pass
'''
    row = rows_of(tmp_path, {"a.py": text, "bare.py": "x = 1\n"})["public docstrings"]
    assert list(row.named) == ["sample/bare.py", "sample/a.py:7 Shown.bare"]
    assert row.value == pytest.approx(60)


@pytest.mark.parametrize(
    ("signature", "typed"),
    [
        ("def f(a: int, /, b: int = 1, *c: int, d: int, **e: int) -> None: pass", True),
        ("def f(a) -> None: pass", False),
        ("def f(a: int): pass", False),
        ("def f(*a) -> None: pass", False),
        ("def f(**a) -> None: pass", False),
        ("def f(*, a) -> None: pass", False),
        ("def f(a, /) -> None: pass", False),
        ("class A:\n    def f(self) -> None: pass", True),
        ("class A:\n    def f(self): pass", False),
        ("class A:\n    def __init__(self, a: int): pass", True),
        ("class A:\n    def __init__(self): pass", False),
        ("class A:\n    @classmethod\n    def f(cls) -> None: pass", True),
        ("class A:\n    @staticmethod\n    def f(a) -> None: pass", False),
        ("class A:\n    def f(self) -> None:\n        def g(a) -> None: pass", False),
    ],
)
def test_a_signature_is_typed_when_every_argument_and_the_result_are(
    tmp_path: Path, signature: str, typed: bool
) -> None:
    row = rows_of(tmp_path, {"a.py": signature})["typed signatures"]
    assert row.kept == typed
    assert bool(row.named) != typed


def test_the_check_fails_only_where_a_limit_is_missed(tmp_path: Path) -> None:
    good = made(tmp_path / "good", {})
    bad = made(tmp_path / "bad", {"a.py": "def f(x): return x\n"})
    assert run("--check", str(good)).returncode == 0
    assert run(str(bad)).returncode == 0
    result = run("--check", str(good), str(bad))
    assert result.returncode == 1
    assert re.search(r"^✗ typed signatures, % +0.00 ≥ 100\n +sample/a.py:1 f$", result.stdout, re.MULTILINE)
    assert "✓ circles" in result.stdout


@pytest.mark.parametrize("text", [None, "def f(:\n", "x = '\0'\n"], ids=["empty folder", "no syntax", "a null byte"])
def test_what_cannot_be_measured_is_said_in_a_sentence(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "a.py").write_text(text, encoding="utf-8")
    result = run(str(tmp_path))
    assert result.returncode == 1
    assert not result.stdout
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.rstrip().endswith(".")


def test_the_script_keeps_its_own_limits(tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(SCRIPT.parent / "measuring", own / "measuring", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(SCRIPT, own)
    result = run("--check", str(own), script=own / "measure_code.py")
    assert result.returncode == 0, result.stdout + result.stderr
