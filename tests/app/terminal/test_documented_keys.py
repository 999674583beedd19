"""Every key of docs/workshop.md does in a real terminal what the page says, and no other key is checked here."""

import os
import re
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.example import copy_of_example
from tests.app.terminal.scenes import (
    DIFFERING,
    ENDED,
    OPENING,
    SCENES,
    STEPS,
    Check,
)
from tests.support.places import ROOT
from tests.support.terminal import Terminal

PAGE = ROOT / "docs" / "workshop.md"
LEGACY: dict[str, str] = {}
KITTY = {
    "escape": "\x1b[27u",
    "ctrl+p": "\x1b[112;5u",
    "F1": "\x1b[P",
    **{f"alt+{digit}": f"\x1b[{ord(str(digit))};3u" for digit in range(1, 7)},
}
"""What a terminal with the Kitty protocol sends for keys for which it sends something else than others do."""

SIZES = {"wide": (120, 40), "narrow": (80, 24)}
SECONDS = 30


def documented() -> set[tuple[str, str]]:
    """Each key of the page with the heading of the table that it stands in."""
    found = set()
    place = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            continue
        cell, _, meaning = line.strip("|").partition(" | ")
        if meaning.strip() == "do":
            place = cell.strip()
        found |= {(place, key) for key in keys_in(cell)}
    return found


def keys_in(cell: str) -> Iterator[str]:
    """The keys of a cell, and those between two that are named as “from to”."""
    for first, last in re.findall(r"`([^`]+)`(?: to `([^`]+)`)?", cell):
        yield first
        for digit in range(int(first[-1]) + 1, int(last[-1]) + 1) if last else ():
            yield f"{first[:-1]}{digit}"


def checked() -> set[tuple[str, str]]:
    return {(scene.place, check.key) for scene in SCENES.values() for check in scene.checks}


def test_every_documented_key_is_checked() -> None:
    assert documented() - checked() == set()


def test_every_checked_key_is_documented() -> None:
    assert checked() - documented() == set()


def test_every_key_that_is_sent_in_two_ways_is_pressed_in_both() -> None:
    checks = [check for name in DIFFERING for check in SCENES[name].checks]
    assert {key for check in checks for key in (check.key, *check.first, *check.last)} >= set(KITTY)


def test_a_range_of_keys_is_read_as_its_keys() -> None:
    assert list(keys_in("`alt+1` to `alt+3`, `x`")) == ["alt+1", "alt+2", "alt+3", "x"]


def session_in(folder: Path, kind: str) -> str:
    if kind == "example":
        return copy_of_example(folder).stem
    workshop = begin_session(folder / "x.toml", stages=("requirements-analysis", "collect-training-data"))
    for name in ("Readings", "Labels"):
        workshop.do(AddRecord("asset", {"name": name, "properties": ("integrity",)}))
    for name in ("Sensor", "Store"):
        workshop.do(AddRecord("component", {"name": name}))
    workshop.close()
    return "x"


def press(terminal: Terminal, keys: tuple[str, ...], codes: dict[str, str]) -> None:
    for key in keys:
        code = codes.get(key)
        if code is not None:
            terminal.type(code)
            terminal.settle(0.05)
        elif " " in key:
            terminal.type(key)
        else:
            terminal.press(key.lower() if key == "F1" else key)


def perform(terminal: Terminal, check: Check, codes: dict[str, str]) -> None:
    """Press the key and wait for its effect; it must not be there already."""
    if check.first:
        press(terminal, check.first, codes)
    terminal.settle(0.08)
    before = terminal.text
    sees = check.sees
    is_seen = (lambda _, now: sees in now) if isinstance(sees, str) else sees
    if sees == ENDED:
        is_seen = lambda *_: terminal.has_ended  # noqa: E731
    assert not isinstance(sees, str) or sees not in before, f"“{sees}” was there before {check.key}:\n{before}"
    press(terminal, (check.key, *check.then), codes)
    end = time.monotonic() + SECONDS
    while not is_seen(before, terminal.text):
        assert time.monotonic() < end, f"{check.key} did not do it:\n{terminal.text}"
        terminal.read(0.05)
    if check.last:
        press(terminal, check.last, codes)


def play(folder: Path, name: str, codes: dict[str, str]) -> None:
    scene = SCENES[name]
    columns, rows = SIZES[scene.size]
    session = session_in(folder, scene.session)
    terminal = Terminal.facilitator("open", session, "--step", scene.step, sessions=folder, columns=columns, rows=rows)
    try:
        terminal.wait("Next (w): ")
        terminal.settle(0.2)
        if name in OPENING:
            key, words = OPENING[name]
            terminal.press(key)
            terminal.wait(words)
        for check in scene.checks:
            perform(terminal, check, codes)
    finally:
        terminal.end()


@pytest.mark.parametrize("name", SCENES)
def test_keys_do_what_the_page_says(tmp_path: Path, name: str) -> None:
    play(tmp_path, name, LEGACY)


@pytest.mark.parametrize("name", DIFFERING)
def test_keys_of_a_terminal_with_the_kitty_protocol_do_what_the_page_says(tmp_path: Path, name: str) -> None:
    play(tmp_path, name, KITTY)


OF_ANOTHER_TERMINAL = ("COLUMNS", "LINES", "TMUX", "TMUX_PANE")


class Tmux:
    """The program in a tmux of its own."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self._socket = f"facilitator-{uuid.uuid4().hex}"
        plain = {name: value for name, value in os.environ.items() if name not in OF_ANOTHER_TERMINAL}
        self._environment = {**plain, "LANG": "C.UTF-8", **environment}
        self._run("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "40", sys.executable, *arguments)

    def press(self, *keys: str) -> None:
        """Press keys by the names that tmux has for them."""
        self._run("send-keys", *keys)

    def wait(self, words: str) -> None:
        """Wait until words stand on the screen."""
        end = time.monotonic() + SECONDS
        while words not in (text := self._run("capture-pane", "-p")):
            assert time.monotonic() < end, f"“{words}” did not come:\n{text}"

    def end(self) -> None:
        """End this tmux and what runs in it."""
        self._run("kill-server")

    def _run(self, *words: str) -> str:
        command = ["tmux", "-u", "-L", self._socket, *words]
        return subprocess.run(command, env=self._environment, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
def test_in_tmux_the_keys_of_steps_go_to_steps_from_the_line(tmp_path: Path) -> None:
    session = session_in(tmp_path, "small")
    environment = {"FACILITATOR_SESSIONS": str(tmp_path), "FACILITATOR_CONFIG": str(tmp_path / "none.toml")}
    tmux = Tmux("-m", "facilitator.cli.main", "open", session, "--step", "assets", **environment)
    try:
        tmux.wait("Next (w): ")
        for way in ("M-{}", "Escape {}"):
            for key, words in STEPS:
                tmux.press("i", "i")
                tmux.press(*way.format(key).split())
                tmux.wait(words)
    finally:
        tmux.end()
