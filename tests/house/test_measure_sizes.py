"""The measuring script counts functions, files and classes as it says."""

from pathlib import Path

import pytest

from tests.house.measured import function, rows_of


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
