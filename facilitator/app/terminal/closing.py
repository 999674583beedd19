"""What is to be done before the program ends because its terminal closes or somebody ends it."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable

ENDING = ("SIGHUP", "SIGTERM")
"""Signals that end the program; some platforms lack some of them."""


def before_the_end(act: Callable[[], None]) -> None:
    """Do something first when a signal ends the program, then end as told."""
    for name in ENDING:
        kind = getattr(signal, name, None)
        if kind is not None:
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                asyncio.get_running_loop().add_signal_handler(kind, _end, kind, act)


def _end(kind: signal.Signals, act: Callable[[], None]) -> None:
    act()
    signal.signal(kind, signal.SIG_DFL)
    os.kill(os.getpid(), kind)
