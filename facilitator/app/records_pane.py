"""The records of a step: a table for each kind, or the ratings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from facilitator.app.record_card import LEAST, RecordCard
from facilitator.app.record_table import RecordTable
from facilitator.app.tables import RATING_COLUMNS, cells_of, columns_of, rating_rows
from facilitator.app.words import Words
from facilitator.model.session import Session
from facilitator.model.vocabulary import Step
from facilitator.workshop.card import card_of
from facilitator.workshop.forms import FORMS, KINDS_SHOWN
from facilitator.workshop.workshop import Workshop

ASIDE = ("participant", "note")
IN_ORDER = (*FORMS, "rating")
"""The kinds of the tables from the top to the bottom of a step."""

NEVER_SHOWN = frozenset({"answer", "suggestion", "known_bank", "timebox"})
"""Kinds of records that no table shows; a table stays as it is when only these change."""

MOST_LINES = 14
TITLE = 1
RATING_HINT = "Enter rates the threat under the cursor. D R E A D stand in the order of the letters."


@dataclass(frozen=True, slots=True)
class Filled:
    """What a table was filled from: which tables of records (by identity), and what is to be looked at again.

    session: held so that no other table can come to have the identity of one of them.
    """

    tables: tuple[int, ...]
    marks: Mapping[str, str]
    session: Session = field(compare=False)


class RecordsPane(Vertical):
    """The tables of the step in hand with a hint above each, and the record under the cursor as a card.

    A table is made when its kind is first shown, and keeps its cursor, filter and order from then on.
    """

    def __init__(self) -> None:
        super().__init__(id="records-pane")
        self._tables: dict[str, RecordTable] = {}
        self._titles: dict[str, Words] = {}
        self._filled: dict[str, Filled] = {}
        self._shown: tuple[str, ...] = ()
        self._workshop: Workshop | None = None

    def compose(self) -> ComposeResult:
        """A place for the tables, and the card."""
        yield VerticalScroll(id="tables", can_focus=False)
        yield RecordCard()

    def show(self, workshop: Workshop, step: Step, *, aside: bool = False) -> None:
        """Fill and show the tables of a step, or of people and notes, keeping each cursor where it was."""
        self._workshop = workshop
        kinds = ("rating",) if step is Step.RATE else KINDS_SHOWN[step]
        self._shown = tuple(kind for kind in IN_ORDER if kind in (ASIDE if aside else kinds))
        for kind in self._shown:
            self._fill(self._made(kind), workshop)
        for kind, table in self._tables.items():
            table.display = self._titles[kind].display = kind in self._shown
        self._share_height()
        self.show_card()

    def table(self, kind: str) -> RecordTable:
        """The table of a kind."""
        return self._made(kind)

    def shown_tables(self) -> list[RecordTable]:
        """The tables that are shown, from the top."""
        return [self._tables[kind] for kind in self._shown]

    def active(self) -> RecordTable:
        """The table that has the focus, else the first that is shown."""
        focused = self.screen.focused
        return focused if isinstance(focused, RecordTable) else self.shown_tables()[0]

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

    def on_record_table_moved(self) -> None:
        """Keep the card with the cursor."""
        self.show_card()

    def on_descendant_focus(self) -> None:
        """Keep the card with the table in hand."""
        self.show_card()

    def on_record_table_arranged(self) -> None:
        """Say above the table what is filtered, ordered and marked."""
        for table in self.shown_tables():
            self._entitle(table)

    def on_resize(self) -> None:
        """Share the room anew."""
        self._share_height()

    def _made(self, kind: str) -> RecordTable:
        if kind not in self._tables:
            later = [one for one in IN_ORDER[IN_ORDER.index(kind) + 1 :] if one in self._titles]
            table = RecordTable(kind, RATING_COLUMNS if kind == "rating" else columns_of(kind))
            title = Words(classes="kind-title")
            self._tables[kind], self._titles[kind] = table, title
            before = self._titles[later[0]] if later else None
            self.query_one("#tables").mount(title, table, before=before)
        return self._tables[kind]

    def _fill(self, table: RecordTable, workshop: Workshop) -> None:
        session = workshop.session
        filled = Filled(
            tuple(id(rows) for kind, rows in session.tables.items() if kind not in NEVER_SHOWN),
            dict(workshop.guide.stale()),
            session,
        )
        if filled == self._filled.get(table.kind):
            return
        self._filled[table.kind] = filled
        if table.kind == "rating":
            rated = rating_rows(session, workshop.banks.scales_by_id)
            table.fill(tuple(rated), rated.__getitem__)
        else:
            records, marks = session.tables[table.kind], workshop.guide.stale()
            table.fill(tuple(records), lambda row: cells_of(session, records[row], marks))
        self._entitle(table)

    def _entitle(self, table: RecordTable) -> None:
        words = table.arrangement_words
        if table.kind == "rating":
            title = RATING_HINT
        elif table.row_count:
            title = f"{FORMS[table.kind].plural} ({table.row_count})"
        else:
            title = f"{FORMS[table.kind].plural}: {FORMS[table.kind].hint} Press a to add one."
        self._titles[table.kind].say(f"{title} · {words}" if words else title)

    def _share_height(self) -> None:
        """The tables first, then the card in what is left; one table alone leaves the card a third."""
        if not self._shown:
            return
        tables, height = self.shown_tables(), self.size.height
        room = height - max(LEAST + 2, height // 3) - TITLE if len(tables) == 1 else MOST_LINES
        heights = {table: max(2, min(table.row_count + 2, max(room, MOST_LINES))) for table in tables}
        for table, lines in heights.items():
            if table.styles.height is None or table.styles.height.value != lines:
                table.styles.height = lines
        left = height - sum(heights.values()) - sum(map(self._title_height, self._shown))
        lines = left if left >= LEAST + 1 else 0
        card = self.query_one(RecordCard)
        if card.styles.height is None or card.styles.height.value != lines:
            card.styles.height = lines
        card.display = lines > 0 and any(table.row_count for table in tables)

    def _title_height(self, kind: str) -> int:
        width = max(1, self.size.width - 2)
        return max(TITLE, -(-cell_len(self._titles[kind].text) // width))
