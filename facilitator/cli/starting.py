"""Starting the application, so that its first screen comes soon."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli.settings import refuse, say

if TYPE_CHECKING:
    from facilitator.workshop.workshop import Workshop

THREADS_TAKE_TURNS = 0.0005
"""Seconds. A thread of its own writes what is drawn to the terminal; it should not wait for the next drawing."""


NO_TERMINAL = (
    "This needs a terminal; without one, “facilitator ask NAME” takes answers line by line, "
    "and “facilitator report NAME” prints the summary."
)


def need_terminal(opened: "Workshop | None" = None) -> None:
    """Refuse, and let a session go, where the application has no terminal.

    It reads keys from standard input and draws on standard error, on Windows on standard output.
    """
    drawn_on = sys.__stdout__ if sys.platform == "win32" else sys.__stderr__
    if all(stream is not None and stream.isatty() for stream in (sys.__stdin__, drawn_on)):
        return
    if opened is not None:
        opened.close()
    refuse(NO_TERMINAL)


def start(
    folder: Path,
    *,
    extra_banks: Path | None = None,
    opened: "Workshop | None" = None,
    step: str = "",
    demo: bool = False,
    introduction: bool = False,
) -> None:
    """Run the application at its list of sessions or, with `opened`, in that session, until the person quits."""
    sys.setswitchinterval(THREADS_TAKE_TURNS)
    if opened is None:
        from facilitator.banks.load import load_banks

        load_banks(extra_banks)
    need_terminal(opened)
    from facilitator.app.run import run_app

    app = run_app(folder, extra_banks=extra_banks, opened=opened, step=step, demo=demo, introduction=introduction)
    for path in app.rescued:
        say(f"The disk refused the last acts. The whole session, with them, is in {path}; copy it to a safe place.")
    if app.refusal:
        refuse(app.refusal)
