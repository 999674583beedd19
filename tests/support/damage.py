"""Sessions changed by hand, line by line, and commands run on them."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from facilitator.store.files.paths import history_path
from facilitator.store.formats.snapshot import REVISION_LINE

LONGEST_WAIT = 600
"""Seconds after which a command counts as hung; each takes seconds, also on a busy machine."""


def run(*words: str, folder: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """A command on the sessions of a folder."""
    command = [sys.executable, "-m", "facilitator.cli.main", *words, "--sessions", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_WAIT, input=stdin)


def contents(folder: Path) -> dict[str, bytes]:
    """What every file of a folder holds, without locks."""
    return {one.name: one.read_bytes() for one in folder.iterdir() if not one.name.endswith(".lock")}


def lines_of(path: Path) -> list[str]:
    """The lines of a history."""
    return history_path(path).read_text(encoding="utf-8").splitlines(keepends=True)


def changed(path: Path, number: int, change: Callable[[str], str]) -> None:
    """Change one line of a history, counted from 1."""
    lines = lines_of(path)
    lines[number - 1] = change(lines[number - 1])
    history_path(path).write_text("".join(lines), encoding="utf-8")


def with_digest(text: str) -> str:
    """The text with a digest that fits, as somebody can write who knows how."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    first, line, rest = text.partition(REVISION_LINE)
    number, _, rest = rest.partition("\n")
    return f'{first}{line}{number}\ndigest = "{digest}"\n{rest}'
