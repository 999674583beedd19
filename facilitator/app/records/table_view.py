"""Which rows of a table are shown, in which order and under which headings."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Cells = Callable[[str], Sequence[str]]
"""The words in each column of the row with this id."""

Texts = dict[str, Sequence[str]]
Natural = list[tuple[int, int, str]]


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
        has_own_order = self.sort is None and self.group is None
        return has_own_order and not self.words


def in_words(arrangement: Arrangement, labels: Sequence[str], shown: int, marked: int) -> str:
    """What was asked for, in words; empty when all rows stand in their own order and none is marked."""
    parts: list[str] = []
    words = arrangement.words
    sort = arrangement.sort
    group = arrangement.group
    if words:
        parts.append(f"{shown} with “{words}”")
    if sort is not None:
        column = labels[sort].lower()
        order = ", last first" if arrangement.descending else ""
        parts.append(f"by {column}{order}")
    if group is not None:
        column = labels[group].lower()
        parts.append(f"grouped by {column}")
    if marked:
        parts.append(f"{marked} marked (Esc: none)")
    return " · ".join(parts)


def arranged(rows: Sequence[str], cells: Cells, arrangement: Arrangement) -> list[Line]:
    """The lines of a table with these rows."""
    if arrangement.is_plain:
        return [Line(row) for row in rows]
    texts = {row: cells(row) for row in rows}
    chosen = _with_words(texts, arrangement.words)
    sort = arrangement.sort
    group = arrangement.group
    if sort is not None:
        _sort(chosen, texts, sort, descending=arrangement.descending)
    if group is None:
        return [Line(row) for row in chosen]
    return _grouped(chosen, texts, group)


def _with_words(texts: Texts, words: str) -> list[str]:
    """The rows in which each of these words occurs somewhere."""
    wanted = words.casefold().split()
    found: list[str] = []
    for row, cells in texts.items():
        text = " ".join(cells)
        folded = text.casefold()
        if all(word in folded for word in wanted):
            found.append(row)
    return found


def _sort(rows: list[str], texts: Texts, column: int, *, descending: bool) -> None:
    def place(row: str) -> Natural:
        text = texts[row][column]
        return _natural(text)

    rows.sort(key=place, reverse=descending)


def _natural(text: str) -> Natural:
    """Numbers in a text count as numbers: T-9 comes before T-10."""
    found: Natural = []
    folded = text.casefold()
    for part in re.findall(r"\d+|\D+", folded):
        if part.isdecimal():
            found.append((0, int(part), ""))
        else:
            found.append((1, 0, part))
    return found


def _grouped(rows: Sequence[str], texts: Texts, column: int) -> list[Line]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        cell = texts[row][column]
        name = cell or "–"
        groups[name].append(row)
    lines: list[Line] = []
    for name in sorted(groups, key=_natural):
        in_group = groups[name]
        count = len(in_group)
        lines.append(Line("", f"{name} ({count})"))
        lines += [Line(row) for row in in_group]
    return lines
