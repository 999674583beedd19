"""A table that draws only the rows on screen, never wider than the screen, cut with a mark."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.events import Click, Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from facilitator.app.records.column_widths import GAP, ID_WEIGHT, MAIN_WEIGHT, ColumnWidths
from facilitator.app.records.shown_rows import ShownRows
from facilitator.app.records.table_keys import TABLE_KEYS
from facilitator.app.records.table_view import Cells, in_words
from facilitator.app.terminal.plain_text import fitted, one_line
from facilitator.app.widgets.line_view import DrawnLines
from facilitator.app.widgets.text_view import wrapped


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
        *TABLE_KEYS,
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
        """moved: called when the cursor is on another row. weights: of the first columns, see ColumnWidths."""
        super().__init__(id=f"table-{kind}")
        self.kind = kind
        self._moved = moved
        self._shown = ShownRows()
        self._columns = ColumnWidths(labels, self._shown.sample, weights, gap)
        self._cursor = 0
        self.title = ""
        self.hint = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The headings of the columns."""
        return self._columns.labels

    @property
    def marked(self) -> set[str]:
        """The marked rows."""
        return self._shown.marked

    @property
    def line_count(self) -> int:
        """How many lines: rows and headings or, where there is no row at all, the hint."""
        return self.lines_in(self.size.width)

    def lines_in(self, width: int) -> int:
        """How many lines there are in so many columns."""
        return len(self._shown.lines) or len(self._hint_lines(width))

    @property
    def row_count(self) -> int:
        """How many rows there are, shown or not."""
        return len(self._shown.rows)

    @property
    def shown_count(self) -> int:
        """How many rows the filter lets through."""
        return len(self._shown.places)

    @property
    def chosen(self) -> str:
        """The id of the record under the cursor, or ""."""
        return self._shown.row_at(self._cursor)

    @property
    def chosen_rows(self) -> tuple[str, ...]:
        """The marked rows in their order, else the row under the cursor."""
        return self._shown.marked_rows or ((self.chosen,) if self.chosen else ())

    @property
    def arrangement_words(self) -> str:
        """What was asked for, in words; empty when all rows stand in their own order."""
        return in_words(self._shown.arrangement, self.labels, self.shown_count, len(self.marked))

    def fill(self, rows: Sequence[str], cells: Cells, labels: Sequence[str] = ()) -> None:
        """Show these rows, under other headings where some are given; the cursor stays on its record, or near."""
        before = self.chosen
        if labels and tuple(labels) != self.labels:
            self._columns.set_labels(labels)
            self._shown.order_as_given()
        self._shown.fill(rows, cells)
        self._arrange(before)

    def entitle(self, title: str, hint: str) -> None:
        """Say what the rows are and, where there are none, what to do first."""
        if (title, hint) != (self.title, self.hint):
            self.title, self.hint = title, hint
            self.refresh(Region(0, 0, self.size.width, 1))
            if not self._shown.lines:
                self.redraw()

    def cells_at(self, place: int) -> tuple[str, ...]:
        """The words on a line as the screen shows them, before they are cut."""
        return self._shown.cells_at(place)

    def go_to(self, record_id: str) -> bool:
        """Put the cursor on a record, past a filter that hides it; whether it is there."""
        shown = self._shown
        if shown.hides(record_id):
            shown.look_for("")
            self._rearranged()
        if record_id not in shown.places:
            return False
        self._move_to(shown.places[record_id])
        return True

    def unmark(self) -> None:
        """Take all marks away."""
        if self.marked:
            self._shown.marked = set()
            self._rearranged()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show or hide that this table is in hand: at its title, and at the row or the hint under the cursor."""
        super().watch_has_focus(has_focus)
        self.refresh(Region(0, 0, self.size.width, 1))
        self.redraw_lines(*([self._cursor] if self._shown.lines else range(self.line_count)))

    def on_resize(self, event: Resize) -> None:
        """Keep the cursor in view."""
        super().on_resize(event)
        self.bring_into_view(self._cursor)

    def on_click(self, event: Click) -> None:
        """A click on a heading orders, on a row goes there, on the cursor's row opens it."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y == 1:
            self._shown.sort_by(self._columns.column_at(offset.x, self.size.width))
            self._rearranged()
            return
        place = self.number_at(event)
        if place is None or not self._shown.row_at(place):
            return
        again = place == self._cursor and event.chain > 1
        self._move_to(place)
        if again:
            self.action_open()

    def action_cursor(self, by: int) -> None:
        """Go to the next or the previous row, over headings."""
        place = self._shown.next_row(self._cursor, by)
        if place is not None:
            self._move_to(place)

    def action_page(self, by: int) -> None:
        """Go up or down by what fits on the screen."""
        self._move_to(self._shown.row_near(self._cursor + by * max(1, self.room - 1)))

    def action_end(self, by: int) -> None:
        """Go to the first or to the last row."""
        self._move_to(self._shown.row_near(0 if by < 0 else len(self._shown.lines) - 1))

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.chosen:
            self.post_message(self.Opened(self))

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go on to the next."""
        if self.chosen:
            self._shown.toggle(self.chosen)
            self.action_cursor(1)
            self._rearranged()

    def action_filter(self) -> None:
        """Show only rows that hold some words."""
        from facilitator.app.dialogs.line_screen import LineScreen

        def typed(words: str | None) -> None:
            self._shown.look_for(words or "")
            self._rearranged()

        asked = "Show only rows with these words (empty: all)"
        self.app.push_screen(LineScreen(asked, self._shown.arrangement.words, []), typed)

    def action_order(self) -> None:
        """Order by the next column; after the last one, as they were entered."""
        self._shown.sort_by_next(len(self.labels))
        self._rearranged()

    def action_group(self) -> None:
        """Put rows that say the same in the next column under one heading; after the last, no headings."""
        self._shown.group_by_next(len(self.labels))
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
        if not self._shown.lines:
            look = self.style("table--cursor" if self.has_focus else "table--hint")
            return Strip([Segment(fitted(self._hint_lines(width)[number], width), look)], width)
        line = self._shown.lines[number]
        if not line.row:
            return Strip([Segment(fitted(one_line(line.heading), width), self.style("table--group"))], width)
        pointer = "›" if number == self._cursor else " "
        return self._strip(self._shown.drawn_at(number, pointer), self._style_of(number), width)

    def _style_of(self, number: int) -> Style:
        if number == self._cursor and self.has_focus:
            return self.style("table--cursor")
        return self.style("table--odd" if number % 2 else "")

    def _strip(self, cells: Sequence[str], style: Style, width: int) -> Strip:
        widths = self._columns.widths(self.size.width)
        parts = [fitted(text, room) for text, room in zip(cells, widths, strict=False)]
        words = (" " * self._columns.gap).join(parts)
        return Strip([Segment(fitted(words, width), style)], width)

    def _hint_lines(self, width: int) -> list[str]:
        hint = self._shown.hint or self.hint
        return [f"  {line}" for line in wrapped(hint, max(1, width - 2))] if hint else []

    def _rearranged(self) -> None:
        self._arrange(self.chosen)
        self.post_message(self.Arranged())

    def _arrange(self, before: str) -> None:
        self._shown.arrange()
        self._columns.forget()
        self.redraw()
        self._put_cursor(self._shown.row_near(self._shown.places.get(before, self._cursor)))

    def _move_to(self, place: int) -> None:
        self._put_cursor(place)
        self._moved()

    def _put_cursor(self, place: int) -> None:
        before, self._cursor = self._cursor, place
        self.redraw_lines(before, place)
        self.bring_into_view(place)
