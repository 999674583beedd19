"""The application by its keys: six steps, quit and resume, undo, small and large screens."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from facilitator.app.application import FacilitatorApp
from facilitator.app.records.record_table import RecordTable
from facilitator.app.screens.rating_screen import RatingScreen
from facilitator.app.screens.tree_screen import TreeScreen
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.model.records.architecture import Boundary, Component, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.notes import Note
from facilitator.model.records.ratings import Rating
from facilitator.model.records.session import Participant
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Tree
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.views.reports import report_of
from facilitator.workshop.workshop import Workshop
from tests.support.driving import workshop_of, write

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    workshop = begin_session(tmp_path / "x.toml", stages=("collect-training-data",))
    workshop.close()
    return workshop.path


async def fill(pilot: Pilot[None], **values: str) -> None:
    """Fill in the form on top: go to each field by its id, type, save."""
    for name, text in values.items():
        pilot.app.screen.query_one(f"#field-{name}").focus()
        await write(pilot, text)
    await pilot.press("ctrl+s")
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_six_steps_by_keys_then_resume_at_the_same_place(path: Path, size: tuple[int, int]) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("a")
        await pilot.pause()
        await fill(pilot, name="Readings")
        await pilot.press("2")
        for name in ("Sensor", "Store"):
            await pilot.press("a")
            await pilot.pause()
            await fill(pilot, name=name)
        pilot.app.screen.query_one("#table-flow").focus()
        await pilot.press("a")
        await pilot.pause()
        await fill(pilot, name="Data", source="C-1", target="Store")
        await pilot.press("3")
        pilot.app.screen.query_one("#table-boundary").focus()
        await pilot.press("a")
        await pilot.pause()
        await fill(pilot, name="Cloud", components="Store")
        await pilot.press("4", "a")
        await pilot.pause()
        await fill(pilot, title="Tampering", target="F-1")
        await pilot.press("5", "a")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await fill(pilot, title="Steer", threat="T-1")
        await draw_tree(pilot)
        await pilot.press("6", "a")
        await pilot.pause()
        assert isinstance(app.screen, RatingScreen)
        for value in "32425":
            await write(pilot, value)
            await pilot.press("tab", "tab")
        assert "16" in str(app.screen.query_one("#sum", Static).render())
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("q")
    check_saved(path)
    again = FacilitatorApp(path.parent, open_path=path)
    async with again.run_test(size=size) as pilot:
        await pilot.pause()
        screen = again.screen
        assert isinstance(screen, WorkshopScreen)
        assert screen.step.value == "rate"
        assert isinstance(screen.focused, RecordTable)
        assert screen.focused.chosen == "T-1"


async def draw_tree(pilot: Pilot[None]) -> None:
    assert isinstance(pilot.app.screen, TreeScreen)
    for keys, words in (("c", "Goal"), ("c", "Alone"), ("n", "Both"), ("c", "One"), ("n", "Two")):
        await pilot.press(keys)
        await write(pilot, words)
        await pilot.press("enter")
        await pilot.pause()
    await pilot.press("up", "up", "o")
    await pilot.pause()
    await pilot.press("up", "k")
    await write(pilot, "Seal")
    await pilot.press("enter")
    await pilot.pause()
    await pilot.press("i")
    await pilot.pause()
    await pilot.press("escape")
    await pilot.pause()


def check_saved(path: Path) -> None:
    workshop = Workshop(path, read_only=True)
    session = workshop.session
    counts = {kind: len(session.all(kind)) for kind in (Asset, Component, Flow, Boundary, Threat, Tree, Rating)}
    assert list(counts.values()) == [1, 2, 1, 1, 1, 1, 1]
    assert [(one.text, one.is_in_place, len(one.closes)) for one in session.all(Countermeasure)] == [("Seal", True, 1)]
    gates = [node.gate.value for node in session.all(Tree)[0].nodes]
    assert gates == ["or", "leaf", "and", "leaf", "leaf"]
    assert "3 | 2 | 4 | 2 | 5 | 16" in report_of(workshop)


async def test_answering_with_one_key_moves_on_and_is_saved(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="decompose")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        asked = screen.workshop.guide.questions(screen.step)
        answered = {item.question.id: item.answer.state.value for item in asked if item.answer}
        assert answered == {"collect-sender-identity": "answered", "collect-substitution": "unknown"}


async def test_undo_and_redo_by_keys(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("a")
        await pilot.pause()
        await fill(pilot, name="One")
        table = app.screen.query_one("#table-asset", RecordTable)
        assert table.lines.row_count == 1
        await pilot.press("u")
        await pilot.pause()
        assert table.lines.row_count == 0
        await pilot.press("r")
        await pilot.pause()
        assert table.lines.row_count == 1


@pytest.mark.parametrize("way, flows", [("u", 1), ("t", 0)])
async def test_removing_what_others_name_asks_first(path: Path, way: str, flows: int) -> None:
    workshop = Workshop(path)
    workshop.do(AddRecord("component", {"name": "Sensor"}))
    workshop.do(AddRecord("flow", {"name": "Data", "source": "C-1"}))
    workshop.close()
    app = FacilitatorApp(path.parent, open_path=path, step="architecture")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("x")
        await pilot.pause()
        await pilot.press(way)
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        assert not screen.workshop.session.all(Component)
        assert len(screen.workshop.session.all(Flow)) == flows


async def test_people_and_notes_are_added_changed_and_removed(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("m", "a")
        await pilot.pause()
        await fill(pilot, name="Ann")
        await pilot.press("e")
        await pilot.pause()
        await fill(pilot, organisation="ACME")
        await pilot.press("p")
        await pilot.pause()
        await pilot.press(*"idea", "enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        session = screen.workshop.session
        assert [(p.name, p.organisation) for p in session.all(Participant)] == [("Ann", "ACME")]
        assert [note.text for note in session.all(Note)] == ["idea"]
        screen.query_one("#table-note").focus()
        await pilot.press("x")
        await pilot.pause()
        assert not screen.workshop.session.all(Note)


async def test_the_particulars_of_the_session_are_changed_and_checked(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        workshop = workshop_of(pilot)
        await pilot.press("h")
        await pilot.pause()
        await fill(pilot, title="er title", scale="x")
        assert app.screen is not screen
        assert workshop.session.header.scale == "deck-1-5"
        pilot.app.screen.query_one("#field-scale", Input).value = "ms-1-3"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.screen is screen
        assert workshop.session.header.scale == "ms-1-3"
        assert "er title" in workshop.session.header.title


async def test_resizing_at_every_step_does_no_harm(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=(80, 24)) as pilot:
        for step in "123456":
            await pilot.press(step)
            for size in ((50, 15), (60, 20), (100, 30), (160, 50), (80, 24)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
        assert isinstance(app.screen, WorkshopScreen)
