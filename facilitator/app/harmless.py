"""The last guard before the terminal: nothing that acts on it leaves the program as text."""

import unicodedata

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

ACTING = frozenset({"Cc", "Cf", "Cs"})
JOINERS = frozenset("\u200c\u200d")
"""Without these two many scripts and emoji are not written as they should be; they act on letters alone."""


class HarmlessText(LineFilter):
    """Drops control and direction characters, such as those of text just pasted into a line.

    What is stored is written out before it gets here, as ⟨U+202E⟩.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments without what acts on a terminal."""
        if all(text.isprintable() for text, _, _ in segments):
            return segments
        return [Segment("".join(filter(_harmless, text)), style, control) for text, style, control in segments]


def _harmless(letter: str) -> bool:
    return letter in JOINERS or unicodedata.category(letter) not in ACTING
