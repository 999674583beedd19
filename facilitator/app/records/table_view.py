"""Which rows of a table are shown, in which order and under which headings."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Cells = Callable[[str], Sequence[str]]
"""The words in each column of the row with this id."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: a row, or the heading of a group when `row` is empty."""

    row: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What the person asked to see. Columns are counted from 0; None leaves the order as it is.

    words: each must occur somewhere in a row.
    """

    words: str = ""
    sort: int | None = None
    descending: bool = False
    group: int | None = None

    @property
    def is_plain(self) -> bool:
        """Whether all rows are shown in their own order."""
        return not self.words and self.sort is None and self.group is None


def in_words(arrangement: Arrangement, labels: Sequence[str], shown: int, marked: int) -> str:
    """What was asked for, in words; empty when all rows stand in their own order and none is marked."""
    parts: list[str] = []
    if arrangement.words:
        parts.append(f"{shown} with “{arrangement.words}”")
    if arrangement.sort is not None:
        order = ", last first" if arrangement.descending else ""
        parts.append(f"by {labels[arrangement.sort].lower()}{order}")
    if arrangement.group is not None:
        parts.append(f"grouped by {labels[arrangement.group].lower()}")
    if marked:
        parts.append(f"{marked} marked (Esc: none)")
    return " · ".join(parts)


def arranged(rows: Sequence[str], cells: Cells, arrangement: Arrangement) -> list[Line]:
    """The lines of a table with these rows."""
    if arrangement.is_plain:
        return [Line(row) for row in rows]
    words = arrangement.words.casefold().split()
    texts = {row: tuple(cells(row)) for row in rows}
    chosen = [row for row in rows if _holds(texts[row], words)]
    if arrangement.sort is not None:
        column = arrangement.sort
        chosen.sort(key=lambda row: _natural(texts[row][column]), reverse=arrangement.descending)
    if arrangement.group is None:
        return [Line(row) for row in chosen]
    return _grouped(chosen, [texts[row][arrangement.group] for row in chosen])


def _holds(cells: Sequence[str], words: Sequence[str]) -> bool:
    text = " ".join(cells).casefold()
    return all(word in text for word in words)


def _natural(text: str) -> list[tuple[int, int, str]]:
    """Numbers in a text count as numbers: T-9 comes before T-10."""
    parts = re.findall(r"\d+|\D+", text.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _grouped(rows: Sequence[str], names: Sequence[str]) -> list[Line]:
    groups: dict[str, list[str]] = {}
    for row, name in zip(rows, names, strict=True):
        groups.setdefault(name or "–", []).append(row)
    lines: list[Line] = []
    for name in sorted(groups, key=_natural):
        lines.append(Line("", f"{name} ({len(groups[name])})"))
        lines += [Line(row) for row in groups[name]]
    return lines
