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


def inline(text: str) -> str:
    """Typed text on one line, escaped so that CommonMark with tables shows it as it is."""
    parts = _MAIL.split(one_line(text))
    parts[::2] = map(_escaped, parts[::2])
    parts[1::2] = map(_mail_as_code, parts[1::2])
    return _BLOCK_START.sub(_escaped_start, "".join(parts))


def cell(text: str) -> str:
    """Typed text for a cell of a table, with its pipes escaped; a dash where there is none."""
    return inline(text) or "–"


def paragraph(text: str) -> str:
    """Typed text of several lines: each line a paragraph of its own."""
    return "\n\n".join(inline(line) for line in _LINE_END.split(text) if line.strip())


def mermaid_label(text: str) -> str:
    """Typed text for a quoted Mermaid label; what Mermaid might act on is written as an entity."""
    return re.sub(r'["<>&#`%{};\\|\[\]()]', lambda found: _mermaid_entity(found[0]), one_line(text))


def row(cells: Iterable[str]) -> str:
    """One row of a table from cells that are escaped already."""
    return f"| {' | '.join(cells)} |"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table from cells that are escaped already, or "" when there are no rows."""
    lines = [row(cells) for cells in rows]
    return "\n".join([row(headings), row(["---"] * len(headings)), *lines]) if lines else ""


def bullets(items: Iterable[str]) -> str:
    """A list from items that are escaped already."""
    return "\n".join(f"- {item}" for item in items)


def fenced(lines: Iterable[str], language: str = "text") -> str:
    """A fenced block that nothing within it can end."""
    content = "\n".join(visible(line, keep="") for line in lines)
    longest = max((len(run) for run in re.findall(r"`+", content)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{content}\n{fence}"


def _mermaid_entity(letter: str) -> str:
    named = {'"': "quot", "<": "lt", ">": "gt", "&": "amp"}
    return f"#{named.get(letter, ord(letter))};"


def _escaped(text: str) -> str:
    text = _ALWAYS.sub(r"\\\g<0>", text)
    text = _UNDERSCORES.sub(_escaped_underscores, text)
    text = _HASHES.sub(r"\\#", text)
    return _ADDRESS_MARKS.sub(r"\\\g<0>", text)


def _mail_as_code(word: str) -> str:
    address = word.rstrip(".+/-")
    is_mail = "." in address.partition("@")[2]
    return f"`{address}`{word[len(address) :]}" if is_mail else _escaped(word)


def _escaped_underscores(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()] if found.start() else ""
    after = found.string[found.end() : found.end() + 1]
    within_a_word = before.isalnum() and after.isalnum()
    return found[0] if within_a_word else "\\_" * len(found[0])


def _escaped_start(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"
