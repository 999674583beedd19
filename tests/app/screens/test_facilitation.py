"""Running a workshop on screen: notes, clock, search, terms, drawing, jump, keys of one's own."""

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from facilitator.app.application import FacilitatorApp
from facilitator.app.dialogs.jump_screen import JumpScreen
from facilitator.app.dialogs.record_form import RecordForm
from facilitator.app.dialogs.search_screen import SearchScreen
from facilitator.app.preferences import Preferences
from facilitator.app.questions.question_list import QUESTION_LIST
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.records.record_table import RecordTable
from facilitator.app.screens.architecture_screen import ArchitectureScreen, DrawingView
from facilitator.app.screens.explain_screen import ExplainScreen
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.app.widgets.pick_list import PickList
from facilitator.model.records.architecture import Flow
from facilitator.model.records.notes import Note, Timebox
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import NoteKind, Step
from facilitator.workshop.example import copy_of_example
from tests.support.driving import NARROW, WIDE, press, workshop_of
from tests.support.seen import text_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return copy_of_example(tmp_path)


async def test_thoughts_decisions_and_actions_are_noted_without_leaving_the_question(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        pane = app.screen.query_one(QuestionPane)
        before = pane.current
        await press(pilot, "p", *"idea", "enter", "d", *"yes", "enter", "A")
        screen = app.screen
        assert isinstance(screen, RecordForm)
        screen.query_one("#field-text", TextArea).text = "ask the vendor"
        screen.query_one("#field-owner", Input).value = "Ann"
        screen.query_one("#field-due", Input).value = "2027-01-31"
        await press(pilot, "ctrl+s")
        notes = workshop_of(pilot).session.all(Note)[-3:]
        kinds = [(note.note_kind, note.text, note.owner, note.due) for note in notes]
        assert kinds == [
            (NoteKind.PARKED, "idea", "", ""),
            (NoteKind.DECISION, "yes", "", ""),
            (NoteKind.ACTION, "ask the vendor", "Ann", "2027-01-31"),
        ]
        assert app.screen.query_one(QuestionPane).current == before


async def test_a_brainstorm_takes_line_after_line_and_each_is_kept_at_once(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        workshop = workshop_of(pilot)
        before = len(workshop.session.all(Note))
        await press(pilot, "B", *"one", "enter", *"two", "enter", "enter")
        kept = [(note.text, note.note_kind) for note in workshop.session.all(Note)[before:]]
        assert kept == [("one", NoteKind.PARKED), ("two", NoteKind.PARKED)]
        assert "one" in text_of(pilot, "#brainstorm")
        await press(pilot, "escape")
        assert app.screen.query(QuestionPane)


async def test_a_loose_thought_becomes_a_threat_and_is_done(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, "p", *"spoofed sensor", "enter", "m")
        table = app.screen.query_one("#table-note", RecordTable)
        table.focus()
        await press(pilot, "end", "j", "enter", "ctrl+s")
        session = workshop_of(pilot).session
        assert session.all(Threat)[-1].title == "spoofed sensor"
        assert session.all(Note)[-1].done


async def test_the_clock_runs_per_step_and_is_kept(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, "Z", "ctrl+u", *"25", "enter", "z")
        assert "25:00" in text_of(pilot, "#state-bar")
        await press(pilot, "z")
        boxes = workshop_of(pilot).session.all(Timebox)
        assert [(box.step, box.minutes) for box in boxes] == [(Step.THREATS.value, 25)]


async def test_answers_bear_the_name_of_who_is_speaking(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, "l", "end", "enter", *"Grace", "enter", "o", "question_mark")
        assert workshop_of(pilot).by == "Grace"
        assert workshop_of(pilot).log.history[-1].by == "Grace"


async def test_search_goes_to_questions_and_records(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, "slash")
        assert isinstance(app.screen, SearchScreen)
        await press(pilot, *"key steal", "enter")
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        assert screen.step is Step.THREATS
        assert screen.query_one("#table-threat", RecordTable).chosen == "T-2"


async def test_explain_shows_the_term_in_hand_first_and_comes_back(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="rate")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        focused = app.screen.focused
        await press(pilot, "f1")
        assert isinstance(app.screen, ExplainScreen)
        await press(pilot, *"integrity")
        assert "integrity" in text_of(pilot, "#because").casefold()
        await press(pilot, "escape")
        assert app.screen.focused is focused


async def test_the_architecture_is_drawn_and_a_component_is_changed_from_it(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="architecture")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, "D")
        screen = app.screen
        assert isinstance(screen, ArchitectureScreen)
        view = screen.query_one(DrawingView)
        session = workshop_of(pilot).session
        assert all(flow.id in view.drawing.text for flow in session.all(Flow))
        assert all(f"B-{number} " in view.drawing.text for number in (1, 2, 3))
        first = view.cursor
        await press(pilot, "tab", "plus", "plus", "minus")
        assert view.cursor != first
        chosen = view.cursor
        await press(pilot, "e")
        app.screen.query_one("#field-name", Input).value = "Renamed"
        await press(pilot, "ctrl+s")
        assert workshop_of(pilot).record(chosen).title_text == "Renamed"
        assert "Renamed" in view.drawing.text


async def test_jump_mode_goes_to_a_pane_by_its_letter(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        chain = app.screen.focus_chain
        await press(pilot, "apostrophe")
        assert isinstance(app.screen, JumpScreen)
        await press(pilot, "b")
        assert app.screen.focused is chain[1]


async def test_the_list_of_questions_follows_and_leads(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="decompose")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        listed = app.screen.query_one(f"#{QUESTION_LIST}", PickList)
        pane = app.screen.query_one(QuestionPane)
        listed.focus()
        before = pane.index
        await press(pilot, "up")
        assert str(pane.index) == listed.key == str(before - 1)
        await press(pilot, "right_square_bracket")
        assert listed.key == str(before)
        await pilot.click(f"#{QUESTION_LIST}", offset=(3, 1))
        await pilot.pause()
        assert (pane.index, listed.key) == (0, "0")


async def test_a_key_of_ones_own_and_plain_glyphs(path: Path) -> None:
    preferences = Preferences(theme="high-contrast", ascii=True, keys={"workshop.park": "f9"})
    app = FacilitatorApp(path.parent, open_path=path, preferences=preferences)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await press(pilot, "f9", *"mine", "enter")
        assert workshop_of(pilot).session.all(Note)[-1].text == "mine"
        picture = app.export_screenshot()
        assert app.theme == "high-contrast"
        assert not set("✓◐○●›") & set(picture)
