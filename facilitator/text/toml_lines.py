"""The line of a TOML text on which a record or one of its keys stands."""

import re


def line_of(text: str, kind: str, index: int, where: tuple[str | int, ...] = ()) -> int | None:
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
    header = re.compile(rf"\[\[?\s*{re.escape(kind)}\s*\]\]?\s*(#.*)?$")
    before = 0
    for number, line in enumerate(lines):
        if not header.match(line.strip()):
            continue
        if before == index:
            return number
        before += 1
    return None


def _next_table_of_others(lines: list[str], start: int, kind: str) -> int:
    for number in range(start + 1, len(lines)):
        header = lines[number].strip()
        inner = header.startswith((f"[[{kind}.", f"[{kind}."))
        if not inner and re.match(r"\[\[?[\w.-]+\]\]?$", header):
            return number
    return len(lines)


def _key_or_table(lines: list[str], kind: str, key: str, start: int, end: int) -> int:
    """Where a key is given a value, or its table begins; the start when neither is there."""
    name = re.escape(key)
    first_on_line = rf'\s*"?{name}"?\s*='
    table = rf"\s*\[\[?{re.escape(kind)}\.{name}\]\]?"
    inline = rf'.*[{{,]\s*"?{name}"?\s*='
    pattern = re.compile(f"{first_on_line}|{table}|{inline}")
    for number in range(start, end):
        if pattern.match(lines[number]):
            return number
    return start
