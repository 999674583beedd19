"""Typed text made safe for the place where it stands in Markdown: shown as typed, never read as markup."""

import re
import unicodedata

_ALWAYS = re.compile(r"([\\`*_\[\]<>|&~$#!])")


def visible(text: str) -> str:
    """Text in which control, direction and invisible characters are shown as ⟨U+202E⟩; line ends stay."""
    return "".join(_shown(character) for character in text.replace("\r\n", "\n").replace("\r", "\n"))


def inline(text: str) -> str:
    """Typed text for the middle of a line: line ends become spaces, markup is escaped."""
    flat = " ".join(visible(text).split())
    escaped = _ALWAYS.sub(r"\\\1", flat)
    escaped = re.sub(r"(?i)(https?|ftp|mailto|javascript|data)(:)", r"\1\\\2", escaped)
    return _line_start(escaped)


def cell(text: str) -> str:
    """Typed text for a cell of a table; an empty one is a dash."""
    return inline(text) or "–"


def paragraphs(text: str) -> str:
    """Typed text as paragraphs: an empty line divides them."""
    parts = re.split(r"\n\s*\n", visible(text).strip())
    return "\n\n".join(inline(part) for part in parts if part.strip())


def fenced(lines: list[str], language: str = "text") -> str:
    """Lines as a block that shows them as they are, under a fence that is longer than any in them."""
    body = "\n".join(visible(line).replace("\n", " ") for line in lines)
    longest = max((len(run) for run in re.findall(r"`+", body)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{body}\n{fence}"


def mermaid_label(text: str) -> str:
    """Typed text inside a quoted Mermaid label."""
    flat = " ".join(visible(text).split())
    return "".join(c if c.isalnum() or c in " .,-" else f"#{ord(c)};" for c in flat)


def _shown(character: str) -> str:
    if character in "\n\t ":
        return character
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    return f"⟨U+{ord(character):04X}⟩" if hidden else character


def _line_start(text: str) -> str:
    """Escape what only means something at the start of a line: lists, numbers, headings, rules."""
    text = re.sub(r"^([+\-=:])", r"\\\1", text)
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", text)
