"""The rows of a table as a person arranged them: what stands on which line, and which rows are marked."""

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
        if not self.rows:
            return ""
        return HIDES_ALL.format(len(self.rows))

    @property
    def marked_rows(self) -> tuple[str, ...]:
        """The marked rows in their order."""
        marked = self.marked
        return tuple(row for row in self.rows if row in marked)

    def fill(self, rows: Sequence[str], cells: Cells) -> None:
        """Take other rows; those that are still there stay marked. They are yet to be arranged."""
        self.rows = rows
        self._cells = cells
        if self.marked:
            self.marked = self.marked.intersection(rows)

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
        is_again = column is not None and column == now.sort
        descending = is_again and not now.descending
        self.arrangement = replace(now, sort=column, descending=descending)

    def sort_by_next(self, columns: int) -> None:
        """Order by the next of so many columns; after the last one, as they were entered."""
        now = self.arrangement.sort
        column = _next_column(now, 0, columns)
        self.sort_by(column)

    def group_by_next(self, columns: int) -> None:
        """Put rows that say the same in the next of so many columns under one heading; after the last, no headings."""
        now = self.arrangement
        group = _next_column(now.group, 1, columns)
        self.arrangement = replace(now, group=group)

    def toggle(self, row: str) -> None:
        """Mark a row, or take its mark away."""
        self.marked = self.marked ^ {row}

    def unmark(self) -> None:
        """Take all marks away."""
        self.marked = set()

    def hides(self, row: str) -> bool:
        """Whether a row is there and the filter hides it."""
        is_shown = row in self.places
        return not is_shown and row in self.rows

    def row_at(self, place: int) -> str:
        """The row on a line, or "" where there is none."""
        if place >= len(self.lines):
            return ""
        return self.lines[place].row

    def cells_at(self, place: int) -> tuple[str, ...]:
        """The words on a line, each cell on one line of its own."""
        row = self.lines[place].row
        return self._words_of(row)

    def is_marked(self, place: int) -> bool:
        """Whether the row on a line is marked."""
        row = self.lines[place].row
        return row in self.marked

    def sample(self) -> Iterator[tuple[str, ...]]:
        """The words of the first rows."""
        for line in self.lines[:MEASURED]:
            if line.row:
                yield self._words_of(line.row)

    def _words_of(self, row: str) -> tuple[str, ...]:
        texts = self._cells(row)
        return tuple(one_line(text) for text in texts)


def _next_column(now: int | None, first: int, columns: int) -> int | None:
    """The column after this one, of so many; None after the last."""
    following = first if now is None else now + 1
    return following if following < columns else None
