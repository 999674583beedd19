"""The line of a TOML text on which a record or one of its keys stands."""

import re

_ANY_TABLE = re.compile(r"\[\[?[\w.-]+\]\]?$")

Where = tuple[str | int, ...]
"""The keys and positions that lead to a value in plain data."""


def line_of(text: str, kind: str, index: int, where: Where = ()) -> int | None:
    """The line (from 1) of the index-th [[kind]] table, or of the key that `where` leads to inside it."""
    lines = text.split("\n")
    start = _table(lines, kind, index)
    if start is None:
        return None
    end = _next_table_of_others(lines, start, kind)
    position = start
    for key in where:
        if isinstance(key, str):
            position = _key_or_table(lines, kind, key, position, end)
    return position + 1


def _table(lines: list[str], kind: str, index: int) -> int | None:
    """Where the index-th table of a kind begins."""
    name = re.escape(kind)
    header = re.compile(rf"\[\[?\s*{name}\s*\]\]?\s*(#.*)?$")
    before = 0
    for number, line in enumerate(lines):
        if not header.match(line.strip()):
            continue
        if before == index:
            return number
        before += 1
    return None


def _next_table_of_others(lines: list[str], start: int, kind: str) -> int:
    inner_tables = (f"[[{kind}.", f"[{kind}.")
    for number in range(start + 1, len(lines)):
        header = lines[number].strip()
        is_inner = header.startswith(inner_tables)
        if not is_inner and _ANY_TABLE.match(header):
            return number
    return len(lines)


def _key_or_table(lines: list[str], kind: str, key: str, start: int, end: int) -> int:
    """Where a key is given a value, or its table begins; the start when neither is there."""
    name = re.escape(key)
    outer = re.escape(kind)
    first_on_line = rf'\s*"?{name}"?\s*='
    table = rf"\s*\[\[?{outer}\.{name}\]\]?"
    inline = rf'.*[{{,]\s*"?{name}"?\s*='
    pattern = re.compile(f"{first_on_line}|{table}|{inline}")
    for number in range(start, end):
        if pattern.match(lines[number]):
            return number
    return start
