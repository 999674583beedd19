"""The records of a step: a table for each kind, or the ratings."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import DataTable, Static

from facilitator.app.tables import RATING_COLUMNS, columns_of, rating_rows, rows_of
from facilitator.model.records import Header
from facilitator.model.vocabulary import Step
from facilitator.workshop.forms import FORMS, KINDS_SHOWN
from facilitator.workshop.workshop import Workshop

ASIDE = ("participant", "note")
RATING_HINT = "Enter rates the threat under the cursor. D R E A D stand in the order of the letters."


class RecordTable(DataTable[object]):
    """The table of one kind of record; `kind` is "rating" for the table of ratings."""

    def __init__(self, kind: str) -> None:
        super().__init__(id=f"table-{kind}", cursor_type="row", zebra_stripes=True)
        self.kind = kind

    @property
    def chosen(self) -> str:
        """The id of the record under the cursor, or ""."""
        if not self.row_count:
            return ""
        return str(self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value)

    def go_to(self, record_id: str) -> bool:
        """Put the cursor on a record; whether it is there."""
        if record_id not in {str(key.value) for key in self.rows}:
            return False
        self.move_cursor(row=self.get_row_index(record_id), animate=False)
        return True


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
                    yield RecordTable(form.kind)
        with Vertical(classes="kind", id="kind-rating"):
            yield Static(RATING_HINT, classes="kind-title", markup=False)
            yield RecordTable("rating")

    def on_mount(self) -> None:
        """Name the columns."""
        for table in self.query(RecordTable):
            for label in RATING_COLUMNS if table.kind == "rating" else columns_of(table.kind):
                table.add_column(label, key=label)

    def show(self, workshop: Workshop, step: Step, *, aside: bool = False) -> None:
        """Fill and show the tables of a step, or of people and notes, keeping each cursor where it was."""
        kinds = ("rating",) if step is Step.RATE else KINDS_SHOWN[step]
        kinds = ASIDE if aside else kinds
        for table in self.query(RecordTable):
            self.query_one(f"#kind-{table.kind}").display = table.kind in kinds
            if table.kind in kinds:
                self._fill(table, workshop)

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

    def _fill(self, table: RecordTable, workshop: Workshop) -> None:
        before, place = table.chosen, table.cursor_row
        table.clear()
        session = workshop.session
        if table.kind == "rating":
            rows = rating_rows(session, workshop.banks.scales_by_id)
        else:
            rows = rows_of(session, table.kind, workshop.guide.stale())
            form = FORMS[table.kind]
            title = f"{form.plural} ({len(rows)})" if rows else f"{form.plural}: {form.hint} Press a to add one."
            self.query_one(f"#kind-{table.kind} .kind-title", Static).update(title)
        for record_id, cells in rows:
            table.add_row(*cells, key=record_id)
        table.styles.height = max(2, min(len(rows) + 2, 14))
        if rows and not table.go_to(before):
            table.move_cursor(row=min(place, len(rows) - 1), animate=False)
