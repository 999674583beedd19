"""Glyphs from ASCII only, for terminals and fonts that have no others."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

PLAIN = str.maketrans(
    {
        "✓": "v", "✗": "x", "●": "*", "○": "o", "◐": "+", "◆": "#", "→": ">", "←": "<", "▸": ">", "▾": "v",
        "▶": ">", "◀": "<", "▲": "^", "▼": "v", "›": ">", "↷": "~", "✂": "x", "·": "-", "–": "-", "—": "-", "…": "~",
        "“": '"', "”": '"', "‘": "'", "’": "'", "×": "x", "│": "|", "┃": "|", "─": "-", "━": "-", "┄": "-", "┌": "+",
        "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+", "╭": "+", "╮": "+",
        "╰": "+", "╯": "+", "═": "=", "║": "|", "╌": "-", "▔": "-", "▁": "_", "▎": "|", "▊": "|", "▌": "|", "▐": "|",
        "╎": ":", "┆": ":", "╔": "#", "╗": "#", "╚": "#", "╝": "#", "┏": "@", "┓": "@", "┗": "@", "┛": "@",
        "•": "*", "⏎": "<", "↑": "^", "↓": "v", "↺": "<",
        "█": "#", "▇": "#", "▅": "#", "▃": "=", "▂": "_", "▄": "_", "▀": "-", "▍": "|", "▏": "|", "▕": "|", "⭘": "o",
    }
)  # fmt: skip
"""Each glyph of the program and of its widgets, and one ASCII character of the same width."""

TICKS = {True: "[x]", False: "[ ]"}
"""On and off, told apart by more than colour."""


class PlainGlyphs(LineFilter):
    """Draws every glyph of PLAIN in ASCII; letters that people typed stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments with plain glyphs."""
        return [Segment(text.translate(PLAIN), style, control) for text, style, control in segments]
