"""The measuring script follows imports as it says."""

from pathlib import Path

import pytest
from measure_code import measure

from tests.house.measured import rows_of


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
