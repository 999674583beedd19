"""Tables of records: marked rows are one act, and rows are filtered, ordered and grouped."""

from pathlib import Path

import pytest

from facilitator.app.application import FacilitatorApp
from facilitator.app.records.record_table import RecordTable
from facilitator.app.widgets.pick_list import PickList
from facilitator.model.records.assets import Asset
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import ThreatStatus
from facilitator.workshop.example import copy_of_example
from tests.support.driving import WIDE, press, workshop_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return copy_of_example(tmp_path)


async def test_marked_rows_are_changed_and_removed_together_and_undone_as_one(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        screen = app.screen
        screen.query_one("#table-threat", RecordTable).focus()
        await press(pilot, "home", "space", "space", "e")
        fields = [line.text for line in app.screen.query_one(PickList).lines]
        await press(pilot, *["down"] * fields.index("Status"), "enter", "down", "enter")
        workshop = workshop_of(pilot)
        states = [threat.status for threat in workshop.session.all(Threat)]
        assert states[0] == states[1] != ThreatStatus.OPEN
        await press(pilot, "u")
        assert {threat.status for threat in workshop.session.all(Threat)[:2]} == {ThreatStatus.OPEN}
        count = len(workshop.session.all(Threat))
        await press(pilot, "home", "space", "space", "x", "y")
        assert len(workshop.session.all(Threat)) == count - 2
        await press(pilot, "u")
        assert len(workshop.session.all(Threat)) == count


async def test_a_table_is_filtered_ordered_and_grouped(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="assets")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        table = app.screen.query_one("#table-asset", RecordTable)
        table.focus()
        rows = table.lines.row_count
        await press(pilot, "F", *"readings", "enter")
        assert 0 < table.lines.shown_count < rows
        assert "readings" in table.lines.arrangement_words
        await press(pilot, "F", "ctrl+u", "enter", "O", "O")
        names = [table.lines.rows.cells_at(place)[1] for place in range(rows)]
        assert names == sorted(names, key=str.casefold)
        await press(pilot, "G", "G")
        assert "grouped by category" in table.lines.arrangement_words
        assert table.lines.shown_count == rows == len(workshop_of(pilot).session.all(Asset))
