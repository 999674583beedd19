"""The last guard before the terminal: nothing that acts on it leaves the program as text."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from facilitator.text.escape import without_dangerous


class HarmlessText(LineFilter):
    """Leaves out dangerous characters, such as those of text just pasted into a line.

    What is stored is written out before it gets here, as ⟨U+202E⟩.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments without what acts on a terminal."""
        if all(text.isascii() and text.isprintable() for text, _, _ in segments):
            return segments
        return [Segment(without_dangerous(text), style, control) for text, style, control in segments]
