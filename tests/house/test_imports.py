"""Imports run one way, start-up is light, and files are read in one place."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import PACKAGE, ROOT


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run([sys.executable, "-c", command], cwd=folder, capture_output=True, text=True, encoding="utf-8")


def copied_house(folder: Path) -> Path:
    shutil.copytree(PACKAGE, folder / "facilitator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_contracts_hold() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


@pytest.mark.parametrize(
    ("place", "offence", "contract"),
    [
        ("model/offence.py", "import facilitator.store.formats.history", "Imports run one way"),
        ("store/offence.py", "import facilitator.banks.load", "Imports run one way"),
        ("workshop/offence.py", "import facilitator.cli.settings", "Imports run one way"),
        ("stray/__init__.py", "", "Imports run one way"),
        ("workshop/offence.py", "import textual.app", "Only the application knows Textual"),
        ("cli/offence.py", "from textual.app import App", "Only the application knows Textual"),
        ("model/offence.py", "import pydantic", "The model stands on the standard library"),
    ],
)
def test_each_contract_breaks_when_it_is_offended(tmp_path: Path, place: str, offence: str, contract: str) -> None:
    offender = copied_house(tmp_path) / "facilitator" / place
    offender.parent.mkdir(exist_ok=True)
    offender.write_text(f"{offence}\n", encoding="utf-8")
    result = lint_imports(tmp_path)
    words = " ".join(result.stdout.split())
    assert result.returncode != 0
    assert f"{contract} BROKEN" in words, result.stdout + result.stderr


def test_the_model_imports_the_standard_library_and_itself() -> None:
    for path in sorted((PACKAGE / "model").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                is_own = name == "facilitator.model" or name.startswith("facilitator.model.")
                assert is_own or name.split(".")[0] in sys.stdlib_module_names, f"{path.name}: {name}"


def test_files_are_read_in_one_place() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path == PACKAGE / "text" / "reading.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            is_builtin = isinstance(called, ast.Name) and called.id == "open"
            on_file = isinstance(called, ast.Attribute) and called.attr in ("read_text", "read_bytes")
            assert not is_builtin and not on_file, f"{path.name}, line {getattr(node, 'lineno', 0)}"


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["--version"],
        ["list"],
        ["new", "light"],
        ["banks", "list"],
        ["banks", "check"],
        ["check", "toreador-light"],
        ["report", "toreador-light"],
        ["tree", "toreador-light"],
        ["history", "toreador-light"],
    ],
    ids=" ".join,
)
def test_commands_do_not_import_textual(tmp_path: Path, words: list[str]) -> None:
    program = (
        "import atexit, sys; atexit.register(lambda: print('HEAVY' * ('textual' in sys.modules)));"
        "from facilitator.cli.main import main; main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert result.returncode in ((0, 1) if words[0] == "check" else (0,)), result.stderr
    assert "Traceback" not in result.stderr
    assert "HEAVY" not in result.stdout
