"""A real pseudo-terminal with a program in it: press keys, read the screen, count what was pressed."""

import contextlib
import os
import re
import select
import signal
import struct
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyte
import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

import fcntl
import pty
import termios

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
}
NO_VARIABLES: Mapping[str, str] = {}
PRIVATE = re.compile(rb"\x1b\[[>=<][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$[a-z]")


def code_of(key: str) -> str:
    """What most terminals send for a key."""
    if key.startswith("alt+"):
        return f"\x1b{key[-1]}"
    return chr(ord(key[-1]) & 0x1F) if key.startswith("ctrl+") else KEYS.get(key, key)


class Terminal:
    """A child process in a terminal of some columns and rows. `keys` counts keys, without typed text."""

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str] = NO_VARIABLES,
        *,
        columns: int = 120,
        rows: int = 40,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.keys = 0
        self.started = time.perf_counter()
        self._is_gone = False
        self._child, self._handle = pty.fork()
        if not self._child:
            for name in ("PYTHONDONTWRITEBYTECODE", "COLUMNS", "LINES"):
                os.environ.pop(name, None)
            base: Mapping[str, str] = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
            os.execvpe(sys.executable, [sys.executable, *arguments], {**os.environ, **base, **environment})
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @classmethod
    def facilitator(cls, *words: str, sessions: Path, columns: int = 120, rows: int = 40) -> "Terminal":
        """The program with these words, on a folder of sessions."""
        environment = {"FACILITATOR_SESSIONS": str(sessions), "FACILITATOR_CONFIG": str(sessions / "none.toml")}
        return cls(["-m", "facilitator.cli.main", *words], environment, columns=columns, rows=rows)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def joined_rows(self) -> str:
        """The rows of the screen one after the other, so that words that run over the end of a row are whole."""
        return "".join(self.screen.display)

    @property
    def has_ended(self) -> bool:
        """Whether the program has ended by itself."""
        self._is_gone = self._is_gone or os.waitpid(self._child, os.WNOHANG)[0] == self._child
        return self._is_gone

    def read(self, seconds: float) -> bool:
        """Take in what comes within some seconds; whether anything did."""
        ready, _, _ = select.select([self._handle], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._handle, 65536)
        except OSError:
            return False
        self._stream.feed(PRIVATE.sub(b"", data))
        return bool(data)

    def bytes_until_quiet(self, seconds: float) -> list[float]:
        """When bytes came, until none did for some seconds. They are put on the screen only then, which takes time."""
        moments: list[float] = []
        data = b""
        while select.select([self._handle], [], [], seconds)[0]:
            try:
                data += os.read(self._handle, 65536)
            except OSError:
                break
            moments.append(time.perf_counter())
        self._stream.feed(PRIVATE.sub(b"", data))
        return moments

    def first_sight(self, words: str, seconds: float = 30) -> float:
        """When words have come, in seconds since the start; nothing is put on the screen. Raises AssertionError."""
        data = b""
        while words.encode() not in data:
            if not select.select([self._handle], [], [], seconds)[0]:
                raise AssertionError(f"“{words}” did not come")
            data += os.read(self._handle, 65536)
        return time.perf_counter() - self.started

    def wait(self, words: str, seconds: float = 30) -> float:
        """Wait until words stand on the screen; the seconds since the start. Raises AssertionError."""
        end = time.perf_counter() + seconds
        while words not in self.text and words not in self.joined_rows:
            if time.perf_counter() > end:
                raise AssertionError(f"“{words}” did not come:\n{self.text}")
            self.read(0.05)
        return time.perf_counter() - self.started

    def settle(self, quiet: float = 0.12) -> None:
        """Read until nothing comes any more."""
        while self.read(quiet):
            pass

    def press(self, *keys: str) -> None:
        """Press keys, each counted, as fast as can be; only Escape must stand alone, or the next key becomes Alt."""
        for key in keys:
            self.keys += 1
            self.send(key)
            if key == "escape":
                self.settle()

    def type(self, words: str) -> None:
        """Type text; it is not counted."""
        os.write(self._handle, words.encode())

    def send(self, key: str) -> None:
        """Send one key, uncounted, as a terminal without the Kitty protocol does: Alt is an Escape before the key."""
        os.write(self._handle, code_of(key).encode())

    def end(self, kind: signal.Signals = signal.SIGKILL) -> None:
        """End the program."""
        if not self._is_gone:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._child, kind)
            os.waitpid(self._child, 0)
        os.close(self._handle)
