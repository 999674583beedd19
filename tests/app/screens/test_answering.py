"""Answering by keys and mouse."""

from itertools import pairwise
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.pilot import Pilot

from facilitator.app.application import FacilitatorApp
from facilitator.app.dialogs.lines_screen import LinesScreen
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.app.widgets.choices import Choices
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.text_line import Words
from facilitator.model.records.answers import Answer
from facilitator.model.records.architecture import Flow
from facilitator.model.vocabulary import Step
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord, ChangeRecord
from facilitator.workshop.commands.suggestions import AcceptSuggestion
from facilitator.workshop.workshop import Workshop
from tests.support.driving import WIDE, press_quickly, workshop_of
from tests.support.seen import text_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    workshop = begin_session(tmp_path / "x.toml", stages=("collect-training-data",))
    workshop.do(AddRecord("asset", {"name": "Readings", "owner": "Ada"}))
    workshop.close()
    return workshop.path


def answers(pilot: Pilot[None]) -> dict[str, str]:
    return {answer.question: answer.value for answer in workshop_of(pilot).session.all(Answer)}


async def test_several_choices_are_ticked_by_digits_and_space_and_taken_by_enter(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=WIDE) as pilot:
        await press_quickly(pilot, "i", "5", "6", "down", "space", "6", "enter")
        assert answers(pilot) == {"system-traits": "sensor readings, online learning"}
        pane = app.screen.query_one(QuestionPane)
        assert pane.current and pane.current.question.id != "system-traits"
        pane.go_to(("system-traits", ""))
        await pilot.pause()
        assert app.screen.query_one(Choices).ticked == ["sensor readings", "online learning"]


@pytest.mark.parametrize("size", [WIDE, (80, 24)])
async def test_after_the_choices_the_keys_mean_what_they_meant(path: Path, size: tuple[int, int]) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=size) as pilot:
        await press_quickly(pilot, "i", "5", "enter")
        assert answers(pilot) == {"system-traits": "sensor readings"}
        await press_quickly(pilot, "4")
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        assert screen.step.value == "threats"


@pytest.mark.parametrize("size", [WIDE, (80, 24)])
async def test_a_digit_answers_while_the_choices_show_it_and_else_goes_to_a_step(
    path: Path, size: tuple[int, int]
) -> None:
    every_stage = begin_session(path.with_name("all.toml"))
    every_stage.close()
    app = FacilitatorApp(path.parent, open_path=every_stage.path, step="rate")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        pane = app.screen.query_one(QuestionPane)
        found = next(item for item in pane.asked if item.question.answer.value == "one-of")
        pane.go_to(found.key)
        await pilot.pause()
        assert f" 2 {found.question.choices[1]}" not in text_of(pilot, "#question-text")
        assert "1-6 Step" in text_of(pilot, "KeyBar")
        await press_quickly(pilot, "2")
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        assert (answers(pilot), screen.step.value) == ({}, "architecture")
        await press_quickly(pilot, "alt+6")
        pane.go_to(found.key)
        await press_quickly(pilot, "i")
        assert f" 2 {found.question.choices[1]}" in text_of(pilot, "#question-text")
        assert f"1-{len(found.question.choices)} Choice" in text_of(pilot, "KeyBar")
        await press_quickly(pilot, "2")
        assert answers(pilot) == {found.question.id: found.question.choices[1]}


async def test_a_digit_beyond_the_choices_goes_nowhere(path: Path) -> None:
    every_stage = begin_session(path.with_name("all.toml"))
    every_stage.close()
    app = FacilitatorApp(path.parent, open_path=every_stage.path, step="rate")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        pane = app.screen.query_one(QuestionPane)
        found = next(item for item in pane.asked if item.question.answer.value == "one-of")
        assert len(found.question.choices) < 5
        pane.go_to(found.key)
        await press_quickly(pilot, "i", "5")
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        assert (answers(pilot), screen.step.value) == ({}, "rate")


@pytest.mark.parametrize(("sort", "keys"), [("text", ("i", *"words", "enter")), ("one-of", ("i", "1"))])
async def test_after_every_answer_keys_are_commands(path: Path, sort: str, keys: tuple[str, ...]) -> None:
    every_stage = begin_session(path.with_name("all.toml"))
    every_stage.close()
    app = FacilitatorApp(path.parent, open_path=every_stage.path, step="rate")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        pane = app.screen.query_one(QuestionPane)
        pane.go_to(next(item for item in pane.asked if item.question.answer.value == sort).key)
        await press_quickly(pilot, *keys, "4")
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        assert (len(answers(pilot)), screen.step.value) == (1, "threats")


async def test_the_foot_says_what_the_keys_do_here(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="decompose")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        pane = app.screen.query_one(QuestionPane)
        pane.go_to(next(item for item in pane.asked if item.question.answer.value == "yes-no").key)
        await pilot.pause()
        assert "y n ? - Answer" in text_of(pilot, "KeyBar")
        app.screen.query_one("#table-entry_point").focus()
        await pilot.pause()
        assert "a Add entry point" in text_of(pilot, "KeyBar")
        await press_quickly(pilot, "i")
        assert "Answer" not in text_of(pilot, "KeyBar")
        await press_quickly(pilot, "escape", "a")
        assert text_of(pilot, "#dialog .heading") == "New entry point"
        foot = "\n".join(
            strip.text for strip in app.screen_stack[-2].query_one(KeyBar).render_lines(Region(0, 0, 120, 1))
        )
        assert "Save" in foot and "Answer" not in foot


async def test_a_note_typed_first_goes_with_the_answer(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        pane = app.screen.query_one(QuestionPane)
        asked = next(item for item in pane.asked if item.question.answer.value == "yes-no")
        pane.go_to(asked.key)
        await press_quickly(pilot, "i", *"ask Ben", "enter")
        assert answers(pilot) == {}
        await press_quickly(pilot, "y")
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        kept = [(one.value, one.note) for one in screen.workshop.session.all(Answer)]
        assert kept == [("yes", "ask Ben")]


@pytest.mark.parametrize(("words", "state"), [("y yes", "answered"), ("n no", "answered"), ("? don't know", "unknown")])
async def test_a_click_on_the_words_of_a_key_answers(path: Path, words: str, state: str) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        pane = app.screen.query_one(QuestionPane)
        asked = next(item for item in pane.asked if item.question.answer.value == "yes-no")
        pane.go_to(asked.key)
        await pilot.pause()
        lines = ["".join(text for text, _ in line.parts) for line in app.screen.query_one(Choices).lines]
        y = next(number for number, line in enumerate(lines) if words in line)
        await pilot.click(Choices, offset=(lines[y].index(words) + 1, y))
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        assert [one.state.value for one in screen.workshop.session.all(Answer)] == [state]


async def test_alt_and_a_digit_go_to_a_step_even_from_the_line(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press_quickly(pilot, "i", "x", "alt+6")
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        assert screen.step.value == "rate"


async def test_after_the_last_record_the_keys_answer_again(path: Path) -> None:
    every_stage = begin_session(path.with_name("all.toml"))
    pairs = [pair for step in Step for pair in pairwise(every_stage.guide.questions(step))]
    first = next(one for one, two in pairs if one.question.record == "asset" and two.question.answer.value == "yes-no")
    every_stage.close()
    app = FacilitatorApp(path.parent, open_path=every_stage.path, step=first.question.step.value)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        app.screen.query_one(QuestionPane).go_to(first.key)
        await press_quickly(pilot, "i", *"Store", "enter", "enter", "y")
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        assert [one.value for one in screen.workshop.session.all(Answer)][-1] == "yes"


async def test_yes_is_no_answer_to_a_question_that_wants_words(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        app.screen.query_one(QuestionPane).go_to(("collect-sources", ""))
        await press_quickly(pilot, "y")
        assert answers(pilot) == {}


async def test_what_is_next_stands_on_the_screen_and_changes_with_an_answer(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        before = app.screen.query_one("#next", Words).text
        assert "Which of these are true" in before
        await press_quickly(pilot, "question_mark")
        assert app.screen.query_one("#next", Words).text != before


async def test_the_record_in_hand_is_shown_as_a_card(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        card = text_of(pilot, "#record-card")
        assert "A-1 Readings" in card and "Owner: Ada" in card


async def test_a_change_that_touches_others_is_shown_before_it_is_saved(path: Path) -> None:
    workshop = Workshop(path)
    workshop.do(AddRecord("component", {"name": "Sensor"}))
    workshop.do(AddRecord("component", {"name": "Store"}))
    ends = {"source": "Sensor", "target": "Store", "assets": "A-1", "authentication": "none", "encryption": "none"}
    workshop.do(ChangeRecord("A-1", {"catalogue": "D2"}))
    workshop.do(AddRecord("boundary", {"name": "Site", "components": "Sensor"}))
    workshop.do(AddRecord("flow", {"name": "Upload", **ends}))
    workshop.do(
        AcceptSuggestion(*next(one for one in workshop.guide.suggestions() if one.template and one.about == "F-1").key)
    )
    workshop.close()
    app = FacilitatorApp(path.parent, open_path=path, step="architecture")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        app.screen.query_one("#table-component").focus()
        await press_quickly(pilot, "x")
        assert not isinstance(app.screen, WorkshopScreen)
        await press_quickly(pilot, "escape")
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        app.screen.query_one("#table-flow").focus()
        await press_quickly(pilot, "e")
        app.screen.query_one("#field-assets").focus()
        await press_quickly(pilot, "ctrl+u", "ctrl+s")
        assert isinstance(app.screen, LinesScreen)
        assert workshop_of(pilot).session.get(Flow, "F-1").assets == ("A-1",)
        await press_quickly(pilot, "y")
        assert workshop_of(pilot).session.get(Flow, "F-1").assets == ()


async def test_a_click_on_the_line_of_keys_presses_the_key(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        foot = text_of(pilot, "KeyBar")
        await pilot.click(KeyBar, offset=(foot.index("Add asset") + 2, 0))
        await pilot.pause()
        assert app.screen.query("#field-name")
