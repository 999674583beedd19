"""What is half typed or ticked stays with its question until it is answered."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from facilitator.app.application import FacilitatorApp
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.widgets.choices import Choices
from facilitator.model.records.answers import Answer
from facilitator.model.records.assets import Asset
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from tests.support.driving import WIDE, press_quickly, workshop_of
from tests.support.seen import text_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    workshop = begin_session(tmp_path / "x.toml", stages=("collect-training-data",))
    workshop.do(AddRecord("asset", {"name": "Readings", "owner": "Ada"}))
    workshop.close()
    return workshop.path


AWAY_AND_BACK = {
    "explain": ("f1", "escape"),
    "on and back": ("right_square_bracket", "left_square_bracket"),
    "back and on": ("left_square_bracket", "right_square_bracket"),
    "next open": ("o", "left_square_bracket"),
    "step": ("2", "1"),
    "coverage": ("c", "escape"),
    "form": ("a", "escape"),
    "thought": ("p", *"a thought", "enter"),
    "palette": ("ctrl+p", "escape"),
}


async def away_and_back(pilot: Pilot[None], way: str) -> None:
    if way == "resize":
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
    else:
        await press_quickly(pilot, "escape", *AWAY_AND_BACK[way])


@pytest.mark.parametrize("way", [*AWAY_AND_BACK, "resize"])
async def test_a_half_typed_answer_and_ticks_are_kept_until_they_are_saved(path: Path, way: str) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        pane = app.screen.query_one(QuestionPane)
        first = pane.current
        assert first and first.question.answer.value == "several-of"
        await press_quickly(pilot, "i", "5", "6", "i", *"as of to-day")
        await away_and_back(pilot, way)
        pane.go_to(first.key)
        await pilot.pause()
        choices = app.screen.query_one(Choices)
        assert choices.ticked == list(first.question.choices[4:6])
        assert pane.entry.value == "as of to-day"
        assert "draft kept" in text_of(pilot, "#question-text")
        await press_quickly(pilot, "escape", "i", "enter")
        answer = workshop_of(pilot).session.all(Answer)[0]
        assert (answer.choices, answer.note) == (first.question.choices[4:6], "as of to-day")
        pane.go_to(first.key)
        await pilot.pause()
        assert "draft kept" not in text_of(pilot, "#question-text")


async def test_each_question_keeps_its_own_draft(path: Path) -> None:
    every_stage = begin_session(path.with_name("all.toml"))
    every_stage.close()
    app = FacilitatorApp(path.parent, open_path=every_stage.path, step="rate")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        pane = app.screen.query_one(QuestionPane)
        one, two = [item.key for item in pane.asked if item.question.answer.value == "text"][:2]
        pane.go_to(one)
        await press_quickly(pilot, "i", *"first", "escape")
        pane.go_to(two)
        await pilot.pause()
        assert pane.entry.value == ""
        await press_quickly(pilot, "i", *"second", "f1", "escape", *"!", "enter")
        assert workshop_of(pilot).session.all(Answer)[0].value == "second!"
        pane.go_to(one)
        await pilot.pause()
        assert pane.entry.value == "first"
        await press_quickly(pilot, "question_mark")
        pane.go_to(one)
        await pilot.pause()
        assert pane.entry.value == "first"


async def test_a_record_that_is_half_typed_is_kept_and_one_that_is_entered_is_not(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        pane = app.screen.query_one(QuestionPane)
        pane.go_to(next(item for item in pane.asked if item.question.record == "asset").key)
        await press_quickly(pilot, "i", *"Labels", "enter")
        assert pane.entry.value == ""
        assert "draft kept" not in text_of(pilot, "#question-text")
        await press_quickly(pilot, *"Mod", "f1", "escape", *"el", "enter")
        assert [asset.name for asset in workshop_of(pilot).session.all(Asset)] == ["Readings", "Labels", "Model"]
