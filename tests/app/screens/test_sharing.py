"""Several at one session: a second window follows and takes over, another copy is joined."""

import shutil
from pathlib import Path

import pytest

from facilitator.app.acts.saving import keep_saving
from facilitator.app.application import FacilitatorApp
from facilitator.app.records.record_table import RecordTable
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.model.records.assets import Asset
from facilitator.model.records.threats import Threat
from facilitator.workshop.commands.records import AddRecord, ChangeRecord
from facilitator.workshop.example import copy_of_example
from facilitator.workshop.workshop import Workshop
from tests.support.driving import WIDE, press, workshop_of
from tests.support.seen import text_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return copy_of_example(tmp_path)


async def test_a_second_window_follows_along_and_takes_over(path: Path) -> None:
    writer = Workshop(path)
    app = FacilitatorApp(path.parent, open_path=path, step="assets")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        assert "read only" in text_of(pilot, "#state-bar")
        added = writer.do(AddRecord("asset", {"name": "From the other window"}))
        keep_saving(screen)
        await pilot.pause()
        table = screen.query_one("#table-asset", RecordTable)
        assert table.go_to(added.id)
        writer.close()
        keep_saving(screen)
        await pilot.pause()
        assert screen.workshop.log.writable


async def test_another_copy_is_joined_and_what_differs_is_settled(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "copy.toml"
    other.parent.mkdir()
    for suffix in (".toml", ".history.jsonl"):
        shutil.copy(path.with_suffix(suffix), other.with_suffix(suffix))
    for file, name in ((path, "ours"), (other, "theirs")):
        workshop = Workshop(file)
        workshop.do(ChangeRecord("T-1", {"title": name}))
        workshop.do(AddRecord("asset", {"name": f"new of {name}"}))
        workshop.close()
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, "J", *str(other), "enter")
        assert "1 of 1 to decide" in text_of(pilot, "#top")
        await press(pilot, "ctrl+s")
        assert "“theirs”" in text_of(pilot, "#values")
        await press(pilot, "t", "ctrl+s")
        session = workshop_of(pilot).session
        assert session.get(Threat, "T-1").title == "theirs"
        assert [asset.name for asset in session.all(Asset)][-2:] == ["new of ours", "new of theirs"]
        await press(pilot, "u")
        assert workshop_of(pilot).session.get(Threat, "T-1").title == "ours"
