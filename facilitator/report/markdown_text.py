"""Typed text made safe for Markdown: shown as it was typed, and never taken for markup.

Some readers of Markdown make links of plain addresses, and whoever clicks trusts the report. So slashes and dots of
addresses are escaped. For a mail address that is not enough: the readers that look for one do so after the
escapes are gone. It stands as code, where nobody looks.
"""

import re
from collections.abc import Iterable, Sequence

from facilitator.text.escape import one_line as one_line
from facilitator.text.escape import visible

_ALWAYS = re.compile(r"[\\`*\[\]<&|~$]")
_LINE_END = re.compile(r"\r\n|[\n\r]")
_UNDERSCORES = re.compile(r"_+")
_HASHES = re.compile(r"(?:(?<=\s)|^)#")
_ADDRESS_MARKS = re.compile(r"(?<=/)/|(?<=www)\.|(?<=\S)\.(?=[^\W\d_]{2})|@(?=\S)", re.IGNORECASE)
_MAIL = re.compile(r"((?<![\w.+-])[\w.+-]+:?@[\w.+@/-]*)")
_BLOCK_START = re.compile(r"^(?:([-+>=])|(\d+)([.)]))")
_MERMAID_MARKS = re.compile(r'["<>&#`%{};\\|\[\]()]')
_MERMAID_NAMES = {
    '"': "quot",
    "<": "lt",
    ">": "gt",
    "&": "amp",
}


def inline(text: str) -> str:
    """Typed text on one line, escaped so that CommonMark with tables shows it as it is."""
    parts = _MAIL.split(one_line(text))
    # Every second part is what stands between two that look like mail addresses.
    parts[::2] = map(_escaped, parts[::2])
    parts[1::2] = map(_mail_as_code, parts[1::2])
    words = "".join(parts)
    return _BLOCK_START.sub(_escaped_start, words)


def cell(text: str) -> str:
    """Typed text for a cell of a table, with its pipes escaped; a dash where there is none."""
    return inline(text) or "–"


def paragraph(text: str) -> str:
    """Typed text of several lines: each line a paragraph of its own."""
    lines = _LINE_END.split(text)
    paragraphs = [inline(line) for line in lines if line.strip()]
    return "\n\n".join(paragraphs)


def mermaid_label(text: str) -> str:
    """Typed text for a quoted Mermaid label; what Mermaid might act on is written as an entity."""
    words = one_line(text)
    return _MERMAID_MARKS.sub(_mermaid_entity, words)


def row(cells: Iterable[str]) -> str:
    """One row of a table from cells that are escaped already."""
    joined = " | ".join(cells)
    return f"| {joined} |"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table from cells that are escaped already, or "" when there are no rows."""
    lines = [row(cells) for cells in rows]
    if not lines:
        return ""
    rule = ["---"] * len(headings)
    return "\n".join([row(headings), row(rule), *lines])


def bullets(items: Iterable[str]) -> str:
    """A list from items that are escaped already."""
    lines = [f"- {item}" for item in items]
    return "\n".join(lines)


def fenced(lines: Iterable[str], language: str = "text") -> str:
    """A fenced block that nothing within it can end."""
    shown = [visible(line, keep="") for line in lines]
    content = "\n".join(shown)
    runs = re.findall(r"`+", content)
    longest = max(map(len, runs), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{content}\n{fence}"


def _mermaid_entity(found: re.Match[str]) -> str:
    letter = found[0]
    name = _MERMAID_NAMES.get(letter)
    if name is None:
        return f"#{ord(letter)};"
    return f"#{name};"


def _escaped(text: str) -> str:
    text = _ALWAYS.sub(r"\\\g<0>", text)
    text = _UNDERSCORES.sub(_escaped_underscores, text)
    text = _HASHES.sub(r"\\#", text)
    return _ADDRESS_MARKS.sub(r"\\\g<0>", text)


def _mail_as_code(word: str) -> str:
    address = word.rstrip(".+/-")
    rest = word.removeprefix(address)
    _, _, host = address.partition("@")
    if "." not in host:
        return _escaped(word)
    return f"`{address}`{rest}"


def _escaped_underscores(found: re.Match[str]) -> str:
    underscores = found[0]
    start, end = found.span()
    before = found.string[max(start - 1, 0) : start]
    after = found.string[end : end + 1]
    within_a_word = before.isalnum() and after.isalnum()
    if within_a_word:
        return underscores
    return underscores.replace("_", "\\_")


def _escaped_start(found: re.Match[str]) -> str:
    mark, number, after_number = found.groups()
    if mark:
        return f"\\{mark}"
    return f"{number}\\{after_number}"
