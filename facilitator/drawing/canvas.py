"""A sheet of characters: lines that join where they meet, boxes and words."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
JOINED = {
    UP: "│",
    DOWN: "│",
    UP | DOWN: "│",
    LEFT: "─",
    RIGHT: "─",
    LEFT | RIGHT: "─",
    DOWN | RIGHT: "┌",
    DOWN | LEFT: "┐",
    UP | RIGHT: "└",
    UP | LEFT: "┘",
    UP | DOWN | RIGHT: "├",
    UP | DOWN | LEFT: "┤",
    LEFT | RIGHT | DOWN: "┬",
    LEFT | RIGHT | UP: "┴",
    UP | DOWN | LEFT | RIGHT: "┼",
}

Span = tuple[str, str]
"""Some characters and what they are: "", frame, box, name or flow."""

Line = tuple[Span, ...]
"""A row as runs of the same kind."""

Spot = tuple[int, int]
Cells = dict[int, Span]


@dataclass(frozen=True, slots=True)
class Border:
    """The characters of a box: across, down, and the corners from top left on, clockwise."""

    across: str
    down: str
    corners: str


class Canvas:
    """Characters at columns (x) and rows (y) from 0; it grows as needed."""

    def __init__(self) -> None:
        self._cells: dict[Spot, Span] = {}
        self._joins: dict[Spot, int] = {}

    def write(self, x: int, y: int, text: str, what: str) -> None:
        """Put words on a row, over whatever is there. Each character takes one column."""
        for column, character in enumerate(text, x):
            spot = (column, y)
            self._cells[spot] = (character, what)
            # A line that comes here later begins anew: what is covered by words has no ends to join.
            self._joins.pop(spot, None)

    def box(self, x: int, y: int, width: int, height: int, border: Border, what: str) -> None:
        """Draw a frame; nothing inside it changes."""
        right = x + width - 1
        bottom = y + height - 1
        across = border.across * (width - 2)
        top_left, top_right, bottom_right, bottom_left = tuple(border.corners)
        top_line = top_left + across + top_right
        bottom_line = bottom_left + across + bottom_right
        self.write(x, y, top_line, what)
        self.write(x, bottom, bottom_line, what)
        for row in range(y + 1, bottom):
            self.write(x, row, border.down, what)
            self.write(right, row, border.down, what)

    def across(self, y: int, x1: int, x2: int) -> None:
        """Draw a line of a flow along a row, joined to what it meets."""
        first, last = sorted((x1, x2))
        for x in range(first, last + 1):
            sides = 0
            if x > first:
                sides |= LEFT
            if x < last:
                sides |= RIGHT
            self._join((x, y), sides)

    def down(self, x: int, y1: int, y2: int) -> None:
        """Draw a line of a flow along a column, joined to what it meets."""
        first, last = sorted((y1, y2))
        for y in range(first, last + 1):
            sides = 0
            if y > first:
                sides |= UP
            if y < last:
                sides |= DOWN
            self._join((x, y), sides)

    def lines(self) -> tuple[Line, ...]:
        """The rows from the top, each as runs of the same kind."""
        rows: defaultdict[int, Cells] = defaultdict(dict)
        width = 0
        height = 0
        for (x, y), cell in self._cells.items():
            rows[y][x] = cell
            width = max(width, x + 1)
            height = max(height, y + 1)
        lines = [_runs(rows[y], width) for y in range(height)]
        return tuple(lines)

    def _join(self, spot: Spot, sides: int) -> None:
        if not sides:
            return
        sides |= self._joins.get(spot, 0)
        self._joins[spot] = sides
        self._cells[spot] = (JOINED[sides], "flow")


def _runs(row: Cells, width: int) -> Line:
    """The cells of a row as runs of the same kind."""
    runs: list[Span] = []
    pieces = _pieces(row, width)
    for what, cells in groupby(pieces, key=itemgetter(1)):
        characters = map(itemgetter(0), cells)
        text = "".join(characters)
        runs.append((text, what))
    return tuple(runs)


def _pieces(row: Cells, width: int) -> Iterator[Span]:
    """The cells of a row from the left, with blanks where there is none; only what is there is looked at."""
    following = 0
    for x in sorted(row):
        if x > following:
            yield _blanks(x - following)
        yield row[x]
        following = x + 1
    if following < width:
        yield _blanks(width - following)


def _blanks(count: int) -> Span:
    return (" " * count, "")
