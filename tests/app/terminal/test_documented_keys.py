"""Every key of docs/workshop.md does in a real terminal what the page says, and no other key is checked here."""

import os
import re
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.example import copy_of_example
from tests.support.places import ROOT
from tests.support.terminal import Terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")

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

Seen = Callable[[str, str], bool]
"""Whether an effect is seen, from the screen before the key and the screen now."""


@dataclass(frozen=True)
class Check:
    """A key and what is seen after it, and not before: words, or a comparison of two screens.

    first: keys to press before it. then: keys that show its effect. last: keys that lead back.
    A word of several letters that is no key is typed.
    """

    key: str
    sees: str | Seen
    first: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    last: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scene:
    """One start of the program: the table of the page that it is about, where it starts, what is pressed."""

    place: str
    checks: tuple[Check, ...]
    step: str = "assets"
    size: str = "wide"
    session: str = "small"


def gone(words: str) -> Seen:
    """Words that stood on the screen are there no more."""
    return lambda before, now: words in before and words not in now


def number(pattern: str, by: int) -> Seen:
    """A number on the screen has changed by so much."""

    def changed(before: str, now: str) -> bool:
        first, second = re.search(pattern, before), re.search(pattern, now)
        return bool(first and second) and int(second[1]) - int(first[1]) == by  # type: ignore[index]

    return changed


ENDED = "the program has ended"
QUESTION = r"Question (\d+) of"
ANSWERED = r"(\d+) answered"
COMMANDS = "1-6 Step"
"""Words of the last line while keys are commands."""

STEPS = (
    ("2", "Components (2)"),
    ("3", "Trust boundaries"),
    ("4", "Failure modes"),
    ("5", "Threat trees"),
    ("6", "Enter rates the threat"),
    ("1", "Assets (2)"),
)
BACK = ("escape",)

SCENES = {
    "steps": Scene("on this screen", tuple(Check(key, words) for key, words in STEPS)),
    "steps from the line": Scene(
        "on this screen", tuple(Check(f"alt+{key}", words, first=("i", "i")) for key, words in STEPS)
    ),
    "views": Scene(
        "on this screen",
        (Check("v", gone("Assets (2)")), Check("v", "Assets (2)")),
        size="narrow",
    ),
    "other screens": Scene(
        "on this screen",
        (
            Check("i", "1-9 Choice", last=BACK),
            Check("g", "Suggestions: 8", last=BACK),
            Check("f", "failure modes looked at", last=BACK),
            Check("c", "non repudiation", last=BACK),
            Check("b", "Why is A-1 here?", last=BACK),
            Check("D", "arrows scroll", last=BACK),
            Check("s", "Markdown or document", last=BACK),
            Check("h", "Stages in scope", last=BACK),
            Check("/", "some words of it", last=BACK),
            Check("F1", "type to search for a word"),
            Check("F1", gone("type to search for a word")),
            Check("ctrl+p", "Search for commands", last=BACK),
            Check("'", "Stay", last=BACK),
        ),
        session="example",
    ),
    "acts": Scene(
        "on this screen",
        (
            Check("t", "1 Assets ✓"),
            Check("u", "Undone"),
            Check("r", "Done again"),
            Check("m", "Participants", last=("m",)),
            Check("w", "Components (2)"),
            Check("q", ENDED),
        ),
    ),
    "a question": Scene(
        "at a question",
        (
            Check("y", number(ANSWERED, 1)),
            Check("n", number(ANSWERED, 1)),
            Check("?", number(ANSWERED, 1)),
            Check("-", number(ANSWERED, 1)),
            Check("[", number(QUESTION, -1)),
            Check("]", number(QUESTION, 1)),
            Check("backspace", number(ANSWERED, -1), first=("[",)),
            Check("o", number(QUESTION, 1)),
        ),
        step="threats",
    ),
    "a long question": Scene(
        "at a question",
        (
            Check(">", gone("Question 1 of"), first=("v",)),
            Check("<", "Question 1 of"),
        ),
        size="narrow",
    ),
    "the choices": Scene(
        "in the choices",
        (
            Check("1", "[x]  1", first=("i",)),
            *(Check(str(digit), f"[x]  {digit}") for digit in range(2, 10)),
            Check("down", "[x] 10", then=("space",)),
            Check("up", gone("[x]  9"), then=("space",)),
            Check("space", "[x]  9"),
            Check("escape", COMMANDS),
            Check("enter", number(ANSWERED, 1), first=("i",)),
        ),
    ),
    "one choice": Scene("in the choices", (Check("2", number(ANSWERED, 1), first=("i",)),), step="rate"),
    "the line": Scene(
        "in the line",
        (
            Check("escape", lambda _, now: COMMANDS in now and "half a word" in now, first=("i", "half a word")),
            Check("enter", number(ANSWERED, 1), first=("i",)),
        ),
        step="trees",
    ),
    "a table": Scene(
        "in a table",
        (
            Check("a", "New asset", last=BACK),
            Check("e", "Change A-1", last=BACK),
            Check("enter", "Change A-1", last=BACK),
            Check("space", "2 marked", first=("space",)),
            Check("e", "of the 2 marked", last=BACK),
            Check("x", "Remove 2 marked", last=BACK),
            Check("escape", gone("2 marked")),
            Check("x", "Assets (1)"),
            Check("O", "by id"),
            Check("G", "grouped by name"),
            Check("F", "Show only rows"),
        ),
    ),
    "suggestions": Scene(
        "in the suggestions",
        (
            Check("l", lambda before, now: before.splitlines()[1] != now.splitlines()[1]),
            Check("e", "Save (ctrl+s)", last=BACK),
            Check("n", "Why not", last=BACK),
            Check("y", "Accepted as"),
            Check("escape", COMMANDS),
        ),
        step="threats",
        session="example",
    ),
    "the drawing": Scene(
        "in the drawing",
        (
            Check("+", "Architecture · names"),
            Check("-", "Architecture · ids"),
            Check("escape", COMMANDS),
        ),
        session="example",
    ),
    "the room": Scene(
        "in the room",
        (
            Check("p", "Park a thought", last=("what about rain", "enter")),
            Check("d", "What was decided?", last=BACK),
            Check("A", "An action", last=BACK),
            Check("B", "Brainstorm: ", last=BACK),
            Check("l", "Who is speaking?", last=BACK),
            Check("z", ":00 left"),
            Check("Z", "Minutes for", last=BACK),
            Check("k", "The question banks since", last=BACK),
            Check("J", "Join which copy?", last=BACK),
            Check("W", "Save the whole session", last=BACK),
            Check("j", "becomes", first=("m", "tab"), last=BACK),
        ),
    ),
}
OPENING = {"suggestions": ("g", "Suggestions: "), "the drawing": ("D", "arrows scroll")}
"""What brings a scene before one, and the words by which it is seen."""

DIFFERING = ("steps from the line", "other screens", "the line")
"""The scenes that press every key for which a terminal with the Kitty protocol sends something of its own."""


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
