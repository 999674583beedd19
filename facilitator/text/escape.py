"""Dangerous characters: which they are, and how each output writes them instead.

A character is dangerous when it acts on a terminal, reorders what stands around it, or cannot be seen. The command
line, the screen, the report, the files and the last guard before the terminal all ask this module.

The table is written down here instead of asking the Unicode tables of Python, which differ from version to version: the
same session must give the same bytes everywhere.

These invisible characters stay as they are, since writing depends on them: the joiners U+200C and U+200D
(Persian, Indic scripts, emoji), the variation selectors U+FE00 to U+FE0F (emoji) and those of Mongolian, and what
lays out hieroglyphs. Tags stay nowhere, not even in the flags of Wales and Scotland: whole sentences hide in them.
"""

import json
import re
import sys
from collections.abc import Callable
from functools import cache

Range = tuple[int, int, str]
LAST_TWO = 0xFFFE
"""The last two code points of a plane are no characters, from this one on."""

RANGES: tuple[Range, ...] = (
    (0x0000, 0x001F, "C0 controls"),
    (0x007F, 0x009F, "delete and C1 controls"),
    (0x00AD, 0x00AD, "soft hyphen"),
    (0x034F, 0x034F, "combining grapheme joiner"),
    (0x061C, 0x061C, "Arabic letter mark"),
    (0x115F, 0x1160, "Hangul fillers"),
    (0x17B4, 0x17B5, "Khmer vowels that are never seen"),
    (0x180E, 0x180E, "Mongolian vowel separator"),
    (0x200B, 0x200B, "zero width space"),
    (0x200E, 0x200F, "direction marks"),
    (0x2028, 0x2029, "line and paragraph separators"),
    (0x202A, 0x202E, "direction embeddings and overrides"),
    (0x2060, 0x2064, "word joiner and invisible operators"),
    (0x2065, 0x2065, "kept free for such characters"),
    (0x2066, 0x2069, "direction isolates"),
    (0x206A, 0x206F, "deprecated format characters"),
    (0x3164, 0x3164, "Hangul filler"),
    (0xD800, 0xDFFF, "surrogates"),
    (0xE000, 0xF8FF, "private use: nobody can say what is drawn, or how wide"),
    (0xFDD0, 0xFDEF, "no characters"),
    (0xFEFF, 0xFEFF, "byte order mark"),
    (0xFFA0, 0xFFA0, "halfwidth Hangul filler"),
    (0xFFF0, 0xFFF8, "kept free for such characters"),
    (0xFFF9, 0xFFFB, "interlinear annotation"),
    (0xFFFE, 0xFFFF, "no characters"),
    (0x1BCA0, 0x1BCA3, "shorthand format controls"),
    (0x1D173, 0x1D17A, "musical format controls"),
    *((plane | LAST_TWO, plane | 0xFFFF, "no characters") for plane in range(0x10000, 0xE0000, 0x10000)),
    (0xE0000, 0xE0FFF, "tags and further variation selectors, in which text can be hidden"),
    (0xEFFFE, 0xEFFFF, "no characters"),
    (0xF0000, 0x10FFFF, "private use"),
)
"""First, last, and what they are."""

LINES = "\n\t"
"""The controls that text of several lines is made of."""


def _class_of(lowest: int, highest: int) -> str:
    """The dangerous characters between two code points, as a class of a regular expression."""
    ranges = ""
    for first, last, _ in RANGES:
        if lowest <= first <= highest:
            ranges += f"\\U{first:08x}-\\U{last:08x}"
    return f"[{ranges}]"


# A class that reaches beyond U+FFFF is searched range by range, which takes ten times as long.
_LOW = _class_of(0, 0xFFFF)
_HIGH = re.compile(_class_of(0x10000, sys.maxunicode))
_ANY_HIGH = re.compile("[\U00010000-\U0010ffff]")
_ANY = re.compile(f"{_LOW}|{_HIGH.pattern}")
_WRITTEN_OUT = re.compile("⟨U\\+([0-9A-F]{4,6})⟩")
_OPENING = "⟨"


def is_dangerous(character: str) -> bool:
    """Whether a character acts on a terminal, reorders text or cannot be seen."""
    return _ANY.match(character) is not None


def visible(text: str, keep: str = LINES) -> str:
    """Text to read, with each dangerous character written out, such as ⟨U+202E⟩, but for those to keep."""
    return _replaced(text, keep, _shown)


def one_line(text: str) -> str:
    """Text to read on one line: each run of white space becomes one space, none stands at the ends."""
    words = visible(text, keep="\n\r\t").split()
    return " ".join(words)


def without_dangerous(text: str, keep: str = "") -> str:
    """Text with its dangerous characters left out, but for those to keep."""
    return _replaced(text, keep, _nothing)


def editable(text: str) -> str:
    """Text for a field to edit; `from_editable` gives back exactly this text.

    Where it holds what looks written out already, the bracket before it is written out in its turn.
    """
    return visible(_WRITTEN_OUT.sub(_opening_written_out, text))


def from_editable(text: str) -> str:
    """What was typed into a field that `editable` filled."""
    return _WRITTEN_OUT.sub(_read_back, text)


def in_json(text: str) -> str:
    """JSON with its dangerous characters as escapes; a parser reads the same."""
    return _replaced(text, "\n", _json_escape)


def in_toml(text: str) -> str:
    """TOML with its dangerous characters as escapes; a parser reads the same.

    Surrogates stay: TOML has no escape for them, and no file holds them.
    """
    return _replaced(text, LINES, _toml_escape)


def _replaced(text: str, keep: str, instead: Callable[[str], str]) -> str:
    if text.isascii() and text.isprintable():
        return text

    def replacement(found: re.Match[str]) -> str:
        return instead(found[0])

    text = _low_but(keep).sub(replacement, text)
    if _ANY_HIGH.search(text):
        text = _HIGH.sub(replacement, text)
    return text


@cache
def _low_but(keep: str) -> re.Pattern[str]:
    """The dangerous characters up to U+FFFF without those to keep, of which long texts are full."""
    if not keep:
        return re.compile(_LOW)
    return re.compile(f"{_LOW}(?<![{keep}])")


def _shown(character: str) -> str:
    code = ord(character)
    return f"⟨U+{code:04X}⟩"


def _nothing(_: str) -> str:
    return ""


def _json_escape(character: str) -> str:
    if character == "\x7f":
        return "\\u007f"
    quoted = json.dumps(character)
    return quoted[1:-1]


def _toml_escape(character: str) -> str:
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        return character
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    return f"\\U{code:08x}"


def _opening_written_out(written: re.Match[str]) -> str:
    words = written[0]
    if not _was_written_out(written):
        return words
    return words.replace(_OPENING, _shown(_OPENING))


def _read_back(written: re.Match[str]) -> str:
    if not _was_written_out(written):
        return written[0]
    code = int(written[1], 16)
    return chr(code)


def _was_written_out(written: re.Match[str]) -> bool:
    """Whether a character stands here as this module writes it out, and not words that look alike."""
    code = int(written[1], 16)
    if code > sys.maxunicode:
        return False
    character = chr(code)
    if written[0] != _shown(character):
        return False
    return character == _OPENING or is_dangerous(character)
