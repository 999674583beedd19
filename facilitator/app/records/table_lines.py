"""What stands on the lines of a table: its title and headings, then rows, headings of groups, or a hint."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.app.records.column_widths import ColumnWidths
from facilitator.app.records.shown_rows import ShownRows
from facilitator.app.records.table_view import Cells, in_words
from facilitator.app.terminal.plain_text import fitted, one_line
from facilitator.app.widgets.lines.cursor import LineCursor, following
from facilitator.app.widgets.lines.text_line import TextLine
from facilitator.app.widgets.lines.viewport import Viewport
from facilitator.app.widgets.lines.wrapping import wrapped

TITLE = "table--title"
TITLE_IN_HAND = "table--here"
HINT = "table--hint"
HEADER = "table--header"
ODD = "table--odd"
CURSOR = "table--cursor"
GROUP = "table--group"
LOOKS = {TITLE, TITLE_IN_HAND, HINT, HEADER, ODD, CURSOR, GROUP}
STYLES = """
    RecordTable > .table--title { text-style: bold; }
    RecordTable > .table--here { text-style: bold; color: $accent; }
    RecordTable > .table--hint { color: $muted; }
    RecordTable > .table--header { text-style: bold; background: $bar-background; color: $bar-text; }
    RecordTable > .table--odd { background: $surface; }
    RecordTable > .table--cursor { background: $cursor; color: $cursor-text; text-style: bold; }
    RecordTable > .table--group { text-style: bold; color: $accent; }
"""


@dataclass(frozen=True, slots=True)
class Title:
    """What the rows are and, where there are none, what to do first."""

    words: str = ""
    hint: str = ""


class TableLines:
    """The lines of a table, with a cursor on its rows. in_hand: whether what is typed goes to this table."""

    head = 2

    def __init__(self, columns: ColumnWidths) -> None:
        self.columns = columns
        self.rows = ShownRows()
        self.cursor = LineCursor(following)
        self.title = Title()
        self.in_hand = False

    @property
    def row_count(self) -> int:
        """How many rows there are, shown or not."""
        return len(self.rows.rows)

    @property
    def shown_count(self) -> int:
        """How many rows the filter lets through."""
        return len(self.rows.places)

    @property
    def marked(self) -> set[str]:
        """The marked rows."""
        return self.rows.marked

    @property
    def chosen(self) -> str:
        """The row under the cursor, or ""."""
        return self.rows.row_at(self.cursor.at)

    @property
    def chosen_rows(self) -> tuple[str, ...]:
        """The marked rows in their order, else the row under the cursor."""
        if self.marked:
            return self.rows.marked_rows
        return (self.chosen,) if self.chosen else ()

    @property
    def arrangement_words(self) -> str:
        """What was asked for, in words; empty when all rows stand in their own order."""
        arrangement = self.rows.arrangement
        return in_words(arrangement, self.columns.labels, self.shown_count, len(self.marked))

    def fill(self, rows: Sequence[str], cells: Cells, labels: Sequence[str]) -> None:
        """Take other rows, under other headings where some are given; the cursor stays on its row, or near."""
        before = self.chosen
        has_others = tuple(labels) != self.columns.labels
        if labels and has_others:
            self.columns.set_labels(labels)
            self.rows.order_as_given()
        self.rows.fill(rows, cells)
        self._arrange(before)

    def arrange(self) -> None:
        """Put each row on its line, as it is asked for by now; the cursor stays on its row, or near."""
        self._arrange(self.chosen)

    def order_by_heading(self, x: int, width: int) -> None:
        """Order by the column whose heading stands here; as they were entered where none does."""
        column = self.columns.column_at(x, width)
        self.rows.sort_by(column)

    def by_next_column(self, way: str) -> None:
        """Order or group by the next column; after the last one, no longer."""
        columns = len(self.columns.labels)
        if way == "order":
            self.rows.sort_by_next(columns)
        else:
            self.rows.group_by_next(columns)

    def numbers_in_hand(self, width: int) -> list[int]:
        """The lines that look different while the table is in hand: the title, and the row or the hint."""
        title = -self.head
        if self.rows.lines:
            return [title, self.cursor.at]
        hint = self._hint_lines(width)
        return [title, *range(len(hint))]

    def count(self, width: int, room: int) -> int:
        """How many lines: rows and headings or, where there is no row at all, the hint."""
        lines = self.rows.lines or self._hint_lines(width)
        return len(lines)

    def line(self, number: int, viewport: Viewport) -> TextLine:
        """One of the lines, cut with a mark; -2 is the title, -1 the headings."""
        if number == -self.head:
            return self._title_line(viewport)
        if number < 0:
            return self._header_line(viewport)
        if not self.rows.lines:
            hint = self._hint_lines(viewport.line_width)
            look = CURSOR if self.in_hand else HINT
            return _line(hint[number], viewport.line_width, look)
        line = self.rows.lines[number]
        if not line.row:
            return _line(one_line(line.heading), viewport.line_width, GROUP)
        return self._row_line(number, viewport)

    def _arrange(self, before: str) -> None:
        self.rows.arrange()
        self.columns.measure(self.rows.sample)
        places = self.rows.places
        self.cursor.stop_at(list(places.values()))
        place = places.get(before, self.cursor.at)
        self.cursor.at = self.cursor.near(place)

    def _title_line(self, viewport: Viewport) -> TextLine:
        words = self.arrangement_words
        title = self.title.words
        if words:
            title = f"{title} · {words}"
        pointer = "› " if self.in_hand else "  "
        look = TITLE_IN_HAND if self.in_hand else TITLE
        return _line(pointer + one_line(title), viewport.width, look)

    def _header_line(self, viewport: Viewport) -> TextLine:
        first, *others = self.columns.labels
        cells = (f"  {first}", *others)
        text = self.columns.joined(cells, viewport.width)
        return _line(text, viewport.width, HEADER)

    def _row_line(self, number: int, viewport: Viewport) -> TextLine:
        is_pointed_at = number == self.cursor.at
        pointer = "›" if is_pointed_at else " "
        mark = "◆" if self.rows.is_marked(number) else " "
        first, *others = self.rows.cells_at(number)
        cells = (f"{pointer}{mark}{first}", *others)
        look = ODD if number % 2 else ""
        if is_pointed_at and self.in_hand:
            look = CURSOR
        text = self.columns.joined(cells, viewport.width)
        return _line(text, viewport.line_width, look)

    def _hint_lines(self, width: int) -> list[str]:
        hint = self.rows.hint or self.title.hint
        if not hint:
            return []
        lines = wrapped(hint, max(1, width - 2))
        return [f"  {line}" for line in lines]


def _line(text: str, width: int, look: str) -> TextLine:
    cut = fitted(text, width)
    return TextLine(((cut, look),))
