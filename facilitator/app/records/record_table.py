"""A table that draws only the rows on screen, never wider than the screen, cut with a mark."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.events import Click, Resize
from textual.message import Message

from facilitator.app.records.column_widths import ColumnWidths
from facilitator.app.records.table_keys import TABLE_KEYS
from facilitator.app.records.table_lines import LOOKS, STYLES, TableLines, Title
from facilitator.app.records.table_view import Cells
from facilitator.app.widgets.cursor_lines import CursorLines, cursor_keys


class RecordTable(CursorLines):
    """The rows of one kind of record under a title; `kind` is "rating" for the table of ratings.

    A filter, an order, groups and marked rows are the person's own and touch nothing but the view.
    """

    BINDINGS = [
        *cursor_keys("table", "First row", "Last row"),
        *TABLE_KEYS,
    ]
    COMPONENT_CLASSES = LOOKS
    DEFAULT_CSS = STYLES

    @dataclass
    class Opened(Message):
        """The person opened the row under the cursor."""

        table: "RecordTable"

    class Arranged(Message):
        """The person filtered, ordered or grouped the table."""

    def __init__(self, kind: str, columns: ColumnWidths, moved: Callable[[], None] = lambda: None) -> None:
        """moved: called when the cursor is on another row."""
        self.lines = TableLines(columns)
        super().__init__(self.lines, id=f"table-{kind}")
        self.kind = kind
        self._moved = moved

    @property
    def chosen(self) -> str:
        """The id of the record under the cursor, or ""."""
        return self.lines.chosen

    def fill(self, rows: Sequence[str], cells: Cells, title: Title, labels: Sequence[str] = ()) -> None:
        """Show these rows, under other headings where some are given; the cursor stays on its record, or near."""
        self.lines.title = title
        self.lines.fill(rows, cells, labels)
        self._show_rows()

    def go_to(self, record_id: str) -> bool:
        """Put the cursor on a record, past a filter that hides it; whether it is there."""
        if self.lines.rows.hides(record_id):
            self.look_for("")
        place = self.lines.rows.places.get(record_id)
        if place is not None:
            self.move_to(place)
        return place is not None

    def look_for(self, words: str | None) -> None:
        """Show only rows with these words; all, when there are none."""
        self.lines.rows.look_for(words or "")
        self._rearrange()

    def unmark(self) -> None:
        """Take all marks away."""
        if self.lines.marked:
            self.lines.rows.unmark()
            self._rearrange()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show or hide that this table is in hand."""
        super().watch_has_focus(has_focus)
        self.lines.in_hand = has_focus
        self.redraw_lines(*self.lines.numbers_in_hand(self.size.width))

    def on_resize(self, event: Resize) -> None:
        """Keep the cursor in view."""
        super().on_resize(event)
        self.bring_into_view(self.cursor.at)

    def on_click(self, event: Click) -> None:
        """A click on a heading orders, on a row goes there, on the cursor's row opens it."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y == 1:
            self.lines.order_by_heading(offset.x, self.size.width)
            self._rearrange()
            return
        place = self.number_at(event)
        if place is None or not self.lines.rows.row_at(place):
            return
        again = place == self.cursor.at and event.chain > 1
        self.move_to(place)
        if again:
            self.action_open()

    def move_to(self, place: int) -> None:
        """Put the cursor on a line, and tell so."""
        super().move_to(place)
        self._moved()

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.chosen:
            self.post_message(self.Opened(self))

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go on to the next."""
        if self.chosen:
            self.lines.rows.toggle(self.chosen)
            self.action_move(1)
            self._rearrange()

    def action_filter(self) -> None:
        """Show only rows that hold some words."""
        from facilitator.app.dialogs.line_screen import LineScreen

        asked = "Show only rows with these words (empty: all)"
        self.app.push_screen(LineScreen(asked, self.lines.rows.arrangement.words, []), self.look_for)

    def action_by_next_column(self, way: str) -> None:
        """Order or group by the next column; after the last one, no longer."""
        self.lines.by_next_column(way)
        self._rearrange()

    def _rearrange(self) -> None:
        self.lines.arrange()
        self._show_rows()
        self.post_message(self.Arranged())

    def _show_rows(self) -> None:
        self.redraw()
        self.bring_into_view(self.cursor.at)
