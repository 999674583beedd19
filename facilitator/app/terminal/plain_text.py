"""Typed text made harmless for the screen: shown as typed, never as markup or escape codes."""

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from facilitator.text import escape


def shown(text: str) -> str:
    """Text for a field to type in, with dangerous characters written out; `typed` gives it back."""
    return escape.editable(text)


def typed(text: str) -> str:
    """What was typed into a field that `shown` filled."""
    return escape.from_editable(text)


def one_line(text: str, longest: int = 0) -> str:
    """Text on one line; cut with a mark when it is longer than `longest` characters (0: never)."""
    flat = escape.one_line(text)
    if not longest or len(flat) <= longest:
        return flat
    begin = flat[: longest - 1]
    return f"{begin}…"


def fitted(text: str, width: int) -> str:
    """One line of text in exactly so many columns, cut with a mark."""
    if text.isascii() and len(text) <= width:
        return text.ljust(width)
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    if width <= 0:
        return ""
    begin = set_cell_size(text, width - 1)
    return f"{begin}…"


def cell(text: str, longest: int = 44) -> Text:
    """Text for a cell of a table, never parsed as markup."""
    return Text(one_line(text, longest), no_wrap=True)
