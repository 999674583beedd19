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
from facilitator.model.records.assets import Asset
from facilitator.model.vocabulary import SecurityProperty
from facilitator.workshop.workshop import Workshop

MARKS = {Looked.DOCUMENTED: "✓", Looked.FINE: "–", Looked.OPEN: "○"}
LEGEND = "✓ documented   – looked at and fine   ○ open   * published by STRIDE-AI, a suggestion only   + chosen by you"
STAGES_NAMED = 6
NARROW_NAME = 24
WIDE_NAME = 34
NOTHING_BEHIND = "Nothing is written down about it yet."


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
        self._add_columns()
        assets: dict[Asset, None] = {}
        for one in found.properties:
            key = (one.asset.id, one.property.value)
            self._cells[key] = one
            assets[one.asset] = None
        for asset in assets:
            self._add_row(asset)
        counts = self.query_one("#counts", Static)
        counts.update(_counts(found))
        table = self.query_one(DataTable)
        table.move_cursor(column=1)
        table.focus()

    def on_data_table_cell_selected(self, event: DataTable.CellSelected) -> None:
        """Show what is behind a cell."""
        row, column = event.cell_key
        key = (str(row.value), str(column.value))
        found = self._cells.get(key)
        if found is None:
            return
        heading = f"{found.asset.name}: {found.property.value}, {found.looked.value}"
        lines: list[str] = []
        for record_id in found.behind:
            record = self.workshop.record(record_id)
            words = f"{record.id} {record.title_text}"
            lines.append(one_line(words))
        dialog = LinesScreen(heading, lines or [NOTHING_BEHIND])
        self.app.push_screen(dialog)

    def action_back(self) -> None:
        """Go back to the workshop."""
        self.dismiss(None)

    @property
    def _is_narrow(self) -> bool:
        return self.size.width < WIDE

    def _add_columns(self) -> None:
        table = self.query_one(DataTable)
        table.add_column("Asset", key="asset")
        for item in SecurityProperty:
            words = item.value.replace("-", " ")
            if self._is_narrow:
                words = SHORT.get(item, item.value)
            table.add_column(words, key=item.value)

    def _add_row(self, asset: Asset) -> None:
        """A row with the name of an asset and a mark for each property."""
        room = NARROW_NAME if self._is_narrow else WIDE_NAME
        name = cell(f"{asset.id} {asset.name}", room)
        marks: list[Text] = []
        for item in SecurityProperty:
            found = self._cells[asset.id, item.value]
            marks.append(_mark(found))
        self.query_one(DataTable).add_row(name, *marks, key=asset.id)


def _mark(found: PropertyCell) -> Text:
    """How a property was looked at, by how many records, and who says that it matters."""
    words = MARKS[found.looked]
    if found.behind:
        words += str(len(found.behind))
    words += " "
    if found.published:
        words += "*"
    if found.chosen:
        words += "+"
    return Text(words)


def _counts(found: Coverage) -> str:
    lines: list[str] = []
    for name, counts in found.counts().items():
        documented, fine, left = counts["documented"], counts["fine"], counts["open"]
        lines.append(f"{name}: {documented} documented, {fine} fine, {left} open")
    lines.append(_open_questions(found))
    return "\n".join(lines)


def _open_questions(found: Coverage) -> str:
    unfinished = [one for one in found.stages if one.open]
    if not unfinished:
        return ""
    named: list[str] = []
    for one in unfinished[:STAGES_NAMED]:
        named.append(f"{one.stage} {one.step.value}: {one.open} of {one.asked} open")
    words = "; ".join(named)
    more = " …" if len(unfinished) > STAGES_NAMED else ""
    return f"Open questions: {words}{more}"
