"""Chains of answers, drawn at random: they end, every reason holds, and what is taken back leaves no trace."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.banks.schema.banks import Banks
from facilitator.guide.evidence.facts import lasting_keys
from facilitator.guide.questions import AskedQuestion, QuestionState
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer
from facilitator.model.records.session import Header
from facilitator.model.session import Session, session_of
from facilitator.model.vocabulary import (
    Step,
)
from tests.support.own_bank import HOUSE, answer, session


def answerable(asked: AskedQuestion) -> list[str]:
    question = asked.question
    return (
        [*question.possible_answers[:2], "unknown", "not-applicable", "skipped"]
        if not question.choices
        else [
            *question.choices,
            "unknown",
        ]
    )


EVERYTHING = ("requirements-analysis", "collect-training-data", "train-classifier", "deploy-ml-system", "maintenance")


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_chain_of_answers_ends_and_every_because_holds(own: Banks, data: st.DataObject) -> None:
    guide = GuideOfSessions(own)
    records: list[Record] = [*HOUSE, Header(id="S-1", identity="x", title="x", stages=EVERYTHING)]
    for number in range(1, 500):
        now = session_of(records, {}, 1)
        openings = [item for step in Step for item in guide.questions(now, step) if item.state is QuestionState.OPEN]
        if not openings:
            break
        asked = data.draw(st.sampled_from(openings))
        assert asked.question.for_each == "" or now.find(asked.about) is not None
        value = data.draw(st.sampled_from(answerable(asked)))
        given_answer = answer(asked.question.id, value, number, asked.about, facts=lasting_keys(asked.because))
        records.append(given_answer)
        check_suggestions(guide, session_of(records, {}, 1), own)
    else:
        pytest.fail("the questions did not end")


def check_suggestions(guide: GuideOfSessions, now: Session, banks: Banks) -> None:
    fresh = {item.key: item for item in GuideOfSessions(banks).all_suggestions(now)}
    found = {item.key: item for item in guide.all_suggestions(now)}
    assert found == fresh
    given_answers = {(item.question, item.about): item for item in now.all(Answer)}
    for item in found.values():
        assert item.facts
        for fact in item.facts:
            question, _, about = fact.subject.partition("/")
            if fact.what == "answer":
                kept = given_answers[(question, about)]
                assert fact.value in (kept.value, kept.state.value, *kept.choices, "answered")
            else:
                assert now.find(fact.subject) is not None


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["yes", "no", "unknown", "skipped"]), min_size=1, max_size=6))
def test_changing_a_fact_back_restores_the_state(own: Banks, values: list[str]) -> None:
    guide = GuideOfSessions(own)

    def at(value: str) -> tuple[object, ...]:
        now = session(*HOUSE, answer("own-open", value), answer("own-flow", "yes", 2, "F-1"))
        questions = tuple(guide.questions(now, step) for step in Step)
        return questions, guide.all_suggestions(now), dict(guide.stale(now)), guide.next_thing(now)

    first = at("yes")
    for value in values:
        at(value)
    assert at("yes") == first
