"""The rows of a table as a person arranged them: what stands on which line, and which rows are marked."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitator.app.records.table_view import Arrangement, Cells, Line, arranged
from facilitator.app.terminal.plain_text import one_line

HIDES_ALL = "None fits the filter, which hides {}. Press F and Enter to see all again."

MEASURED = 200
"""So many lines are looked at to measure the columns."""


class ShownRows:
    """Rows and headings, line by line."""

    def __init__(self) -> None:
        self.rows: Sequence[str] = ()
        self.arrangement = Arrangement()
        self.marked: set[str] = set()
        self.lines: list[Line] = []
        self.places: dict[str, int] = {}
        self._cells: Cells = lambda _: ()

    @property
    def hint(self) -> str:
        """What to do when the filter hides every row; empty when there is none to hide."""
        return HIDES_ALL.format(len(self.rows)) if self.rows else ""

    @property
    def marked_rows(self) -> tuple[str, ...]:
        """The marked rows in their order."""
        return tuple(row for row in self.rows if row in self.marked)

    def fill(self, rows: Sequence[str], cells: Cells) -> None:
        """Take other rows; those that are still there stay marked. They are yet to be arranged."""
        self.rows = rows
        self._cells = cells
        self.marked = self.marked & set(rows) if self.marked else set()

    def arrange(self) -> None:
        """Put each row on its line."""
        self.lines = arranged(self.rows, self._cells, self.arrangement)
        self.places = {}
        for place, line in enumerate(self.lines):
            if line.row:
                self.places[line.row] = place

    def order_as_given(self) -> None:
        """Forget order and groups, for the columns are others."""
        self.arrangement = Arrangement(self.arrangement.words)

    def look_for(self, words: str) -> None:
        """Show only rows with these words; all, when there are none."""
        self.arrangement = replace(self.arrangement, words=words)

    def sort_by(self, column: int | None) -> None:
        """Order by a column, backwards when it is ordered by that one already; None: as they were entered."""
        now = self.arrangement
        again = column is not None and column == now.sort and not now.descending
        self.arrangement = replace(now, sort=column, descending=again)

    def sort_by_next(self, columns: int) -> None:
        """Order by the next of so many columns; after the last one, as they were entered."""
        now = self.arrangement.sort
        following = 0 if now is None else now + 1
        self.sort_by(following if following < columns else None)

    def group_by_next(self, columns: int) -> None:
        """Put rows that say the same in the next of so many columns under one heading; after the last, no headings."""
        now = self.arrangement.group
        following = 1 if now is None else now + 1
        group = following if following < columns else None
        self.arrangement = replace(self.arrangement, group=group)

    def toggle(self, row: str) -> None:
        """Mark a row, or take its mark away."""
        self.marked = self.marked ^ {row}

    def hides(self, row: str) -> bool:
        """Whether a row is there and the filter hides it."""
        return row in self.rows and row not in self.places

    def row_at(self, place: int) -> str:
        """The row on a line, or "" where there is none."""
        return self.lines[place].row if place < len(self.lines) else ""

    def cells_at(self, place: int) -> tuple[str, ...]:
        """The words on a line, each cell on one line of its own."""
        return self._words_of(self.lines[place].row)

    def drawn_at(self, place: int, pointer: str) -> tuple[str, ...]:
        """The words on a line with the pointer and, where the row is marked, a mark before them."""
        mark = "◆" if self.lines[place].row in self.marked else " "
        first, *others = self.cells_at(place)
        return (f"{pointer}{mark}{first}", *others)

    def next_row(self, place: int, by: int) -> int | None:
        """The line of the next row, or of the one before, over headings; None after the last one."""
        place += by
        while 0 <= place < len(self.lines):
            if self.lines[place].row:
                return place
            place += by
        return None

    def row_near(self, place: int) -> int:
        """The row at this place or, when there is none, one close by."""
        places = sorted(self.places.values())
        if not places:
            return 0
        after = bisect_left(places, place)
        return places[min(after, len(places) - 1)]

    def sample(self) -> Iterator[tuple[str, ...]]:
        """The words of the first rows."""
        for line in self.lines[:MEASURED]:
            if line.row:
                yield self._words_of(line.row)

    def _words_of(self, row: str) -> tuple[str, ...]:
        return tuple(one_line(text) for text in self._cells(row))
