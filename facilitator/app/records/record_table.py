"""A table that draws only the rows on screen, never wider than the screen, cut with a mark."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.events import Click, Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from facilitator.app.records.table_view import Arrangement, Cells, Line, arranged
from facilitator.app.terminal.plain_text import fitted, one_line
from facilitator.app.widgets.line_view import DrawnLines
from facilitator.app.widgets.text_view import wrapped

GAP = 2
WIDEST = 60
NARROWEST = 5
MEASURED = 200
ID_WEIGHT = 9.0
MAIN_WEIGHT = 2.5

HIDES_ALL = "None fits the filter, which hides {}. Press F and Enter to see all again."


class RecordTable(DrawnLines, can_focus=True):
    """The rows of one kind of record under a title; `kind` is "rating" for the table of ratings.

    A filter, an order, groups and marked rows are the person's own and touch nothing but the view.
    """

    HEAD = 2

    BINDINGS = [
        Binding("up", "cursor(-1)", "Up", show=False, id="table.up"),
        Binding("down", "cursor(1)", "Down", show=False, id="table.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="table.page-up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="table.page-down"),
        Binding("home", "end(-1)", "First row", show=False, id="table.first"),
        Binding("end", "end(1)", "Last row", show=False, id="table.last"),
        Binding("enter", "open", "Open the row", show=False, id="table.open"),
        Binding("space", "mark", "Mark the row", show=False, id="table.mark"),
        Binding("F", "filter", "Filter the table", show=False, id="table.filter"),
        Binding("O", "order", "Order the table by the next column", show=False, id="table.order"),
        Binding("G", "group", "Group the table by the next column", show=False, id="table.group"),
    ]
    COMPONENT_CLASSES = {
        "table--title",
        "table--here",
        "table--hint",
        "table--header",
        "table--odd",
        "table--cursor",
        "table--group",
    }

    DEFAULT_CSS = """
    RecordTable > .table--title { text-style: bold; }
    RecordTable > .table--here { text-style: bold; color: $accent; }
    RecordTable > .table--hint { color: $muted; }
    RecordTable > .table--header { text-style: bold; background: $bar-background; color: $bar-text; }
    RecordTable > .table--odd { background: $surface; }
    RecordTable > .table--cursor { background: $cursor; color: $cursor-text; text-style: bold; }
    RecordTable > .table--group { text-style: bold; color: $accent; }
    """

    class Opened(Message):
        """The person opened the row under the cursor."""

        def __init__(self, table: "RecordTable") -> None:
            super().__init__()
            self.table = table

    class Arranged(Message):
        """The person filtered, ordered or grouped the table."""

    def __init__(
        self,
        kind: str,
        labels: Sequence[str],
        moved: Callable[[], None] = lambda: None,
        weights: Sequence[float] = (ID_WEIGHT, MAIN_WEIGHT),
        gap: int = GAP,
    ) -> None:
        """moved: called when the cursor is on another row.

        weights: of the columns where room is scarce; one of double weight keeps double the width. Else 1.
        """
        super().__init__(id=f"table-{kind}")
        self.kind = kind
        self._moved = moved
        self._gap = gap
        self._first_weights = tuple(weights)
        self._set_columns(labels)
        self.arrangement = Arrangement()
        self.marked: set[str] = set()
        self._rows: Sequence[str] = ()
        self._cells: Cells = lambda _: ()
        self._lines: list[Line] = []
        self._places: dict[str, int] = {}
        self._widths: tuple[int, tuple[int, ...]] = (0, ())
        self._cursor = 0
        self.title = ""
        self.hint = ""

    @property
    def line_count(self) -> int:
        """How many lines: rows and headings or, where there is no row at all, the hint."""
        return self.lines_in(self.size.width)

    def lines_in(self, width: int) -> int:
        """How many lines there are in so many columns."""
        return len(self._lines) or len(self._hint_lines(width))

    @property
    def row_count(self) -> int:
        """How many rows there are, shown or not."""
        return len(self._rows)

    @property
    def shown_count(self) -> int:
        """How many rows the filter lets through."""
        return len(self._places)

    @property
    def chosen(self) -> str:
        """The id of the record under the cursor, or ""."""
        return self._lines[self._cursor].row if self._cursor < len(self._lines) else ""

    @property
    def chosen_rows(self) -> tuple[str, ...]:
        """The marked rows in their order, else the row under the cursor."""
        return tuple(row for row in self._rows if row in self.marked) or ((self.chosen,) if self.chosen else ())

    @property
    def arrangement_words(self) -> str:
        """What was asked for, in words; empty when all rows stand in their own order."""
        wanted = self.arrangement
        parts = [f"{self.shown_count} with “{wanted.words}”"] if wanted.words else []
        if wanted.sort is not None:
            parts.append(f"by {self.labels[wanted.sort].lower()}{', last first' if wanted.descending else ''}")
        parts += [f"grouped by {self.labels[wanted.group].lower()}"] if wanted.group is not None else []
        parts += [f"{len(self.marked)} marked (Esc: none)"] if self.marked else []
        return " · ".join(parts)

    def fill(self, rows: Sequence[str], cells: Cells, labels: Sequence[str] = ()) -> None:
        """Show these rows, under other headings where some are given; the cursor stays on its record, or near."""
        before = self.chosen
        if labels and tuple(labels) != self.labels:
            self._set_columns(labels)
            self.arrangement = Arrangement(self.arrangement.words)
        self._rows = rows
        self._cells = cells
        self.marked &= set(rows) if self.marked else set()
        self._arrange(before)

    def entitle(self, title: str, hint: str) -> None:
        """Say what the rows are and, where there are none, what to do first."""
        if (title, hint) != (self.title, self.hint):
            self.title, self.hint = title, hint
            self.refresh(Region(0, 0, self.size.width, 1))
            if not self._lines:
                self.redraw()

    def cells_at(self, place: int) -> tuple[str, ...]:
        """The words on a line as the screen shows them, before they are cut."""
        return tuple(one_line(text) for text in self._cells(self._lines[place].row))

    def go_to(self, record_id: str) -> bool:
        """Put the cursor on a record, past a filter that hides it; whether it is there."""
        if record_id not in self._places and record_id in self._rows:
            self.arrangement = Arrangement("", *self._order())
            self._rearranged()
        if record_id not in self._places:
            return False
        self._move_to(self._places[record_id])
        return True

    def unmark(self) -> None:
        """Take all marks away."""
        if self.marked:
            self.marked = set()
            self._rearranged()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show or hide that this table is in hand: at its title, and at the row or the hint under the cursor."""
        super().watch_has_focus(has_focus)
        self.refresh(Region(0, 0, self.size.width, 1))
        self.redraw_lines(*([self._cursor] if self._lines else range(self.line_count)))

    def on_resize(self, event: Resize) -> None:
        """Keep the cursor in view."""
        super().on_resize(event)
        self.bring_into_view(self._cursor)

    def on_click(self, event: Click) -> None:
        """A click on a heading orders, on a row goes there, on the cursor's row opens it."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y == 1:
            self._order_by(self._column_at(offset.x))
            return
        place = self.number_at(event)
        if place is None or place >= len(self._lines) or not self._lines[place].row:
            return
        again = place == self._cursor and event.chain > 1
        self._move_to(place)
        if again:
            self.action_open()

    def action_cursor(self, by: int) -> None:
        """Go to the next or the previous row, over headings."""
        place = self._cursor + by
        while 0 <= place < len(self._lines) and not self._lines[place].row:
            place += by
        if 0 <= place < len(self._lines):
            self._move_to(place)

    def action_page(self, by: int) -> None:
        """Go up or down by what fits on the screen."""
        self._move_to(self._row_near(self._cursor + by * max(1, self.room - 1)))

    def action_end(self, by: int) -> None:
        """Go to the first or to the last row."""
        self._move_to(self._row_near(0 if by < 0 else len(self._lines) - 1))

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.chosen:
            self.post_message(self.Opened(self))

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go on to the next."""
        if self.chosen:
            self.marked ^= {self.chosen}
            self.action_cursor(1)
            self._rearranged()

    def action_filter(self) -> None:
        """Show only rows that hold some words."""

        from facilitator.app.dialogs.line_screen import LineScreen

        def typed(words: str | None) -> None:
            self.arrangement = Arrangement(words or "", *self._order())
            self._rearranged()

        self.app.push_screen(
            LineScreen("Show only rows with these words (empty: all)", self.arrangement.words, []), typed
        )

    def action_order(self) -> None:
        """Order by the next column; after the last one, as they were entered."""
        now = self.arrangement.sort
        following = 0 if now is None else now + 1
        self._order_by(following if following < len(self.labels) else None)

    def action_group(self) -> None:
        """Put rows that say the same in the next column under one heading; after the last, no headings."""
        now = self.arrangement.group
        following = 1 if now is None else now + 1
        group = following if following < len(self.labels) else None
        self.arrangement = Arrangement(self.arrangement.words, *self._order()[:2], group)
        self._rearranged()

    def draw_head(self, number: int, width: int) -> Strip:
        """The title, then the headings."""
        if number == 0:
            words = self.arrangement_words
            title = f"{self.title} · {words}" if words else self.title
            pointer = "› " if self.has_focus else "  "
            look = self.style("table--here" if self.has_focus else "table--title")
            return Strip([Segment(fitted(pointer + one_line(title), width), look)], width)
        return self._strip([f"  {self.labels[0]}", *self.labels[1:]], self.style("table--header"), width)

    def draw_line(self, number: int, width: int) -> Strip:
        """A row, the heading of a group, or a line of the hint."""
        if not self._lines:
            look = self.style("table--cursor" if self.has_focus else "table--hint")
            return Strip([Segment(fitted(self._hint_lines(width)[number], width), look)], width)
        line = self._lines[number]
        if not line.row:
            return Strip([Segment(fitted(one_line(line.heading), width), self.style("table--group"))], width)
        cells = [one_line(text) for text in self._cells(line.row)]
        pointer = "›" if number == self._cursor else " "
        mark = "◆" if line.row in self.marked else " "
        return self._strip([f"{pointer}{mark}{cells[0]}", *cells[1:]], self._style_of(number), width)

    def _style_of(self, number: int) -> Style:
        if number == self._cursor and self.has_focus:
            return self.style("table--cursor")
        return self.style("table--odd" if number % 2 else "")

    def _strip(self, cells: Sequence[str], style: Style, width: int) -> Strip:
        parts = [fitted(text, room) for text, room in zip(cells, self._column_widths, strict=False)]
        return Strip([Segment(fitted((" " * self._gap).join(parts), width), style)], width)

    def _hint_lines(self, width: int) -> list[str]:
        hint = HIDES_ALL.format(self.row_count) if self.row_count else self.hint
        return [f"  {line}" for line in wrapped(hint, max(1, width - 2))] if hint else []

    def _order(self) -> tuple[int | None, bool, int | None]:
        return self.arrangement.sort, self.arrangement.descending, self.arrangement.group

    def _set_columns(self, labels: Sequence[str]) -> None:
        self.labels = tuple(labels)
        self._weights = (*self._first_weights, *[1.0] * (len(labels) - len(self._first_weights)))

    def _order_by(self, column: int | None) -> None:
        again = column is not None and column == self.arrangement.sort and not self.arrangement.descending
        self.arrangement = Arrangement(self.arrangement.words, column, again, self.arrangement.group)
        self._rearranged()

    def _rearranged(self) -> None:
        self._arrange(self.chosen)
        self.post_message(self.Arranged())

    def _arrange(self, before: str) -> None:
        self._lines = arranged(self._rows, self._cells, self.arrangement)
        self._places = {line.row: place for place, line in enumerate(self._lines) if line.row}
        self._widths = (0, ())
        self.redraw()
        self._put_cursor(self._row_near(self._places.get(before, self._cursor)))

    @property
    def _column_widths(self) -> tuple[int, ...]:
        """The columns of the screen that each column of the table takes."""
        width = self.size.width
        if self._widths[0] != width:
            self._widths = (width, self._shared(width - 1 - self._gap * (len(self.labels) - 1)))
        return self._widths[1]

    def _shared(self, room: int) -> tuple[int, ...]:
        """Share the room: each column what it needs, the widest giving way first."""
        needed = [cell_len(label) for label in self.labels]
        first = [line.row for line in self._lines[:MEASURED] if line.row]
        for row in first:
            for column, text in enumerate(self._cells(row)):
                needed[column] = max(needed[column], min(WIDEST, cell_len(one_line(text))))
        needed[0] += GAP
        while sum(needed) > room and max(needed) > NARROWEST:
            shares = [width / weight for width, weight in zip(needed, self._weights, strict=True)]
            needed[shares.index(max(shares))] -= 1
        return tuple(needed)

    def _column_at(self, x: int) -> int | None:
        edge = 0
        for column, width in enumerate(self._column_widths):
            edge += width + self._gap
            if x < edge:
                return column
        return None

    def _row_near(self, place: int) -> int:
        """The row at this place or, when there is none, one close by."""
        rows = sorted(self._places.values())
        after = bisect_left(rows, place)
        return rows[min(after, len(rows) - 1)] if rows else 0

    def _move_to(self, place: int) -> None:
        self._put_cursor(place)
        self._moved()

    def _put_cursor(self, place: int) -> None:
        before, self._cursor = self._cursor, place
        self.redraw_lines(before, place)
        self.bring_into_view(place)
