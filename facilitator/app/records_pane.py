"""The records of a step: a table for each kind, or the ratings."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from facilitator.app.record_table import RecordTable
from facilitator.app.tables import RATING_COLUMNS, cells_of, columns_of, rating_rows
from facilitator.model.records import Header
from facilitator.model.vocabulary import Step
from facilitator.workshop.forms import FORMS, KINDS_SHOWN
from facilitator.workshop.workshop import Workshop

ASIDE = ("participant", "note")
MOST_LINES = 14
RATING_HINT = "Enter rates the threat under the cursor. D R E A D stand in the order of the letters."


class RecordsPane(VerticalScroll):
    """The tables of the step in hand, with a hint above each."""

    def __init__(self) -> None:
        super().__init__(id="records-pane", can_focus=False)

    def compose(self) -> ComposeResult:
        """Every kind's table; those of other steps stay hidden."""
        for form in FORMS.values():
            if form.kind != Header.kind:
                with Vertical(classes="kind", id=f"kind-{form.kind}"):
                    yield Static("", classes="kind-title", markup=False)
                    yield RecordTable(form.kind, columns_of(form.kind))
        with Vertical(classes="kind", id="kind-rating"):
            yield Static(RATING_HINT, classes="kind-title", markup=False)
            yield RecordTable("rating", RATING_COLUMNS)

    def show(self, workshop: Workshop, step: Step, *, aside: bool = False) -> None:
        """Fill and show the tables of a step, or of people and notes, keeping each cursor where it was."""
        kinds = ("rating",) if step is Step.RATE else KINDS_SHOWN[step]
        kinds = ASIDE if aside else kinds
        for table in self.query(RecordTable):
            self.query_one(f"#kind-{table.kind}").display = table.kind in kinds
            if table.kind in kinds:
                self._fill(table, workshop)
        self._share_height()

    def table(self, kind: str) -> RecordTable:
        """The table of a kind."""
        return self.query_one(f"#table-{kind}", RecordTable)

    def shown_tables(self) -> list[RecordTable]:
        """The tables that are shown, from the top."""
        return [table for table in self.query(RecordTable) if self.query_one(f"#kind-{table.kind}").display]

    def active(self) -> RecordTable:
        """The table that has the focus, else the first that is shown."""
        focused = self.screen.focused
        return focused if isinstance(focused, RecordTable) else self.shown_tables()[0]

    def on_record_table_arranged(self) -> None:
        """Say above the table what is filtered, ordered and marked."""
        for table in self.shown_tables():
            self._entitle(table)

    def on_resize(self) -> None:
        """Let the only table of a step take the room there is."""
        self._share_height()

    def _fill(self, table: RecordTable, workshop: Workshop) -> None:
        session = workshop.session
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
        self.query_one(f"#kind-{table.kind} .kind-title", Static).update(f"{title} · {words}" if words else title)

    def _share_height(self) -> None:
        tables = self.shown_tables()
        most = MOST_LINES if len(tables) > 1 else max(MOST_LINES, self.size.height - 3)
        for table in tables:
            table.styles.height = max(2, min(table.row_count + 2, most))
