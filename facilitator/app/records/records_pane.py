"""The records of a step: a table for each kind, or the ratings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import DescendantFocus
from textual.widget import Widget

from facilitator.analysis.rating import ScaleLike, factors_used
from facilitator.app.records.columns import cells_of, columns_of
from facilitator.app.records.rating_table import factor_letters, rating_cells, rating_columns, rating_rows
from facilitator.app.records.record_card import LEAST, RecordCard
from facilitator.app.records.record_table import RecordTable
from facilitator.model.kinds import KINDS, kinds_in
from facilitator.model.records.ratings import Rating
from facilitator.model.records.session import Header
from facilitator.model.session import Session
from facilitator.model.vocabulary import Step
from facilitator.workshop.views.record_summary import card_of
from facilitator.workshop.workshop import Workshop

RATING = Rating.kind

FEWEST = 4
"""Lines of the smallest table: title, headings, two rows."""

RATING_HINT = "Enter rates the threat; columns in the order"


def aside_kinds() -> tuple[str, ...]:
    """The kinds that are shown beside the steps."""
    return tuple(kind.name for kind in KINDS.values() if kind.aside)


def kinds_in_order() -> tuple[str, ...]:
    """The kinds of the tables from the top to the bottom of a step."""
    return (*aside_kinds(), *dict.fromkeys(kind for step in Step for kind in kinds_in(step)), RATING)


@dataclass(frozen=True, slots=True)
class Filled:
    """What a table was filled from: which tables of records (by identity), and what is to be looked at again.

    session: held so that no other table can come to have the identity of one of them.
    """

    tables: tuple[int, ...]
    marks: Mapping[str, str]
    session: Session = field(compare=False)


class RecordsPane(Vertical):
    """The tables of the step in hand, and the record under the cursor as a card.

    A table is made when its kind is first shown, and keeps its cursor, filter and order from then on.
    """

    BLANK = True

    def __init__(self) -> None:
        super().__init__(id="records-pane")
        self._tables: dict[str, RecordTable] = {}
        self._filled: dict[str, Filled] = {}
        self._shown: tuple[str, ...] = ()
        self._in_hand = ""
        self._workshop: Workshop | None = None

    def compose(self) -> ComposeResult:
        """The card; the tables come above it when their kind is first shown."""
        yield RecordCard()

    def show(self, workshop: Workshop, step: Step, *, aside: bool = False) -> None:
        """Fill and show the tables of a step, or of people and notes, keeping each cursor where it was."""
        self._workshop = workshop
        kinds = (RATING,) if step is Step.RATE else kinds_in(step)
        self._shown = aside_kinds() if aside else kinds
        for kind in self._shown:
            self._fill(self._made(kind), workshop)
        for kind, table in self._tables.items():
            table.display = kind in self._shown
        self._share_height()
        self.show_card()

    def make_tables(self) -> None:
        """Make and fill the tables of all kinds, so that the first visit of a step finds them ready."""
        for kind in [kind for kind in kinds_in_order() if kind not in self._tables]:
            table = self._made(kind)
            table.display = False
            if self._workshop is not None:
                self._fill(table, self._workshop)

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
        return self._tables[self._in_hand if self._in_hand in self._shown else self._shown[0]]

    def show_card(self) -> None:
        """Show the record under the cursor of the table in hand as a card."""
        if self._workshop is None or not self._shown:
            return
        session, chosen = self._workshop.session, self.active().chosen
        record = session.find(chosen) if chosen else None
        card = self.query_one(RecordCard)
        if record is None:
            card.show("", ())
        else:
            card.show(f"{record.id} {record.title_text}", card_of(session, record))

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
            in_order = kinds_in_order()
            later = [one for one in in_order[in_order.index(kind) + 1 :] if one in self._tables]
            if kind == RATING:
                table = RecordTable(kind, rating_columns(()), self.show_card, gap=1)
            else:
                table = RecordTable(kind, columns_of(kind), self.show_card)
            self._tables[kind] = table
            self.mount(table, before=self._tables[later[0]] if later else self.query_one(RecordCard))
        return self._tables[kind]

    def _fill(self, table: RecordTable, workshop: Workshop) -> None:
        session = workshop.session
        spoken_of = (*kinds_in_order(), Header.kind)
        filled = Filled(
            tuple(id(rows) for kind, rows in session.tables.items() if kind in spoken_of),
            dict(_marks(workshop)),
            session,
        )
        if filled == self._filled.get(table.kind):
            return
        self._filled[table.kind] = filled
        if table.kind == RATING:
            _fill_ratings(table, session, workshop.banks.scales_by_id)
        else:
            records, marks = session.tables[table.kind], _marks(workshop)
            table.fill(tuple(records), lambda row: cells_of(session, records[row], marks))
            kind = KINDS[table.kind]
            title = f"{kind.plural} ({table.row_count})" if table.row_count else kind.plural
            table.entitle(title, f"{kind.hint} Press a to add one.")

    def _share_height(self) -> None:
        """As many lines as the tables need, then the card; where there are too few, every table gives way."""
        if not self._shown or not self.size.height:
            return
        tables, height = self.shown_tables(), self.size.height
        needed = [table.HEAD + max(1, table.lines_in(self.size.width)) for table in tables]
        room = height - max(LEAST + 1, height // 3)
        while sum(needed) > room and max(needed) > FEWEST:
            needed[needed.index(max(needed))] -= 1
        if sum(needed) + len(tables) <= room:
            needed = [lines + 1 for lines in needed]
        for table, lines in zip(tables, needed, strict=True):
            _set_height(table, lines)
        left = height - sum(needed)
        card = self.query_one(RecordCard)
        _set_height(card, left if left > LEAST else 0)
        card.display = left > LEAST and any(table.row_count for table in tables)


def _fill_ratings(table: RecordTable, session: Session, scales: Mapping[str, ScaleLike]) -> None:
    rated, factors = rating_rows(session, scales), factors_used(session, scales)
    table.fill(tuple(rated), lambda row: rating_cells(rated[row], factors), rating_columns(factors))
    letters = " ".join(letter.strip() for letter in factor_letters(factors))
    table.entitle(f"{RATING_HINT} {letters}", "Document a threat first; then it can be rated.")


def _marks(workshop: Workshop) -> Mapping[str, str]:
    """What is to be looked at again, as soon as the guide knows it."""
    return workshop.guide.stale() if workshop.is_prepared else {}


def _set_height(widget: Widget, lines: int) -> None:
    """Change a height only where it is another, for each change lays out the screen anew."""
    if widget.styles.height is None or widget.styles.height.value != lines:
        widget.styles.height = lines
