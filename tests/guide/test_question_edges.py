"""Where a question begins and ends to apply: one case on each side."""

from dataclasses import replace

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.banks.load import load_banks
from facilitator.banks.schema.conditions import Circumstance, When
from facilitator.banks.schema.questions import Lead
from facilitator.guide.questions import QuestionState, next_open
from facilitator.model.records.answers import Answer, KnownBank
from facilitator.model.records.architecture import Boundary
from facilitator.model.vocabulary import (
    AnswerState,
    Step,
)
from tests.support.small_banks import ATTIC, HEADER, LETTERS, STAGES, STREET, bank_of, keys, session


def test_one_stage_in_scope_is_enough_for_what_is_asked_in_two() -> None:
    banks = bank_of("stages")
    two = replace(banks.question("q-1"), when=When(stages=STAGES[:2]), always=True)
    stage = next(name for name, bank in banks.questions.items() if two.id in [item.id for item in bank.question])
    changed = replace(banks.questions[stage], question=(two,))
    guide = GuideOfSessions(replace(banks, questions={**banks.questions, stage: changed}))
    for stages, asked in (((STAGES[1],), True), (STAGES[:2], True), ((STAGES[2],), False)):
        assert (("q-1", "") in keys(guide, session(header=replace(HEADER, stages=stages)))) is asked


def test_the_question_in_hand_is_never_the_next_one() -> None:
    asked = GuideOfSessions(bank_of("always")).questions(session(), Step.ASSETS)
    assert len(asked) == 1 and asked[0].is_open
    assert next_open(asked, asked[0].key) is None
    assert next_open(asked, ("", "")) is asked[0]


def test_a_step_that_is_marked_as_done_is_passed_over() -> None:
    following = GuideOfSessions(bank_of("always")).next_thing(session(header=replace(HEADER, closed_steps=("assets",))))
    assert following.step is Step.ARCHITECTURE


def test_only_what_was_not_there_and_is_not_answered_is_new_in_the_banks() -> None:
    guide = GuideOfSessions(bank_of("always"))
    known = KnownBank(id="KB-1", stage=STAGES[0], questions=())
    new = {item.question.id for item in guide.news(session(known)).new}
    assert new == {"q-0"}
    assert not guide.news(session(replace(known, questions=("q-0",)))).new
    answered = Answer(id="Q-1", question="q-0", text="What is it?", value="yes")
    assert not guide.news(session(known, answered)).new


def test_an_answer_of_no_choice_is_none_that_a_question_with_choices_takes() -> None:
    banks = load_banks()
    traits = banks.question("system-traits")
    for choices, holds in ((traits.choices[:1], True), ((), False), (("something else",), False)):
        given = Answer(id="Q-1", question=traits.id, text=traits.text, value=", ".join(choices), choices=choices)
        assert (not GuideOfSessions(banks).news(session(given)).changed) is holds
    unknown = Answer(id="Q-1", question=traits.id, text=traits.text, state=AnswerState.UNKNOWN)
    assert not GuideOfSessions(banks).news(session(unknown)).changed


def test_a_follow_up_about_no_record_is_asked_after_an_answer_for_one() -> None:
    banks = bank_of("each record")
    flow, plain = (
        banks.question("q-2"),
        replace(banks.question("q-2"), id="q-9", for_each="", where=Circumstance().where),
    )
    leading = replace(flow, leads={"yes": Lead(ask=("q-9",))})
    stage = next(name for name, bank in banks.questions.items() if flow.id in [item.id for item in bank.question])
    changed = replace(banks.questions[stage], question=(leading, plain))
    guide = GuideOfSessions(replace(banks, questions={**banks.questions, stage: changed}))
    yes = Answer(id="Q-1", question="q-2", text="What is it of Letters?", value="yes", about="F-1")
    assert ("q-9", "") not in keys(guide, session(ATTIC, STREET, LETTERS))
    assert ("q-9", "") in keys(guide, session(ATTIC, STREET, LETTERS, yes))


def test_from_a_question_that_is_not_there_the_first_open_one_is_next() -> None:
    asked = GuideOfSessions(bank_of("each record")).questions(session(ATTIC, STREET), Step.ARCHITECTURE)
    first, second = asked
    for after, then in ((("q-none", ""), first), (first.key, second), (second.key, first)):
        assert next_open(asked, after) is then


def test_an_answer_that_has_lost_a_fact_is_to_be_looked_at_again_where_it_is_still_asked() -> None:
    guide = GuideOfSessions(bank_of("crosses_boundary"))
    wall = Boundary(id="B-1", name="Wall", components=("C-1",))
    given = Answer(id="Q-1", question="q-0", text="What is it?", value="yes", about="F-1")
    for facts, state, is_open in (
        (("F-1|crosses|B-1 > outside",), QuestionState.ANSWERED, False),
        (("F-1|crosses|B-2 > outside",), QuestionState.STALE, True),
    ):
        found = session(ATTIC, STREET, LETTERS, wall, replace(given, facts=facts))
        asked = guide.asked(found, ("q-0", "F-1"))
        assert (asked.state, asked.is_open, asked.applies) == (state, is_open, True)
        assert set(guide.stale(found)) == ({"Q-1"} if is_open else set())


def test_answers_that_lead_in_a_circle_are_each_asked_once() -> None:
    banks = bank_of("always")
    first, second = banks.question("q-1"), banks.question("q-2")
    leading = {
        "q-0": replace(banks.question("q-0"), leads={"yes": Lead(ask=("q-1",))}),
        "q-1": replace(first, leads={"yes": Lead(ask=("q-2",))}),
        "q-2": replace(second, leads={"yes": Lead(ask=("q-1",))}),
    }
    changed = {
        stage: replace(bank, question=tuple(leading.get(item.id, item) for item in bank.question))
        for stage, bank in banks.questions.items()
    }
    answers = [Answer(id=f"Q-{n}", question=f"q-{n - 1}", text="What is it?", value="yes") for n in (1, 2, 3)]
    asked = GuideOfSessions(replace(banks, questions=changed)).questions(session(*answers), Step.ASSETS)
    assert [item.question.id for item in asked] == ["q-0", "q-1", "q-2"]
