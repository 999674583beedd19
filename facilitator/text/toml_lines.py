"""The line of a TOML text on which a record or one of its keys stands."""

import re


def line_of(text: str, kind: str, index: int, where: tuple[str | int, ...] = ()) -> int | None:
    """The line (from 1) of the index-th [[kind]] table, or of the key that `where` leads to inside it."""
    lines = text.split("\n")
    start = _nth(lines, rf"\[\[?\s*{re.escape(kind)}\s*\]\]?\s*(#.*)?$", index)
    if start is None:
        return None
    end = _next_table_of_others(lines, start, kind)
    position = start
    for key in where:
        found = _key_or_table(lines, kind, key, position, end) if isinstance(key, str) else None
        position = found if found is not None else position
    return position + 1


def _nth(lines: list[str], pattern: str, index: int) -> int | None:
    found = [number for number, line in enumerate(lines) if re.match(pattern, line.strip())]
    return found[index] if index < len(found) else None


def _next_table_of_others(lines: list[str], start: int, kind: str) -> int:
    for number in range(start + 1, len(lines)):
        header = lines[number].strip()
        inner = header.startswith((f"[[{kind}.", f"[{kind}."))
        if not inner and re.match(r"\[\[?[\w.-]+\]\]?$", header):
            return number
    return len(lines)


def _key_or_table(lines: list[str], kind: str, key: str, start: int, end: int) -> int | None:
    pattern = re.compile(
        rf'\s*("?{re.escape(key)}"?\s*=|\[\[?{re.escape(kind)}\.{re.escape(key)}\]\]?)|.*[{{,]\s*"?{re.escape(key)}"?\s*='
    )
    return next((number for number in range(start, end) if pattern.match(lines[number])), None)
