"""Commands run as a user would run them, and what is typed into them."""

import os
import subprocess
import sys
from pathlib import Path

from facilitator.model.kinds import KINDS
from tests.support.places import ROOT


def run(*words: str, folder: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """A command on the sessions of a folder."""
    environment = {**os.environ, "FACILITATOR_SESSIONS": str(folder), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "facilitator.cli.main", *words],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=folder,
        timeout=60,
    )


def typed(kind: str, **values: str) -> str:
    """What a person types to add one record: a line a field, an empty one for what is left out."""
    fields = KINDS[kind].fields
    first = next(item for item in fields if item.required)
    rest = [item for item in fields if item is not first]
    lines = [values[first.name]]
    for item in rest:
        lines.append(values.get(item.name, ""))
    return "".join(f"{line}\n" for line in lines)
