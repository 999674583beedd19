"""Typed text made harmless for the screen: shown as typed, never as markup or escape codes."""

import re
import sys
import unicodedata

from rich.cells import cell_len, set_cell_size
from rich.text import Text

_WRITTEN_OUT = re.compile("⟨U\\+([0-9A-F]{4,6})⟩")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown(text: str) -> str:
    """Text with control, direction and invisible characters shown as ⟨U+202E⟩; line ends stay."""
    return text if text.isprintable() else "".join(_visible(character) for character in text)


def typed(text: str) -> str:
    """What was typed, from what `shown` makes of it; the other way round."""
    return _WRITTEN_OUT.sub(_unshown, text)


def one_line(text: str, longest: int = 0) -> str:
    """Text on one line; cut with a mark when it is longer than `longest` characters (0: never)."""
    flat = " ".join(shown(text).split())
    return f"{flat[: longest - 1]}…" if longest and len(flat) > longest else flat


def fitted(text: str, width: int) -> str:
    """One line of text in exactly so many columns, cut with a mark."""
    if text.isascii() and len(text) <= width:
        return text.ljust(width)
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return f"{set_cell_size(text, width - 1)}…" if width > 0 else ""


def cell(text: str, longest: int = 44) -> Text:
    """Text for a cell of a table, never parsed as markup."""
    return Text(one_line(text, longest), no_wrap=True)


def _visible(character: str) -> str:
    if character in "\n\t ":
        return character
    return f"⟨U+{ord(character):04X}⟩" if unicodedata.category(character) in _HIDDEN else character


def _unshown(written: re.Match[str]) -> str:
    code = int(written[1], 16)
    character = chr(code) if code <= sys.maxunicode else ""
    return character if character and unicodedata.category(character) in _HIDDEN else written[0]
