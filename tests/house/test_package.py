"""What a person installs: the wheel carries the banks and the worked example, wherever it is run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import ROOT


def run(*command: str, folder: Path, **environment: str) -> str:
    result = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel, and nothing else, was installed."""
    wheels, target = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("target")
    run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(wheels), str(ROOT), folder=wheels)
    (wheel,) = wheels.glob("facilitator-*.whl")
    pip = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target))
    run(*pip, str(wheel), folder=wheels)
    return target


def facilitator(*words: str, installed: Path, folder: Path) -> str:
    return run("-P", "-m", "facilitator.cli.main", *words, folder=folder, PYTHONPATH=str(installed), PYTHONUTF8="1")


def test_the_wheel_is_what_runs(installed: Path, tmp_path: Path) -> None:
    program = "import facilitator; print(facilitator.__file__)"
    place = run("-P", "-c", program, folder=tmp_path, PYTHONPATH=str(installed)).strip()
    assert Path(place).resolve().is_relative_to(installed.resolve())


def test_the_banks_are_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    packed = installed / "facilitator" / "_data" / "question_banks"
    ours = {path.relative_to(ROOT / "question_banks") for path in (ROOT / "question_banks").rglob("*.toml")}
    assert {path.relative_to(packed) for path in packed.rglob("*.toml")} == ours
    assert "requirements-analysis" in facilitator("banks", "list", installed=installed, folder=tmp_path)


def test_the_worked_example_is_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    packed = installed / "facilitator" / "_data" / "sessions"
    assert {path.name for path in packed.iterdir()} == {
        "toreador-light.toml",
        "toreador-light.history.jsonl",
    }
    report = facilitator("report", "toreador-light", installed=installed, folder=tmp_path)
    assert report.startswith("#")
    assert not list(tmp_path.iterdir())


def test_the_wheel_says_that_the_package_is_typed(installed: Path) -> None:
    assert (installed / "facilitator" / "py.typed").is_file()
