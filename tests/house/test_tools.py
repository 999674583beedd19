"""The scripts for those who build the program: asked for help, they give it and write nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import ROOT

SCRIPTS = [(str(path),) for path in sorted((ROOT / "tools").glob("*.py"))]
MODULES = [("-m", name) for name in ("benchmarks.saving", "tests.torture", "tests.torture.git")]


@pytest.mark.parametrize("command", [*SCRIPTS, *MODULES], ids=lambda command: Path(command[-1]).name)
@pytest.mark.parametrize("word", ["--help", "--nonsense"])
def test_words_that_are_no_path_are_not_taken_for_one(tmp_path: Path, command: tuple[str, ...], word: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, *command, word],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == (0 if word == "--help" else 2), done.stderr
    assert "usage:" in done.stdout + done.stderr
    assert not list(tmp_path.iterdir())
