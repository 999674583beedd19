"""The application by its keys: six steps, quit and resume, undo, hostile text, small and large screens."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Input, Static

from facilitator.app.application import FacilitatorApp
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.records.record_table import RecordTable
from facilitator.app.screens.rating_screen import RatingScreen
from facilitator.app.screens.tree_screen import TreeScreen
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.banks.load import BankError
from facilitator.model.records.architecture import Boundary, Component, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.notes import Note
from facilitator.model.records.ratings import Rating
from facilitator.model.records.session import Participant
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Control, Tree
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.views.reports import report_of
from facilitator.workshop.workshop import Workshop

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    workshop = begin_session(tmp_path / "x.toml", stages=("collect-training-data",))
    workshop.close()
    return workshop.path


async def write(pilot: Pilot[None], text: str) -> None:
    for character in text:
        await pilot.press(NAMED.get(character, character))


NAMED = {" ": "space", "[": "left_square_bracket", "]": "right_square_bracket", "/": "slash", "<": "less_than_sign"}


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
    assert [(c.name, c.in_place, len(c.disables)) for c in session.all(Control)] == [("Seal", True, 1)]
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
        assert isinstance(screen, WorkshopScreen)
        await pilot.press("h")
        await pilot.pause()
        await fill(pilot, title="er title", scale="x")
        assert app.screen is not screen
        assert screen.workshop.session.header.scale == "deck-1-5"
        pilot.app.screen.query_one("#field-scale", Input).value = "ms-1-3"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.screen is screen
        assert screen.workshop.session.header.scale == "ms-1-3"
        assert "er title" in screen.workshop.session.header.title


async def test_resizing_at_every_step_does_no_harm(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=(80, 24)) as pilot:
        for step in "123456":
            await pilot.press(step)
            for size in ((50, 15), (60, 20), (100, 30), (160, 50), (80, 24)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
        assert isinstance(app.screen, WorkshopScreen)


async def test_a_session_is_begun_from_the_list(tmp_path: Path) -> None:
    app = FacilitatorApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        await write(pilot, "../bad")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert list(tmp_path.glob("*.toml")) == []
        for _ in range(6):
            await pilot.press("backspace")
        await write(pilot, "good")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopScreen)
        await pilot.press("q")
        await pilot.pause()
        assert app.screen.query_one(RecordTable).lines.row_count == 1
    assert (tmp_path / "good.toml").exists()


async def test_a_hundred_sessions_are_all_listed(tmp_path: Path) -> None:
    for number in range(100):
        begin_session(tmp_path / f"s{number}.toml", stages=("maintenance",)).close()
    app = FacilitatorApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for reading in [one for one in app.workers if one.group == "list"]:
            await reading.wait()
        await pilot.pause()
        assert app.screen.query_one(RecordTable).lines.row_count == 100


async def test_a_damaged_session_is_listed_and_not_opened(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("format = 99\n", encoding="utf-8")
    app = FacilitatorApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, WorkshopScreen)
    assert (tmp_path / "bad.toml").read_text(encoding="utf-8") == "format = 99\n"


def test_every_binding_says_what_it_does() -> None:
    for screen in (WorkshopScreen, TreeScreen, RatingScreen):
        assert all(isinstance(item, Binding) and item.description for item in screen.BINDINGS)


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Let the application go on until something holds."""
    for _ in range(5_000):
        if holds():
            return
        await pilot.pause()
    raise AssertionError("it never came to hold")


async def test_the_banks_are_read_behind_the_first_screen(tmp_path: Path) -> None:
    begin_session(tmp_path / "x.toml").close()
    opened = Workshop(tmp_path / "x.toml")
    app = FacilitatorApp(tmp_path, opened=opened)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.screen.query_one(QuestionPane).current is not None)
        assert opened.is_prepared


async def test_banks_that_cannot_be_used_end_the_program_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Workshop) -> None:
        raise BankError(tmp_path / "threats.toml", "this is not TOML; mend that line.", 7)

    begin_session(tmp_path / "x.toml").close()
    monkeypatch.setattr(Workshop, "prepare", broken)
    app = FacilitatorApp(tmp_path, opened=Workshop(tmp_path / "x.toml"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(app.refusal))
    assert "threats.toml, line 7: this is not TOML" in app.refusal
