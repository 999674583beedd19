"""The introduction, walked in a small real terminal: each key of each page does what the page says."""

from collections.abc import Sequence
from pathlib import Path

from facilitator.banks.extras import introduction_pages
from tests.support.terminal import Terminal

Act = tuple[str, str]
"""A key, and what stands on the screen when it has had its effect."""

WALK: dict[str, Sequence[Act]] = {
    "What this is about": [("2", "Components (9)"), ("1", "Assets (8)")],
    "Step 1: what is of value": [
        ("v", "Which of these are true"),
        ("i", "Enter takes"),
        ("space", "[x]"),
        ("enter", "Question 2 of"),
    ],
    "Explain": [
        ("f1", "type to search for a word"),
        ("escape", "3 of 11"),
        ("/", "Search questions and records"),
        ("escape", "3 of 11"),
    ],
    "Step 2: how it is built": [("D", "Architecture · "), ("escape", "4 of 11")],
    "Step 3: look closer": [("?", "answered"), ("u", "Undone: Answer")],
    "Step 4: what could go wrong": [
        ("g", "to decide on"),
        ("y", "to decide on"),
        ("e", "^s Save"),
        ("escape", "to decide on"),
        ("l", "to decide on"),
        ("n", "Why"),
        ("escape", "to decide on"),
        ("escape", "Threats (5)"),
    ],
    "Failure modes": [
        ("f", "failure modes looked at"),
        ("escape", "7 of 11"),
        ("c", "elements by STRIDE"),
        ("escape", "7 of 11"),
    ],
    "Step 5: how it would be done": [
        ("enter", "1 way in, of 1 condition"),
        ("tab", "CM-3"),
        ("space", "trying CM-3: not saved"),
        ("space", "with what is in place"),
        ("i", "CM-3 is taken out, and saved"),
        ("i", "CM-3 is in place, and saved"),
        ("escape", "8 of 11"),
    ],
    "Step 6: how bad, how likely": [
        ("enter", "T-3 is rated already"),
        ("enter", "1 Trivial facts leak"),
        ("escape", "9 of 11"),
    ],
    "Running the room": [
        ("p", "Park a thought"),
        ("escape", "10 of 11"),
        ("d", "What was decided?"),
        ("escape", "10 of 11"),
        ("A", "An action"),
        ("escape", "10 of 11"),
        ("l", "Who is speaking?"),
        ("escape", "10 of 11"),
        ("z", " left"),
        ("w", "10 of 11"),
    ],
    "The summary": [("s", "What matters first"), ("f", "Written to"), ("escape", "11 of 11")],
}


def test_every_page_of_the_introduction_is_walked_here() -> None:
    assert list(WALK) == [page.title for page in introduction_pages()]


def test_each_page_of_the_introduction_does_what_it_says(tmp_path: Path) -> None:
    terminal = Terminal.facilitator("introduction", sessions=tmp_path, columns=80, rows=24)
    for number, page in enumerate(introduction_pages(), 1):
        terminal.wait(f"{number} of {len(WALK)} · {page.title}")
        terminal.wait(page.text.split()[-1])
        for key, words in WALK[page.title]:
            terminal.press(key)
            terminal.wait(words, seconds=10)
            terminal.settle()
        terminal.press("f2")
    terminal.type("\x1bOR")
    terminal.wait(f"{len(WALK) - 1} of {len(WALK)}")
    terminal.end()
    assert list(tmp_path.iterdir()) == []
