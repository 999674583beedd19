"""Glyphs from ASCII only, for terminals and fonts that have no others."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

DRAWN_AS = {
    "v": "✓▾▼↓",
    "x": "✗✂×",
    "*": "●•",
    "o": "○⭘",
    "+": "◐┌┐└┘├┤┬┴┼╭╮╰╯",
    "#": "◆╔╗╚╝█▇▅",
    ">": "→▸▶›",
    "<": "←◀⏎↺",
    "^": "▲↑",
    "~": "↷…",
    "-": "·–—─━┄╌▔▀",
    '"': "“”",
    "'": "‘’",
    "|": "│┃║▎▊▌▐▍▏▕",
    "=": "═▃",
    "_": "▁▂▄",
    ":": "╎┆",
    "@": "┏┓┗┛",
}
"""ASCII characters, each with the glyphs of the program and its widgets that it stands for; all of the same width."""

PLAIN = {ord(glyph): plain for plain, glyphs in DRAWN_AS.items() for glyph in glyphs}
"""Each glyph by its code, and its ASCII character."""

TICKS = {True: "[x]", False: "[ ]"}
"""On and off, told apart by more than colour."""


class PlainGlyphs(LineFilter):
    """Draws every glyph of PLAIN in ASCII; letters that people typed stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments with plain glyphs."""
        return [Segment(text.translate(PLAIN), style, control) for text, style, control in segments]
