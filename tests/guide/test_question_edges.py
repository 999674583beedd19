"""Where a question begins and ends to apply: one case on each side."""

from dataclasses import replace
from typing import Any

import pytest

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.banks.load import load_banks
from facilitator.banks.schema.conditions import Circumstance, When
from facilitator.banks.schema.questions import Lead
from facilitator.guide.questions import QuestionState, next_open
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer, KnownBank
from facilitator.model.records.architecture import Boundary, EntryPoint
from facilitator.model.records.assets import Asset
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import (
    AnswerState,
    AssetCategory,
    ComponentKind,
    Protection,
    SecurityProperty,
    Step,
)
from tests.support.small_banks import ATTIC, CATALOGUE, HEADER, LETTERS, STAGES, STREET, TOPICS, bank_of, keys, session


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


def test_what_must_be_there_and_what_must_not_decide_the_opposite_and_say_so() -> None:
    guide = GuideOfSessions(bank_of("component_kind"))
    present, absent = ("q-1", ""), ("q-2", "")
    process, store = (replace(ATTIC, component_kind=kind) for kind in (ComponentKind.PROCESS, ComponentKind.STORE))
    there, not_there = session(store, replace(process, id="C-2")), session(store)
    assert guide.asked(there, present).because_words == "C-2 Attic is of the kind process."
    assert guide.asked(there, absent) is None
    assert guide.asked(not_there, present) is None
    assert guide.asked(not_there, absent).because_words == "there is no such component."


def test_a_record_of_any_look_is_named_as_being_there() -> None:
    guide = GuideOfSessions(bank_of("any record"))
    number = next(n for n, one in enumerate(TOPICS["any record"]) if one.when.present[0].kind == "component")
    asked = guide.asked(session(STREET, ATTIC), (f"q-{number}", ""))
    assert asked.because_words == "C-1 Attic is there."
    assert guide.asked(session(), (f"q-{number}", "")) is None


GOLD = Asset(id="A-1", name="Gold", catalogue="D8", category=AssetCategory.DATA)
DOOR = EntryPoint(id="E-1", name="Door", flows=("F-1",))
WINDOW = EntryPoint(id="E-2", name="Window", component="C-1")
THEFT = Threat(id="T-1", title="Theft", target=("C-1",))
BROKEN = Threat(id="T-1", title="T", assets=("A-1",), properties=tuple(SecurityProperty))
LOOKS: tuple[tuple[str, Any, Record, tuple[Record, ...], str], ...] = (
    (
        "catalogue",
        CATALOGUE[:2],
        replace(GOLD, catalogue="D2"),
        (),
        "A-1 Gold stands in the catalogue as raw data",
    ),
    ("catalogue", CATALOGUE[:2], GOLD, (), ""),
    ("category", (AssetCategory.DATA,), GOLD, (), "A-1 Gold is of the category data"),
    ("category", (AssetCategory.DATA,), replace(GOLD, category=AssetCategory.MODEL), (), ""),
    (
        "properties",
        (SecurityProperty.INTEGRITY,),
        replace(GOLD, properties=(SecurityProperty.AUTHENTICITY, SecurityProperty.INTEGRITY)),
        (),
        "integrity must hold for A-1 Gold",
    ),
    ("properties", (SecurityProperty.INTEGRITY,), GOLD, (), ""),
    (
        "unthreatened_property",
        True,
        GOLD,
        (replace(BROKEN, properties=(SecurityProperty.AUTHENTICITY, SecurityProperty.INTEGRITY)),),
        "no threat yet breaks availability and authorization of A-1 Gold",
    ),
    ("unthreatened_property", True, GOLD, (BROKEN,), ""),
    ("unthreatened_property", False, GOLD, (BROKEN,), "each property of A-1 Gold is looked at"),
    ("unthreatened_property", False, GOLD, (), ""),
    (
        "holds",
        CATALOGUE[:2],
        replace(ATTIC, assets=("A-1", "A-2", "A-3")),
        (GOLD, replace(GOLD, id="A-2", catalogue="D2"), replace(GOLD, id="A-3", name="Key", catalogue="X3")),
        "C-1 Attic holds A-2 Gold and A-3 Key",
    ),
    ("holds", CATALOGUE[:2], replace(ATTIC, assets=("A-1", "A-9")), (GOLD,), ""),
    (
        "carries",
        CATALOGUE[:2],
        replace(LETTERS, assets=("A-1",)),
        (replace(GOLD, catalogue="X3"),),
        "F-1 Letters carries A-1 Gold",
    ),
    ("component_kind", (ComponentKind.PROCESS,), ATTIC, (), "C-1 Attic is of the kind process"),
    ("component_kind", (ComponentKind.PROCESS,), replace(ATTIC, component_kind=ComponentKind.STORE), (), ""),
    (
        "from_kind",
        (ComponentKind.PROCESS,),
        LETTERS,
        (ATTIC, replace(STREET, component_kind=ComponentKind.STORE)),
        "F-1 Letters comes from C-1 Attic, of the kind process",
    ),
    (
        "to_kind",
        (ComponentKind.PROCESS, ComponentKind.ACTOR),
        LETTERS,
        (replace(ATTIC, component_kind=ComponentKind.STORE), replace(STREET, component_kind=ComponentKind.ACTOR)),
        "F-1 Letters goes to C-2 Street, of the kind actor",
    ),
    ("crosses_boundary", False, LETTERS, (ATTIC, STREET), "F-1 Letters crosses no trust boundary"),
    ("crosses_boundary", True, LETTERS, (ATTIC, STREET), ""),
    (
        "authentication",
        (Protection.NONE,),
        replace(LETTERS, authentication=Protection.NONE),
        (),
        "F-1 Letters has no authentication",
    ),
    ("authentication", (Protection.NONE,), replace(LETTERS, authentication=Protection.PRESENT), (), ""),
    (
        "authorization",
        (Protection.UNKNOWN,),
        LETTERS,
        (),
        "whether F-1 Letters has authorization is not known",
    ),
    (
        "encryption",
        (Protection.PRESENT,),
        replace(LETTERS, encryption=Protection.PRESENT),
        (),
        "F-1 Letters has encryption",
    ),
    ("at_entry_point", True, LETTERS, (DOOR, WINDOW), "F-1 Letters can be reached by E-1 Door"),
    ("at_entry_point", True, ATTIC, (DOOR, WINDOW), "C-1 Attic can be reached by E-2 Window"),
    ("at_entry_point", True, ATTIC, (DOOR,), ""),
    ("at_entry_point", False, ATTIC, (DOOR,), "no entry point names C-1 Attic"),
    ("targeted", True, ATTIC, (THEFT,), "a threat is documented for C-1 Attic"),
    ("targeted", False, STREET, (THEFT,), "no threat is documented for C-2 Street"),
    ("targeted", False, ATTIC, (THEFT,), ""),
    ("targeted", True, WINDOW, (THEFT,), "a threat is documented for E-2 Window"),
)


@pytest.mark.parametrize(("key", "wanted", "record", "others", "said"), LOOKS)
def test_each_look_of_a_record_is_told_in_words(
    key: str, wanted: Any, record: Record, others: tuple[Record, ...], said: str
) -> None:
    number = next(
        n for n, one in enumerate(TOPICS[key]) if one.for_each == record.kind and getattr(one.where, key) == wanted
    )
    asked = GuideOfSessions(bank_of(key)).asked(session(record, *others), (f"q-{number}", record.id))
    assert (asked.because_words if asked else "") == (f"{said}." if said else "")


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
