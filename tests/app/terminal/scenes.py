"""What is pressed in a terminal and what is seen then, for every key of docs/workshop.md."""

import re
from collections.abc import Callable
from dataclasses import dataclass

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
        return first is not None and second is not None and int(second[1]) - int(first[1]) == by

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
            Check("g", "Suggestions: 57", last=BACK),
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
            Check("M", "Threat actors", last=("M",)),
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
            Check("=", "Which one is the same as A-1", last=BACK),
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
            Check("P", "Which pass of the review?", last=BACK),
            Check("j", "becomes", first=("m", "tab"), last=BACK),
        ),
    ),
}
OPENING = {"suggestions": ("g", "Suggestions: "), "the drawing": ("D", "arrows scroll")}
"""What brings a scene before one, and the words by which it is seen."""

DIFFERING = ("steps from the line", "other screens", "the line")
"""The scenes that press every key for which a terminal with the Kitty protocol sends something of its own."""
