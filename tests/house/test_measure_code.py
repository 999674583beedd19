"""The measuring script counts what it says, on packages made for each measure."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from measure_code import DENSEST_NAMED, measure
from measuring.complexity import complexity
from measuring.definitions import functions_of
from measuring.source import read_source
from measuring.table import Row

from tests.support.places import ROOT

SCRIPT = ROOT / "tools" / "measure_code.py"

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


def made(folder: Path, files: dict[str, str]) -> Path:
    """Write a package called `sample` and give its folder."""
    package = folder / "sample"
    for name, text in {"__init__.py": "", **files}.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        (path.parent / "__init__.py").touch()
    return package


def rows_of(folder: Path, files: dict[str, str]) -> dict[str, Row]:
    rows = measure(made(folder, files))
    by_name = {row.measure.partition(",")[0]: row for row in rows}
    assert len(by_name) == len(rows)
    return by_name


def function(name: str, lines: int, docstring: str = "") -> str:
    body = "".join(f"    x = {number}\n" for number in range(lines - 1))
    return f"def {name}():\n{docstring}{body}\n"


def run(*words: str, script: Path = SCRIPT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(script), *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def test_a_function_is_measured_without_its_docstring_and_decorators(tmp_path: Path) -> None:
    docstring = '    """One.\n\n    Two.\n    """\n'
    text = "import functools\n\n@functools.cache\n" + function("decorated", 40, docstring) + function("long", 41)
    rows = rows_of(tmp_path, {"a.py": text})
    assert rows["functions and methods"].value == 2
    assert rows["function lines: most"].value == 41
    assert not rows["function lines: most"].kept
    assert [name.split() for name in rows["function lines: most"].named] == [["41", "sample/a.py:49", "long"]]


def test_the_median_and_what_nine_in_ten_keep_are_of_all_functions(tmp_path: Path) -> None:
    text = "".join(function(f"f{lines}", lines) for lines in range(2, 12))
    rows = rows_of(tmp_path, {"a.py": text})
    assert rows["function lines"].value == 6
    assert rows["function lines: 90 % have at most"].value == 10
    assert rows["function lines: most"].kept


def test_methods_and_inner_functions_are_functions_too(tmp_path: Path) -> None:
    text = "class A:\n    def b(self):\n        async def c():\n            return 1\n        return c\n"
    rows = rows_of(tmp_path, {"a.py": text})
    assert rows["functions and methods"].value == 2
    assert rows["function lines: most"].value == 4


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


def test_long_files_and_full_folders_are_named(tmp_path: Path) -> None:
    files = {"long.py": "x = 1\n" * 301, "right.py": "x = 1\n" * 300}
    files |= {f"full/m{number}.py": "" for number in range(12)}
    rows = rows_of(tmp_path, files)
    assert rows["files"].value == 16
    assert rows["file lines: median"].value == 0
    assert [name.split() for name in rows["file lines: most"].named] == [["301", "sample/long.py"]]
    assert [name.split() for name in rows["files in a folder: most"].named] == [["13", "sample/full"]]


BASE = """
class Base[0]:
    def one(self):
        pass

    def two(self):
        pass
"""


@pytest.mark.parametrize(
    ("importing", "base"),
    [
        ("from sample.base import Base", "Base"),
        ("from sample.base import Base as Other", "Other[int]"),
        ("from .base import Base", "Base"),
        ("from . import base", "base.Base"),
        ("import sample.base", "sample.base.Base"),
        ("import sample.base as b", "b.Base"),
        ("from sample.passing import Passed", "Passed"),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .base import Base", "Base"),
    ],
)
def test_a_class_is_measured_with_its_bases_however_they_are_imported(
    tmp_path: Path, importing: str, base: str
) -> None:
    files = {
        "base.py": BASE.replace("[0]", ""),
        "passing.py": "from .base import Base as Passed\n",
        "a.py": f"{importing}\nclass Child({base}):\n    def two(self): pass\n    def three(self): pass\n",
    }
    rows = rows_of(tmp_path, files)
    assert rows["classes"].value == 2
    assert rows["class methods"].value == 3
    assert rows["class lines"].value == 6 + 3


def test_a_base_that_is_reached_twice_or_stands_elsewhere_counts_no_more(tmp_path: Path) -> None:
    text = BASE.replace("[0]", "(Elsewhere, int)") + "class A(Base): pass\nclass B(Base): pass\nclass C(A, B): pass\n"
    rows = rows_of(tmp_path, {"a.py": f"from elsewhere import Elsewhere\n{text}"})
    assert rows["class methods"].value == 2
    assert rows["class lines"].value == 6 + 3


def test_modules_that_pass_a_name_round_in_a_circle_do_not_catch_the_script(tmp_path: Path) -> None:
    files = {
        "a.py": "from sample.b import Base\nclass Child(Base): pass\n",
        "b.py": "from sample.c import Base\n",
        "c.py": "from sample.b import Base\n",
    }
    assert rows_of(tmp_path, files)["class lines"].value == 1


def test_a_class_that_is_too_big_with_its_bases_is_named(tmp_path: Path) -> None:
    def methods(kind: str, count: int) -> str:
        return "".join(f"    def {kind}{number}(self): pass\n" for number in range(count))

    text = (
        "class Base:\n"
        + methods("b", 30)
        + "class Child(Base):\n"
        + methods("c", 11)
        + '    """\n'
        + "\n" * 250
        + '"""\n'
    )
    rows = rows_of(tmp_path, {"a.py": text})
    assert [name.split()[1:] for name in rows["class lines"].named] == [["sample/a.py:32", "Child"]]
    assert [name.split() for name in rows["class methods"].named] == [["41", "sample/a.py:32", "Child"]]


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


@pytest.mark.parametrize(
    ("files", "heavy"),
    [
        ({"a.py": "import textual.app\n"}, {"a.py"}),
        ({"a.py": "from textual import work\n"}, {"a.py"}),
        ({"a.py": "try:\n    import textual\nexcept ImportError:\n    pass\n"}, {"a.py"}),
        ({"a.py": "class A:\n    import textual\n"}, {"a.py"}),
        ({"a.py": "def f():\n    import textual\n"}, set()),
        ({"a.py": "import textually\n"}, set()),
        ({"a.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import textual\n"}, set()),
        ({"a.py": "import typing\nif typing.TYPE_CHECKING:\n    pass\nelse:\n    import textual\n"}, {"a.py"}),
        ({"a.py": "import textual\n", "b.py": "from sample import a\n", "c.py": "import sample.b\n"}, {"a", "b", "c"}),
        ({"in/__init__.py": "import textual\n", "in/b.py": "x = 1\n"}, {"in/__init__.py", "in/b.py"}),
    ],
)
def test_a_module_needs_textual_when_anything_it_loads_does(
    tmp_path: Path, files: dict[str, str], heavy: set[str]
) -> None:
    weights = {name: text.count("\n") for name, text in files.items()}
    free = sum(lines for name, lines in weights.items() if not {name, name.removesuffix(".py")} & heavy)
    files = {**files, "plain.py": "x = 1\n"}
    row = rows_of(tmp_path, files)["lines importable without Textual"]
    assert row.value == pytest.approx(100 * (free + 1) / (sum(weights.values()) + 1))


def test_imports_of_own_modules_are_counted_wherever_they_stand(tmp_path: Path) -> None:
    files = {f"m{number}.py": "" for number in range(13)}
    files["b.py"] = "".join(f"from . import m{number}\n" for number in range(12)) + "import os\n"
    files["a.py"] = (
        "from typing import TYPE_CHECKING\nimport sample.a\nimport sample.m0\nfrom sample.m0 import x\n"
        "if TYPE_CHECKING:\n    from .m1 import y\n"
        "def f():\n    from sample import m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12\n"
    )
    row = rows_of(tmp_path, files)["imports of the folder's own modules: most"]
    assert row.value == 13
    assert [name.split() for name in row.named] == [["13", "sample/a.py"]]


def test_circles_are_found_also_by_types_and_by_imports_within_functions(tmp_path: Path) -> None:
    files = {
        "a.py": "import sample.b\n",
        "b.py": "def f():\n    from sample.c import x\n",
        "c.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from . import a\n",
        "d.py": "from . import a, e\n",
        "e.py": "from . import d, f\n",
        "f.py": "from . import a, f\n",
    }
    row = rows_of(tmp_path, files)["circles of imports"]
    assert list(row.named) == ["sample.a ↔ sample.b ↔ sample.c", "sample.d ↔ sample.e"]
    assert not row.kept


def test_scripts_that_are_no_package_find_each_other(tmp_path: Path) -> None:
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    (scripts / "base.py").write_text("class Base:\n    def one(self): pass\n", encoding="utf-8")
    (scripts / "a.py").write_text("from base import Base\nclass A(Base):\n    def two(self): pass\n", encoding="utf-8")
    rows = {row.measure: row for row in measure(scripts)}
    assert rows["class methods, with bases: most"].value == 2
    assert rows["imports of the folder's own modules: most"].value == 1


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
