"""While the disk refuses: what is not saved is said and kept, and leaving asks first."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Static

from facilitator.app.application import FacilitatorApp
from facilitator.app.dialogs.confirm_screen import ConfirmScreen
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.model.records.answers import Answer
from facilitator.model.records.assets import Asset
from facilitator.model.records.notes import Note
from facilitator.store.saving.history_writer import HistoryWriter
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.workshop import Workshop
from tests.support.driving import WIDE, press, press_quickly, workshop_of
from tests.support.seen import text_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    workshop = begin_session(tmp_path / "x.toml", stages=("collect-training-data",))
    workshop.do(AddRecord("asset", {"name": "Readings", "owner": "Ada"}))
    workshop.close()
    return workshop.path


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*_: object) -> int:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patched:
        patched.setattr(HistoryWriter, "append", refuse)
        yield


async def test_quitting_asks_while_something_is_not_saved(path: Path, full_disk: None) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press_quickly(pilot, "question_mark", "ctrl+q")
        assert isinstance(app.screen, ConfirmScreen)
        asked = str(app.screen.query_one(Static).render())
        assert asked.startswith("1 act is NOT saved.") and "facilitator-rescued-" in asked
        await press_quickly(pilot, "n")
        assert isinstance(app.screen, WorkshopScreen)
        assert "NOT saved" in text_of(pilot, "#state-bar")


async def test_what_the_disk_refuses_to_the_end_is_kept_in_another_place(path: Path, full_disk: None) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press_quickly(pilot, "question_mark", "ctrl+q", "y")
    assert len(app.rescued) == 1
    found = Workshop(app.rescued[0], read_only=True)
    assert [answer.state.value for answer in found.session.all(Answer)] == ["unknown"]
    assert found.session.all(Asset)


async def test_what_the_disk_refuses_is_said_kept_and_saved_elsewhere(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()

        def refuse(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("facilitator.store.saving.history_writer.os.fsync", refuse)
        await press(pilot, "p", *"kept", "enter")
        assert "NOT saved" in text_of(pilot, "#state-bar")
        workshop = workshop_of(pilot)
        assert workshop.session.all(Note)[-1].text == "kept"
        monkeypatch.undo()
        elsewhere = tmp_path / "other" / "copy.toml"
        await press(pilot, "W", "ctrl+u", *str(elsewhere), "enter")
        assert "saved" in text_of(pilot, "#state-bar") and "NOT" not in text_of(pilot, "#state-bar")
        await press(pilot, "q")
    assert Workshop(elsewhere, read_only=True).session.all(Note)[-1].text == "kept"


async def test_leaving_with_something_not_saved_asks_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()

        def refuse(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("facilitator.store.saving.history_writer.os.fsync", refuse)
        await press(pilot, "p", *"kept", "enter", "q")
        assert not isinstance(app.screen, WorkshopScreen)
        asked = str(app.screen.query_one(Static).render())
        assert asked.startswith("1 act is NOT saved.")
        assert "lose" not in asked
        assert str(Path(tempfile.gettempdir()) / "facilitator-rescued-") in asked
        await press(pilot, "n")
        assert isinstance(app.screen, WorkshopScreen)
        monkeypatch.undo()
