"""Where a step stands: one answer, the same wherever it is given."""

import re
import shutil
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.analysis.step_figures import STATE_WORDS, StepFigures
from facilitator.app.application import FacilitatorApp
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.app.sessions.sessions_screen import _cells
from facilitator.app.widgets.state_bar import StateBar
from facilitator.banks.paths import example_session
from facilitator.banks.schema.banks import Banks
from facilitator.guide.next_thing import NextThing
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer, Suggestion
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import STEP_TITLES, AnswerState, Step, Stride
from facilitator.report.words import words
from facilitator.store.files.paths import history_path
from facilitator.store.formats.snapshot import DIGEST
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.questions import AnswerQuestion
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.commands.session import CloseStep
from facilitator.workshop.views.findings import step_lines
from facilitator.workshop.views.recap import recap
from facilitator.workshop.views.reports import report_of
from facilitator.workshop.views.session_list import listed_session
from facilitator.workshop.workshop import Workshop
from tests.support.damage import with_digest
from tests.support.places import EXAMPLES
from tests.support.small_banks import ATTIC, HEADER, STREET, bank_of, session

SHIPPED = (example_session(), *sorted(EXAMPLES.glob("*[a-z].toml")))


def shipped(folder: Path, name: str) -> Path:
    source = next(path for path in SHIPPED if path.stem == name)
    for path in (source, history_path(source)):
        shutil.copyfile(path, folder / path.name)
    return folder / source.name


def new(folder: Path) -> Path:
    workshop = begin_session(folder / "new.toml", stages=("maintenance",))
    workshop.close()
    return workshop.path


def half_answered(folder: Path) -> Path:
    """One step with every question answered, one marked as done with all open, one begun."""
    workshop = begin_session(folder / "half.toml", stages=("maintenance",))
    workshop.do(AddRecord("asset", {"name": "Readings", "properties": "integrity"}))
    while still_open := [item for item in workshop.guide.questions(Step.ASSETS) if item.is_open]:
        workshop.do(AnswerQuestion(*_skipped(still_open[0].key)))
    workshop.do(CloseStep(Step.DECOMPOSE, True))
    workshop.do(AddRecord("component", {"name": "Sensor"}))
    workshop.close()
    return workshop.path


def _skipped(key: tuple[str, str]) -> tuple[str, str, str, str]:
    return key[0], "skipped", "", key[1]


MADE = {"new": new, "half": half_answered}
NAMES = ("new", "half", "toreador-light", "credit-scores", "parts-inspection", "support-assistant")


@pytest.fixture(params=NAMES)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return MADE[request.param](tmp_path) if request.param in MADE else shipped(tmp_path, request.param)


def test_every_place_says_the_same_of_a_step(path: Path) -> None:
    workshop = Workshop(path, read_only=True)
    figures = {step: state.figures for step, state in workshop.guide.steps().items()}
    row = listed_session(path)
    assert row.steps == {step.value: found for step, found in figures.items()}
    assert row.as_json()["steps"] == {step.value: asdict(found) for step, found in figures.items()}
    assert row.done == tuple(step.value for step, found in figures.items() if found.state == "done")
    left = sum(found.left for found in figures.values())
    assert f"{len(row.done)} of 6 done, {left} open" in row.as_line()
    assert _cells(row, narrow=False)[3:5] == (f"{len(row.done)} of 6", str(left))
    assert list(step_lines(workshop)) == [f"{STEP_TITLES[step]}: {found.words}" for step, found in figures.items()]
    report, coming_back = report_of(workshop), recap(workshop).open
    for step, found in figures.items():
        assert f"\n### {words(step)}: {found.words}\n" in report
        listed = f"{STEP_TITLES[step]}: {found.words}" in coming_back
        assert listed is (found.state != "done" or not found.is_clear)
    questions, points = (sum(getattr(one, name) for one in figures.values()) for name in ("questions", "points"))
    assert re.search(rf"\b{questions} questions? and {points} points? in the steps", report)
    waiting = figures[Step.THREATS].suggestions
    assert re.search(rf"To decide on: {waiting} suggestions?[.,]", report)
    assert len(workshop.guide.undecided()) == waiting


async def test_the_tabs_say_of_a_step_what_the_guide_says(path: Path) -> None:
    expected = [state.figures for state in Workshop(path, read_only=True).guide.steps().values()]
    app = FacilitatorApp(path.parent, open_path=path, step="assets")
    async with app.run_test(size=(240, 50)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        screen.wait_for_guide()
        await pilot.pause()
        tabs = [tab.words for tab in screen.query_one(StateBar).tabs]
    for tab, found in zip(tabs, expected, strict=True):
        assert tab.endswith(f" {STATE_WORDS[found.state]} {found.left or ''}".rstrip())


def test_nothing_is_done_before_the_team_says_so(tmp_path: Path) -> None:
    workshop = Workshop(half_answered(tmp_path))
    states = workshop.guide.steps()
    assert [states[step].state for step in list(Step)[:3]] == ["nothing-open", "in-work", "done"]
    assert states[Step.DECOMPOSE].open_questions
    workshop.do(CloseStep(Step.ASSETS, True))
    assert workshop.guide.steps()[Step.ASSETS].state == "done"
    workshop.close()


def test_a_step_is_begun_with_its_first_record_or_answer(tmp_path: Path) -> None:
    workshop = begin_session(tmp_path / "new.toml", stages=("maintenance",))
    assert {state.state for state in workshop.guide.steps().values()} == {"open"}
    first = workshop.guide.questions(Step.ASSETS)[0]
    workshop.do(AnswerQuestion(*_skipped(first.key)))
    workshop.do(AddRecord("component", {"name": "Sensor"}))
    states = [state.state for state in workshop.guide.steps().values()]
    assert states[:3] == ["in-work", "in-work", "open"]
    workshop.close()


def test_a_step_of_threats_with_nothing_but_a_suggestion_to_decide_on_has_something_open() -> None:
    banks = replace(bank_of("always"), questions={})
    whole = Threat(id="T-1", title="Theft", target=("C-1",), stride=(Stride.TAMPERING,))
    guide = GuideOfSessions(banks)
    state = guide.steps(session(ATTIC, whole))[Step.THREATS]
    assert (state.open_points, state.open_questions, state.state) == ((), 0, "in-work")
    assert state.suggested == len(guide.undecided(session(ATTIC, whole))) > 0
    none = replace(banks, threats=(), rules=())
    assert GuideOfSessions(none).steps(session(ATTIC, whole))[Step.THREATS].state == "nothing-open"


def test_a_list_says_no_more_than_it_knows_of_a_session_saved_without_the_banks(tmp_path: Path) -> None:
    path = half_answered(tmp_path)
    reopened = Workshop(path)
    reopened.do(AddRecord("asset", {"name": "Model"}))
    reopened.close()
    row = listed_session(path)
    assert (row.done, row.steps, row.left) == (("decompose",), {}, None)
    assert "1 of 6 done  " in row.as_line()
    assert _cells(row, narrow=False)[4] == "–"


def test_what_an_older_program_took_for_done_is_not_called_done(tmp_path: Path) -> None:
    path = new(tmp_path)
    text = DIGEST.sub("", path.read_text(encoding="utf-8"), count=1)
    assert "done = []" in text
    path.write_text(with_digest(text.replace("done = []", 'done = ["assets"]')), encoding="utf-8")
    assert listed_session(path).done == ()


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (StepFigures("open", 1, 0), "not begun, 1 question open"),
        (StepFigures("in-work", 22, 1, 3), "in work, 22 questions and 1 point open, 3 suggestions to decide on"),
        (StepFigures("in-work", 0, 0, 1), "in work, 1 suggestion to decide on"),
        (StepFigures("nothing-open"), "nothing open"),
        (StepFigures("done", 0, 2), "done, 2 points open"),
    ],
)
def test_a_step_in_words(figures: StepFigures, said: str) -> None:
    assert figures.words == said


def next_of(banks: Banks, *records: Record, closed: int = 0) -> NextThing:
    """What is next where so many steps are marked as done."""
    header = replace(HEADER, closed_steps=tuple(step.value for step in list(Step)[:closed]))
    found = GuideOfSessions(banks).next_thing(session(*records, header=header))
    assert isinstance(found, NextThing)
    return found


def test_next_come_the_questions_of_a_step_then_its_suggestions_then_its_points() -> None:
    banks = bank_of("each record")
    no_questions = replace(banks, questions={})
    one = NextThing(Step.ARCHITECTURE, "What is it of Attic?", "1 question of this step is open.", ("q-1", "C-1"))
    assert next_of(banks, ATTIC, closed=1) == one
    assert next_of(banks, ATTIC, STREET, closed=1) == replace(one, reason="2 questions of this step are open.")
    skipped = Answer(id="Q-1", question="q-1", text="x", state=AnswerState.SKIPPED, about="C-1")
    assert next_of(banks, ATTIC, STREET, skipped, closed=1).question == ("q-1", "C-2")
    first = GuideOfSessions(no_questions).undecided(session(STREET))[0].title
    reason = "2 suggestions to decide on are open."
    assert next_of(no_questions, STREET, closed=3) == NextThing(Step.THREATS, f"Decide on “{first}”.", reason)
    nothing = replace(no_questions, threats=(), rules=())
    empty = "No threat is written down yet."
    assert next_of(nothing, closed=3) == NextThing(Step.THREATS, empty, "1 point of this step is open.")
    threat = Threat(id="T-1", title="Theft")
    point, reason = "T-1 Theft: no STRIDE category is chosen.", "2 points of this step are open."
    assert next_of(nothing, threat, closed=3) == NextThing(Step.THREATS, point, reason, record="T-1")


def test_when_every_step_is_done_what_is_undecided_is_counted() -> None:
    banks = bank_of("each record")
    assert next_of(banks, closed=6) == NextThing(Step.RATE, "Read the summary together.", "Every step is done.")
    words = "Decide on what is still suggested, or read the summary."
    for records, count in (((STREET,), "2 suggestions"), ((STREET, ATTIC), "4 suggestions")):
        reason = f"Every step is marked as done, with {count} undecided."
        assert next_of(banks, *records, closed=6) == NextThing(Step.THREATS, words, reason)
    reason = "Every step is marked as done, with 1 suggestion undecided."
    assert next_of(replace(banks, rules=()), STREET, closed=6).reason == reason


def test_what_has_lost_its_ground_comes_first_in_the_step_where_it_is_looked_at() -> None:
    banks = bank_of("each record")
    given = Answer(id="Q-1", question="q-1", text="Attic?", value="yes", about="C-1", facts=("q-9|answer|yes",))
    gone = "This has changed: “q-9” was answered yes."
    told = NextThing(Step.ARCHITECTURE, "Look again at “Attic?”.", gone, ("q-1", "C-1"), "Q-1")
    assert next_of(banks, ATTIC, replace(given, step="architecture"), closed=6) == told
    assert next_of(banks, ATTIC, given).step is Step.ASSETS
    decided = Suggestion(id="SU-1", title="Theft", rule="r", template="t-0", facts=("q-9|answer|yes",))
    threat = Threat(id="T-1", title="Theft", suggestion="SU-1")
    told = NextThing(Step.THREATS, "Look at T-1 again.", gone, record="T-1")
    assert next_of(banks, decided, threat) == told
