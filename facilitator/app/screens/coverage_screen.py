"""What was looked at: assets by property, with what stands behind each cell, and the counts of the rest."""

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import DataTable, Static

from facilitator.app.dialogs.lines_screen import LinesScreen
from facilitator.app.records.columns import SHORT
from facilitator.app.terminal.plain_text import cell, one_line
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.state_bar import WIDE
from facilitator.guide.coverage import Coverage, Looked, PropertyCell
from facilitator.model.vocabulary import SecurityProperty
from facilitator.workshop.workshop import Workshop

MARKS = {Looked.DOCUMENTED: "✓", Looked.FINE: "–", Looked.OPEN: "○"}
LEGEND = "✓ documented   – looked at and fine   ○ open   * published by STRIDE-AI, a suggestion only   + chosen by you"
STAGES_NAMED = 6


class CoverageScreen(Screen[None]):
    """A table of assets by the six properties; Enter on a cell shows what is behind it."""

    terms = ("coverage", "asset", "authenticity", "authorization", "non-repudiation")

    BINDINGS = [Binding("escape,q", "back", "Back", id="coverage.back")]

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop
        self._cells: dict[tuple[str, str], PropertyCell] = {}

    def compose(self) -> ComposeResult:
        """The table, the legend, the counts."""
        yield Static("Coverage", id="top", markup=False)
        yield DataTable(id="coverage", cursor_type="cell", zebra_stripes=True)
        yield Static(LEGEND, id="legend", markup=False)
        yield Static("", id="counts", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the table."""
        found = self.workshop.guide.coverage()
        table = self.query_one(DataTable)
        narrow = self.size.width < WIDE
        table.add_column("Asset", key="asset")
        for item in SecurityProperty:
            table.add_column(SHORT.get(item, item.value) if narrow else item.value.replace("-", " "), key=item.value)
        self._cells = {(one.asset.id, one.property.value): one for one in found.properties}
        for asset in dict.fromkeys(one.asset for one in found.properties):
            cells = [self._mark(self._cells[(asset.id, item.value)]) for item in SecurityProperty]
            table.add_row(cell(f"{asset.id} {asset.name}", 24 if narrow else 34), *cells, key=asset.id)
        self.query_one("#counts", Static).update(_counts(found))
        table.move_cursor(column=1)
        table.focus()

    def on_data_table_cell_selected(self, event: DataTable.CellSelected) -> None:
        """Show what is behind a cell."""
        key = (str(event.cell_key.row_key.value), str(event.cell_key.column_key.value))
        found = self._cells.get(key)
        if found is not None:
            heading = f"{found.asset.name}: {found.property.value}, {found.looked.value}"
            records = [self.workshop.record(record_id) for record_id in found.behind]
            lines = [one_line(f"{record.id} {record.title_text}") for record in records]
            self.app.push_screen(LinesScreen(heading, lines or ["Nothing is written down about it yet."]))

    def action_back(self) -> None:
        """Go back to the workshop."""
        self.dismiss(None)

    def _mark(self, found: PropertyCell) -> Text:
        count = str(len(found.behind)) if found.behind else ""
        extra = ("*" if found.published else "") + ("+" if found.chosen else "")
        return Text(f"{MARKS[found.looked]}{count} {extra}")


def _counts(found: Coverage) -> str:
    lines: list[str] = []
    for name, counts in found.counts().items():
        lines.append(f"{name}: {counts['documented']} documented, {counts['fine']} fine, {counts['open']} open")
    lines.append(_open_questions(found))
    return "\n".join(lines)


def _open_questions(found: Coverage) -> str:
    unfinished = [one for one in found.stages if one.open]
    if not unfinished:
        return ""
    first = unfinished[:STAGES_NAMED]
    words = "; ".join(f"{one.stage} {one.step.value}: {one.open} of {one.asked} open" for one in first)
    more = " …" if len(unfinished) > STAGES_NAMED else ""
    return f"Open questions: {words}{more}"
