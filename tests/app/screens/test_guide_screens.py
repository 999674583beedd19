"""The guide on screen: answers that suggest, suggestions decided on, failure modes, consequences, why, coverage."""

from pathlib import Path

import pytest
from textual.widgets import Input

from facilitator.app.application import FacilitatorApp
from facilitator.app.dialogs.lines_screen import LinesScreen
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.screens.coverage_screen import CoverageScreen
from facilitator.app.screens.failure_modes_screen import FailureModesScreen
from facilitator.app.screens.suggestions_screen import SuggestionsScreen
from facilitator.cli.prompts.talk import Talk
from facilitator.cli.prompts.walk import SessionWalk
from facilitator.model.records.answers import Answer, Suggestion
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import Outlook, Step, SuggestionState
from facilitator.workshop.commands.records import ChangeRecord
from facilitator.workshop.example import copy_of_example
from facilitator.workshop.workshop import Workshop
from tests.support.driving import workshop_of
from tests.support.seen import text_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return copy_of_example(tmp_path)


async def test_a_suggestion_is_shown_with_its_because_and_accepted_rejected_put_off_by_keys(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(app.screen, SuggestionsScreen)
        workshop = workshop_of(pilot)
        first, second = workshop.guide.suggestions()[:2]
        assert first.facts[0].text in text_of(pilot, "#because").replace("\n", " ")
        threats = len(workshop.session.all(Threat))
        await pilot.press("y")
        assert len(workshop.session.all(Threat)) == threats + 1
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"wired", "enter")
        await pilot.pause()
        third = workshop.guide.suggestions()[0]
        await pilot.press("l")
        decisions = {(item.template or item.rule, item.about): item for item in workshop.session.all(Suggestion)}
        assert decisions[first.key].state is SuggestionState.ACCEPTED
        assert (decisions[second.key].state, decisions[second.key].reason) == (SuggestionState.REJECTED, "wired")
        assert decisions[third.key].state is SuggestionState.LATER
        assert workshop.guide.suggestions()[-1].key == third.key
        await pilot.press("u", "u", "u")
        assert workshop.guide.suggestions()[0].key == first.key


async def test_a_suggestion_is_accepted_with_changes_in_its_form(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("g")
        await pilot.pause()
        await pilot.press("e")
        await pilot.pause()
        title = app.screen.query_one("#field-title", Input)
        title.value = "Our own words"
        await pilot.press("ctrl+s")
        await pilot.pause()
        made = workshop_of(pilot).session.all(Threat)[-1]
        assert made.title == "Our own words"
        assert made.suggestion and made.countermeasures


async def test_one_key_answers_and_an_answer_that_touches_others_asks_first(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        workshop = workshop_of(pilot)
        pane = app.screen.query_one(QuestionPane)
        pane.go_to(("deploy-result-keys", "C-1"))
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(app.screen, LinesScreen)
        await pilot.press("escape")
        await pilot.pause()
        answers = {answer.question: answer for answer in workshop.session.all(Answer)}
        assert answers["deploy-result-keys"].value == "yes"
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert "T-2" in workshop.guide.stale()
        await pilot.press("u")
        assert workshop.guide.stale() == {}


async def test_failure_modes_are_gone_through_by_keys(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="assets")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, FailureModesScreen)
        await pilot.press("f")
        await pilot.pause()
        await pilot.press(*"sampled", "enter")
        await pilot.pause()
        workshop = workshop_of(pilot)
        noted = workshop.session.all(FailureMode)[-1]
        assert (noted.outlook, noted.reason, noted.catalogue) == (Outlook.FINE, "sampled", "D2.1")
        await pilot.press("down", "t")
        await pilot.pause()
        app.screen.query_one("#field-title", Input).value = "Skewed on purpose"
        await pilot.press("ctrl+s")
        await pilot.pause()
        threat = workshop.session.all(Threat)[-1]
        assert (threat.failure_mode, threat.assets) == ("D2.2", ("A-1",))
        modes = workshop.guide.failure_modes("A-1")
        assert [mode.outlook for mode in modes] == [Outlook.FINE, Outlook.DOCUMENTED]
        assert "2 of 2" in text_of(pilot, "#top")
        await pilot.press("right_square_bracket")
        assert app.screen.asset_id == "A-2"


async def test_why_and_coverage_are_one_key_away(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="rate")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("b")
        await pilot.pause()
        assert isinstance(app.screen, LinesScreen)
        text = text_of(pilot, "#lines")
        assert "R-1" in text and "T-3" in text and "SU-3" in text and "has no authentication" in text
        await pilot.press("escape")
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, CoverageScreen)
        await pilot.press("right", "right", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LinesScreen)


async def test_the_application_and_the_prompts_ask_the_same_questions_in_the_same_order(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        shown: list[tuple[str, str]] = []
        for number, _ in enumerate(Step, 1):
            await pilot.press(str(number))
            pane = app.screen.query_one(QuestionPane)
            shown += [item.key for item in pane.asked if item.is_open]
    workshop = Workshop(path, read_only=True)
    asked: list[tuple[str, str]] = []

    talk = Talk(workshop)
    monkeypatch.setattr(talk.questions, "ask", lambda question: asked.append(question.key))
    monkeypatch.setattr(talk.records, "enter", lambda kind: None)
    monkeypatch.setattr(talk.suggestions, "offer_all", lambda: None)
    monkeypatch.setattr(talk.ratings, "rate_all", lambda: None)
    SessionWalk(talk).run(None)
    assert asked == shown
    assert len(asked) > 5


async def test_hostile_names_are_shown_as_typed_in_suggestions(path: Path) -> None:
    workshop = Workshop(path)
    workshop.do(ChangeRecord("C-7", {"name": "[bold]x[/] \x1b[31m\u202e"}))
    workshop.close()
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("g")
        await pilot.pause()
        assert "[bold]x[/] ⟨U+001B⟩[31m" in text_of(pilot, "#suggested")
