"""Packages made to be measured."""

import subprocess
import sys
from pathlib import Path

from measure_code import measure
from measuring.table import Row

from tests.support.places import ROOT

SCRIPT = ROOT / "tools" / "measure_code.py"


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
    """Each measure of a package with its row."""
    rows = measure(made(folder, files))
    by_name = {row.measure.partition(",")[0]: row for row in rows}
    assert len(by_name) == len(rows)
    return by_name


def function(name: str, lines: int, docstring: str = "") -> str:
    """A function of so many lines."""
    body = "".join(f"    x = {number}\n" for number in range(lines - 1))
    return f"def {name}():\n{docstring}{body}\n"


def run(*words: str, script: Path = SCRIPT) -> subprocess.CompletedProcess[str]:
    """The script with these words."""
    command = [sys.executable, str(script), *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
