"""A sheet of characters: lines that join where they meet, boxes and words."""

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


@dataclass(frozen=True, slots=True)
class Border:
    """The characters of a box: across, down, and the corners from top left on, clockwise."""

    across: str
    down: str
    corners: str


class Canvas:
    """Characters at columns (x) and rows (y) from 0; it grows as needed."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], tuple[str, str]] = {}
        self._joins: dict[tuple[int, int], int] = {}

    def write(self, x: int, y: int, text: str, what: str) -> None:
        """Put words on a row, over whatever is there. Each character takes one column."""
        for offset, character in enumerate(text):
            self._cells[(x + offset, y)] = (character, what)
            self._joins.pop((x + offset, y), None)

    def box(self, x: int, y: int, width: int, height: int, border: Border, what: str) -> None:
        """Draw a frame; nothing inside it changes."""
        top_left, top_right, bottom_right, bottom_left = tuple(border.corners)
        across = border.across * (width - 2)
        self.write(x, y, f"{top_left}{across}{top_right}", what)
        self.write(x, y + height - 1, f"{bottom_left}{across}{bottom_right}", what)
        for row in range(y + 1, y + height - 1):
            self.write(x, row, border.down, what)
            self.write(x + width - 1, row, border.down, what)

    def across(self, y: int, x1: int, x2: int) -> None:
        """A line of a flow along a row, joined to what it meets."""
        first, last = sorted((x1, x2))
        for x in range(first, last + 1):
            self._join(x, y, (LEFT if x > first else 0) | (RIGHT if x < last else 0))

    def down(self, x: int, y1: int, y2: int) -> None:
        """A line of a flow along a column, joined to what it meets."""
        first, last = sorted((y1, y2))
        for y in range(first, last + 1):
            self._join(x, y, (UP if y > first else 0) | (DOWN if y < last else 0))

    def lines(self) -> tuple[tuple[Span, ...], ...]:
        """The rows from the top, each as runs of the same kind."""
        if not self._cells:
            return ()
        width = max(x for x, _ in self._cells) + 1
        height = max(y for _, y in self._cells) + 1
        rows: list[dict[int, tuple[str, str]]] = [{} for _ in range(height)]
        for (x, y), cell in self._cells.items():
            rows[y][x] = cell
        return tuple(_spans(row, width) for row in rows)

    def _join(self, x: int, y: int, sides: int) -> None:
        if not sides:
            return
        joined = self._joins.get((x, y), 0) | sides
        self._joins[(x, y)] = joined
        self._cells[(x, y)] = (JOINED[joined], "flow")


def _spans(row: dict[int, tuple[str, str]], width: int) -> tuple[Span, ...]:
    """The cells of a row as runs of the same kind, with blanks where there is none; only what is there is looked at."""
    pieces: list[Span] = []
    following = 0
    for x in sorted(row):
        if x > following:
            pieces.append((" " * (x - following), ""))
        pieces.append(row[x])
        following = x + 1
    if following < width:
        pieces.append((" " * (width - following), ""))
    runs = groupby(pieces, key=itemgetter(1))
    return tuple(("".join(text for text, _ in run), what) for what, run in runs)
