"""The records of a step: a table for each kind, or the ratings."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import DescendantFocus
from textual.widget import Widget

from facilitator.app.panes.table_heights import card_height, table_heights
from facilitator.app.records.record_card import RecordCard
from facilitator.app.records.record_table import RecordTable
from facilitator.app.records.table_filling import RATING, TableFilling, kinds_in_order, new_table
from facilitator.model.kinds import kinds_beside, kinds_in
from facilitator.model.vocabulary import Step
from facilitator.workshop.views.record_summary import whole_card_of
from facilitator.workshop.workshop import Workshop


class RecordsPane(Vertical):
    """The tables of the step in hand, and the record under the cursor as a card.

    A table is made when its kind is first shown, and keeps its cursor, filter and order from then on.
    """

    BLANK = True

    def __init__(self) -> None:
        super().__init__(id="records-pane")
        self._tables: dict[str, RecordTable] = {}
        self._filling = TableFilling()
        self._shown: tuple[str, ...] = ()
        self._in_hand = ""
        self._workshop: Workshop | None = None

    def compose(self) -> ComposeResult:
        """The card; the tables come above it when their kind is first shown."""
        yield RecordCard()

    def show(self, workshop: Workshop, step: Step, *, aside: str = "") -> None:
        """Fill and show the tables of a step, or of a view beside the steps, keeping each cursor where it was."""
        self._workshop = workshop
        kinds = (RATING,) if step is Step.RATE else kinds_in(step)
        self._shown = kinds_beside(aside) if aside else kinds
        for kind in self._shown:
            table = self._made(kind)
            self._filling.fill(table, workshop)
        for kind, table in self._tables.items():
            table.display = kind in self._shown
        self._share_height()
        self.show_card()

    def make_tables(self) -> None:
        """Make and fill the tables of all kinds, so that the first visit of a step finds them ready."""
        for kind in kinds_in_order():
            if kind in self._tables:
                continue
            table = self._made(kind)
            table.display = False
            if self._workshop is not None:
                self._filling.fill(table, self._workshop)

    def table(self, kind: str) -> RecordTable:
        """The table of a kind."""
        return self._made(kind)

    def shown_tables(self) -> list[RecordTable]:
        """The tables that are shown, from the top."""
        return [self._tables[kind] for kind in self._shown]

    def active(self) -> RecordTable:
        """The table that has the focus, else the one that had it last in this step, else the first."""
        focused = self.screen.focused
        if isinstance(focused, RecordTable) and focused.kind in self._shown:
            return focused
        in_hand = self._in_hand if self._in_hand in self._shown else self._shown[0]
        return self._tables[in_hand]

    def show_card(self) -> None:
        """Show the record under the cursor of the table in hand as a card."""
        if self._workshop is None or not self._shown:
            return
        session = self._workshop.session
        chosen = self.active().chosen
        record = session.find(chosen) if chosen else None
        card = self.query_one(RecordCard)
        if record is None:
            card.show("", ())
        else:
            title = f"{record.id} {record.title_text}"
            card.show(title, whole_card_of(self._workshop, record))

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Keep the card with the table in hand."""
        if isinstance(event.widget, RecordTable):
            self._in_hand = event.widget.kind
        self.show_card()

    def on_record_table_arranged(self) -> None:
        """Say above the table what is filtered, ordered and marked."""
        self._share_height()
        for table in self.shown_tables():
            table.refresh()
        self.show_card()

    def on_resize(self) -> None:
        """Share the room anew."""
        self._share_height()

    def _made(self, kind: str) -> RecordTable:
        if kind not in self._tables:
            table = new_table(kind, self.show_card)
            self.mount(table, before=self._widget_after(kind))
            self._tables[kind] = table
        return self._tables[kind]

    def _widget_after(self, kind: str) -> Widget:
        """What stands under the table of a kind: the table of the next kind that has one, or the card."""
        in_order = kinds_in_order()
        place = in_order.index(kind)
        for other in in_order[place + 1 :]:
            if other in self._tables:
                return self._tables[other]
        return self.query_one(RecordCard)

    def _share_height(self) -> None:
        """Give each table its lines, and the card what they leave."""
        height = self.size.height
        if not self._shown or not height:
            return
        tables = self.shown_tables()
        needed = [self._lines_for(table) for table in tables]
        heights = table_heights(needed, height)
        for table, lines in zip(tables, heights, strict=True):
            _set_height(table, lines)
        for_card = card_height(heights, height)
        has_rows = any(table.lines.row_count for table in tables)
        card = self.query_one(RecordCard)
        _set_height(card, for_card)
        card.display = for_card > 0 and has_rows

    def _lines_for(self, table: RecordTable) -> int:
        """How many lines a table would take: its head, and one at least below it."""
        below = table.lines.count(self.size.width, self.size.height)
        return table.head + max(1, below)


def _set_height(widget: Widget, lines: int) -> None:
    """Change a height only where it is another, for each change lays out the screen anew."""
    height = widget.styles.height
    if height is None or height.value != lines:
        widget.styles.height = lines
