"""A table that draws only the rows on screen, never wider than the screen, cut with a mark."""

from bisect import bisect_left
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from facilitator.app.arrangement import Arrangement, Cells, Line, arranged
from facilitator.app.line_screen import LineScreen
from facilitator.app.plain_text import one_line

GAP = 2
WIDEST = 60
NARROWEST = 5
MEASURED = 200
ID_WEIGHT = 9.0
MAIN_WEIGHT = 2.5
HEADER = 1


class RecordTable(ScrollView, can_focus=True):
    """The rows of one kind of record; `kind` is "rating" for the table of ratings.

    A filter, an order, groups and marked rows are the person's own and touch nothing but the view.
    """

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
    COMPONENT_CLASSES = {"table--header", "table--odd", "table--cursor", "table--group"}

    class Opened(Message):
        """The person opened the row under the cursor."""

        def __init__(self, table: "RecordTable") -> None:
            super().__init__()
            self.table = table

    class Moved(Message):
        """The cursor is on another row."""

    class Arranged(Message):
        """The person filtered, ordered or grouped the table."""

    def __init__(self, kind: str, labels: Sequence[str]) -> None:
        super().__init__(id=f"table-{kind}")
        self.kind = kind
        self.labels = tuple(labels)
        self.arrangement = Arrangement()
        self.marked: set[str] = set()
        self._rows: Sequence[str] = ()
        self._cells: Cells = lambda _: ()
        self._lines: list[Line] = []
        self._places: dict[str, int] = {}
        self._widths: tuple[int, ...] = ()
        self._cursor = 0

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
        parts += [f"{len(self.marked)} marked"] if self.marked else []
        return " · ".join(parts)

    def fill(self, rows: Sequence[str], cells: Cells) -> None:
        """Show these rows; the cursor stays on its record, or near where it was."""
        before = self.chosen
        self._rows = rows
        self._cells = cells
        self.marked &= set(rows) if self.marked else set()
        self._arrange(before)

    def cells_at(self, place: int) -> tuple[str, ...]:
        """The words on a line as the screen shows them, before they are cut."""
        return tuple(one_line(text) for text in self._cells(self._lines[place].row))

    def go_to(self, record_id: str) -> bool:
        """Put the cursor on a record; whether it is there."""
        if record_id not in self._places:
            return False
        self._move_to(self._places[record_id])
        return True

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def on_resize(self) -> None:
        """Share the width anew."""
        self._measure()

    def on_click(self, event: Click) -> None:
        """A click on a heading orders, on a row goes there, on the cursor's row opens it."""
        if event.y < HEADER:
            self._order_by(self._column_at(event.x))
            return
        place = event.y - HEADER + self.scroll_offset.y
        if place >= len(self._lines) or not self._lines[place].row:
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
        self._move_near(self._cursor + by * max(1, self.size.height - HEADER - 1))

    def action_end(self, by: int) -> None:
        """Go to the first or to the last row."""
        self._move_near(0 if by < 0 else len(self._lines) - 1)

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

    def render_line(self, y: int) -> Strip:
        """One line: the headings, a row, or the heading of a group."""
        if y < HEADER:
            return self._strip(
                [f"  {self.labels[0]}", *self.labels[1:]], self.get_component_rich_style("table--header")
            )
        place = y - HEADER + self.scroll_offset.y
        if place >= len(self._lines):
            return Strip.blank(self.scrollable_content_region.width, self.rich_style)
        line = self._lines[place]
        if not line.row:
            text = _fitted(one_line(line.heading), self.scrollable_content_region.width)
            return Strip([Segment(text, self.get_component_rich_style("table--group"))])
        style = self.rich_style
        if place % 2:
            style = self.get_component_rich_style("table--odd")
        if place == self._cursor and self.has_focus:
            style = self.get_component_rich_style("table--cursor")
        cells = [one_line(text) for text in self._cells(line.row)]
        pointer = "›" if place == self._cursor else " "
        mark = "◆" if line.row in self.marked else " "
        return self._strip([f"{pointer}{mark}{cells[0]}", *cells[1:]], style)

    def _strip(self, cells: Sequence[str], style: Style) -> Strip:
        parts = [_fitted(text, width) for text, width in zip(cells, self._widths, strict=False)]
        text = (" " * GAP).join(parts)
        return Strip([Segment(set_cell_size(text, self.scrollable_content_region.width), style)])

    def _order(self) -> tuple[int | None, bool, int | None]:
        return self.arrangement.sort, self.arrangement.descending, self.arrangement.group

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
        self._measure()
        self._move_near(self._places.get(before, self._cursor))

    def _measure(self) -> None:
        """Share the width: each column what it needs, the widest giving way first."""
        room = self.scrollable_content_region.width - GAP * (len(self.labels) - 1)
        needed = [cell_len(label) for label in self.labels]
        first = [line.row for line in self._lines[:MEASURED] if line.row]
        for row in first:
            for column, text in enumerate(self._cells(row)):
                needed[column] = max(needed[column], min(WIDEST, cell_len(one_line(text))))
        needed[0] += GAP
        weights = [ID_WEIGHT, MAIN_WEIGHT, *([1.0] * (len(needed) - 2))]
        while sum(needed) > room and max(needed) > NARROWEST:
            shares = [width / weight for width, weight in zip(needed, weights, strict=True)]
            needed[shares.index(max(shares))] -= 1
        self._widths = tuple(needed)
        self.virtual_size = Size(max(1, self.scrollable_content_region.width), len(self._lines) + HEADER)
        self.refresh()

    def _column_at(self, x: int) -> int | None:
        edge = 0
        for column, width in enumerate(self._widths):
            edge += width + GAP
            if x < edge:
                return column
        return None

    def _move_near(self, place: int) -> None:
        """Go to the row at this place or, when there is none, to one close by."""
        rows = sorted(self._places.values())
        after = bisect_left(rows, place)
        self._move_to(rows[min(after, len(rows) - 1)] if rows else 0)

    def _move_to(self, place: int) -> None:
        before, self._cursor = self._cursor, place
        self.post_message(self.Moved())
        room = max(1, self.size.height - HEADER)
        top = self.scroll_offset.y
        if place < top or place >= top + room:
            self.scroll_to(y=max(0, place - room // 2), animate=False, immediate=True)
            self.refresh()
        else:
            for changed in {before, place}:
                self.refresh_lines(changed + HEADER, 1)


def _fitted(text: str, width: int) -> str:
    """Text in exactly so many columns, cut with a mark."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return f"{set_cell_size(text, max(0, width - 1))}…" if width > 0 else ""
