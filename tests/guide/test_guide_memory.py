"""What a guide remembers is what a fresh one finds, whatever was done to the session meanwhile."""

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.banks.load import load_banks
from facilitator.banks.paths import example_session
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.conditions import KINDS_OF_PATTERN_KEY
from facilitator.guide.evidence.answers import answers_by_question, answers_to
from facilitator.guide.failure_modes import under_rated
from facilitator.guide.over_time.provenance import provenance
from facilitator.guide.questions import asked_questions
from facilitator.model.edit import Change, Edit
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer, Suggestion
from facilitator.model.records.architecture import Boundary, Component, EntryPoint, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.records.session import Header
from facilitator.model.records.threats import Threat
from facilitator.model.session import Session, apply, session_of
from facilitator.model.vocabulary import AnswerState, Outlook, Step, Stride
from facilitator.workshop.workshop import Workshop
from tests.support.small_banks import ONE_OF_EACH, STAGES, TOPICS, bank_of
from tests.support.walking import Walk

ROUNDS = int(os.environ.get("FACILITATOR_WALKS", "1"))
"""How many walks are taken from each start; more find rarer mistakes."""

HOUSE = session_of(
    (
        Header(id="S-1", identity="x", title="House", stages=STAGES[:2]),
        Asset(id="A-1", name="Gold", catalogue="D2"),
        Asset(id="A-2", name="Key", catalogue="X3"),
        Component(id="C-1", name="Attic", assets=("A-1",)),
        Component(id="C-2", name="Street"),
        Boundary(id="B-1", name="Wall", components=("C-1",)),
        EntryPoint(id="E-1", name="Door", component="C-1"),
        Flow(id="F-1", name="Letters", source="C-1", target="C-2", assets=("A-1",)),
        Threat(id="T-1", title="Theft", target=("C-1",), assets=("A-1",)),
    ),
    {},
    1,
)


def said(guide: GuideOfSessions, walk: Walk) -> Iterator[tuple[str, object]]:
    """Everything that a guide says of a session, each with its name."""
    session = walk.session
    context = guide.context(session)
    yield "all questions", asked_questions(context)
    for step in Step:
        yield f"questions of {step}", guide.questions(session, step)
        yield f"questions of {step} in one stage", guide.questions(session, step, STAGES[0])
    yield "suggestions", guide.all_suggestions(session)
    yield "suggestions to decide on", guide.suggestions(session)
    yield "steps", guide.steps(session)
    yield "next thing", guide.next_thing(session)
    yield "what is stale", list(guide.stale(session).items())
    yield "coverage", guide.coverage(session)
    for asset in session.all(Asset):
        yield f"failure modes of {asset.id}", guide.failure_modes(session, asset.id)
    yield "ratings too low", under_rated(context)
    yield "news", guide.news(session)
    for kind in ("threat", "answer", "rating"):
        for record in list(session.tables[kind].values())[:3]:
            yield f"provenance of {record.id}", provenance(context, record, walk.edits)


def walked(banks: Banks, start: Session, seed: int, steps: int) -> None:
    """Walk, and after every act hold the guide that was asked all the time against one that was never asked."""
    walk = Walk(banks, start, seed)
    warm, comparing = GuideOfSessions(banks), GuideOfSessions(banks)
    for number in range(steps):
        before = walk.session
        walk.step()
        where = f"after act {number} of walk {seed}: {walk.what}"
        fresh = GuideOfSessions(banks)
        for (name, remembered), (_, found) in zip(said(warm, walk), said(fresh, walk), strict=True):
            if remembered != found:
                pytest.fail(f"{name} differ {where}")
        touched = comparing.consequences(before, walk.session) if number % 5 == 0 else None
        if touched and touched != fresh.consequences(before, walk.session):
            pytest.fail(f"consequences differ {where}")


@pytest.mark.parametrize("seed", range(ROUNDS))
@pytest.mark.parametrize("topic", TOPICS)
def test_a_walk_through_each_condition_leaves_nothing_old_in_mind(topic: str, seed: int) -> None:
    walked(bank_of(topic), HOUSE, seed, 160)


@pytest.mark.parametrize("seed", range(2 * ROUNDS))
def test_a_walk_through_the_worked_example_leaves_nothing_old_in_mind(seed: int) -> None:
    session = Workshop(example_session(), read_only=True).session
    walked(load_banks(), session, seed, 60)


def after(*records: Record, than: Session = HOUSE) -> Session:
    """A session in which these records are put, or stand in the place of those with their ids."""
    changes = tuple(Change(before=than.find(record.id), after=record) for record in records)
    return apply(than, Edit(number=than.revision + 1, time="", by="", what="", changes=changes))


def answer(question: str, value: str, number: int, about: str = "") -> Answer:
    return Answer(id=f"Q-{number}", question=question, text="What is it?", value=value, about=about)


def test_an_action_of_a_stage_that_leaves_the_scope_is_not_suggested_any_more() -> None:
    guide = GuideOfSessions(bank_of("always"))
    unknown = Answer(id="Q-1", question="q-1", text="What is it?", state=AnswerState.UNKNOWN)
    asked = after(unknown)
    assert "Look at 1" in [item.title for item in guide.suggestions(asked) if item.rules == ("q-1:unknown",)]
    header = replace(asked.header, stages=())
    assert not [item for item in guide.suggestions(after(header, than=asked)) if item.rules == ("q-1:unknown",)]


def test_a_question_that_waits_for_an_answer_names_the_record_by_the_name_that_it_has() -> None:
    guide = GuideOfSessions(bank_of("answers"))
    answered = after(answer("q-0", "yes", 1, "C-1"))
    for session, name in ((answered, "Attic"), (after(Component(id="C-1", name="Loft"), than=answered), "Loft")):
        (asked,) = (item for step in Step for item in guide.questions(session, step) if item.key == ("q-4", "F-1"))
        assert f"for {name} was" in asked.because_words


def test_a_fact_of_an_answer_that_no_bank_asks_for_is_looked_up_again() -> None:
    guide = GuideOfSessions(bank_of("always"))
    decided = Suggestion(id="SU-1", title="Theft", rule="r", template="t-0", facts=("old|answer|yes",))
    kept = after(answer("old", "yes", 1), decided)
    confirmed = after(
        replace(decided, facts=(*decided.facts, "q-0|answer|yes"), confirmed=("q-0|answer|yes",)), than=kept
    )
    assert "SU-1" not in guide.stale(confirmed)
    assert "SU-1" in guide.stale(after(answer("old", "no", 1), than=confirmed))


def test_of_two_answers_to_one_question_the_first_counts_after_the_other_is_gone() -> None:
    guide = GuideOfSessions(bank_of("answers"))
    first, second, third = (
        answer("q-0", "yes", number, about) for number, about in ((1, "C-1"), (2, "C-2"), (3, "C-1"))
    )
    three = after(first, second, third)
    guide.steps(three)
    two = apply(three, Edit(number=3, time="", by="", what="", changes=(Change(before=first, after=None),)))
    assert answers_by_question(guide.context(two)) == answers_by_question(
        GuideOfSessions(guide.guide.banks).context(two)
    )
    assert list(answers_to(guide.context(two), "q-0")) == ["C-2", "C-1"]


def test_a_property_whose_failure_modes_are_all_fine_is_asked_about_no_more() -> None:
    guide = GuideOfSessions(bank_of("unthreatened_property"))
    house = session_of((HOUSE.header, Asset(id="A-1", name="Gold", catalogue="D2")), {}, 1)
    first, second = (
        FailureMode(id=f"FM-{number}", asset="A-1", catalogue=f"D2.{number}", text="m", outlook=Outlook.FINE)
        for number in (1, 2)
    )
    everything = ("authenticity", "confidentiality", "availability", "authorization")
    assert still_asked(guide, house) == everything
    one = after(first, than=house)
    assert still_asked(guide, one) == everything
    both = after(second, than=one)
    assert still_asked(guide, both) == ("confidentiality", "authorization")
    theft = Threat(id="T-1", title="Theft", assets=("A-1",), stride=(Stride.INFORMATION_DISCLOSURE,))
    assert still_asked(guide, after(theft, than=both)) == ("authorization",)


def still_asked(guide: GuideOfSessions, session: Session) -> tuple[str, ...]:
    """The properties of the asset for which the banks still ask for a threat."""
    asked = guide.asked(session, ("q-0", "A-1"))
    assert asked is not None
    words = asked.because_words.removeprefix("no threat yet breaks ").removesuffix(" of A-1 Gold.")
    return tuple(words.split(" and "))


def test_the_walk_asks_every_key_of_a_pattern() -> None:
    assert ONE_OF_EACH.keys() == KINDS_OF_PATTERN_KEY.keys()
