"""Small banks in which every condition decides on something, and a house for them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.banks.load import load_banks
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.conditions import FOR_EACH, KINDS_OF_PATTERN_KEY, Circumstance, Pattern, Presence, When
from facilitator.banks.schema.questions import Lead, Question, StageBank
from facilitator.banks.schema.threats import Rule, ThreatTemplate
from facilitator.model.method.answer_kinds import AnswerKind
from facilitator.model.part import Record
from facilitator.model.records.architecture import Component, Flow
from facilitator.model.records.session import Header
from facilitator.model.session import Session, session_of
from facilitator.model.vocabulary import (
    AssetCategory,
    ComponentKind,
    Protection,
    SecurityProperty,
    Step,
    Stride,
    SystemKind,
)

STAGES = ("maintenance", "deploy-ml-system", "requirements-analysis")
CATALOGUE = ("D2", "X3", "M6", "D8")
ONE_OF_EACH: dict[str, tuple[Any, ...]] = {
    "catalogue": (CATALOGUE[:2],),
    "category": ((AssetCategory.DATA,),),
    "properties": ((SecurityProperty.INTEGRITY,),),
    "unthreatened_property": (True, False),
    "holds": (CATALOGUE[:2],),
    "component_kind": ((ComponentKind.PROCESS,),),
    "reachable": (True, False),
    "carries": (CATALOGUE[:2],),
    "to_holds": (CATALOGUE[:2],),
    "from_kind": ((ComponentKind.PROCESS,),),
    "to_kind": ((ComponentKind.PROCESS, ComponentKind.ACTOR),),
    "crosses_boundary": (True, False),
    "authentication": ((Protection.NONE,),),
    "authorization": ((Protection.UNKNOWN,),),
    "encryption": ((Protection.PRESENT,),),
    "at_entry_point": (True, False),
    "targeted": (True, False),
}
"""For each key of a pattern the values that it is asked with."""


def bank_of(topic: str) -> Banks:
    """A small bank in which each circumstance of a topic decides on a question, a threat and an action.

    A bank of all topics would hide mistakes: what one question reads would be the pretext to look at all of them anew.
    """
    banks = load_banks()
    asked = [_question(number, item) for number, item in enumerate(TOPICS[topic])]
    questions: dict[str, StageBank] = {
        stage: replace(banks.questions[stage], question=tuple(asked[number :: len(STAGES)]))
        for number, stage in enumerate(STAGES)
    }
    return replace(
        banks,
        questions=questions,
        threats=tuple(_threat(number, item) for number, item in enumerate(TOPICS[topic])),
        rules=tuple(_rule(number, item) for number, item in enumerate(TOPICS[topic])),
        versions=dict.fromkeys((question.id for question in asked), "1"),
    )


def _with_key(key: str) -> Iterator[Circumstance]:
    """A key of a pattern wherever it may stand."""
    for kind in KINDS_OF_PATTERN_KEY[key]:
        for value in ONE_OF_EACH[key]:
            look = Pattern(**{key: value})
            yield Circumstance(for_each=kind, where=look)
            yield Circumstance(when=When(present=(Presence(kind=kind, where=look),)))
            yield Circumstance(when=When(absent=(Presence(kind=kind, where=look),)))


TOPICS: dict[str, tuple[Circumstance, ...]] = {
    "always": (Circumstance(), Circumstance(), Circumstance()),
    "each record": tuple(Circumstance(for_each=kind) for kind in FOR_EACH),
    "any record": tuple(Circumstance(when=When(present=(Presence(kind=kind),))) for kind in FOR_EACH),
    "kinds": (Circumstance(), Circumstance(when=When(kinds=(SystemKind.GENERATIVE,)))),
    "stages": (Circumstance(), Circumstance(when=When(stages=STAGES[:1]))),
    "answers": (
        Circumstance(for_each="component"),
        Circumstance(),
        Circumstance(when=When(answers={"q-0": ("yes",)})),
        Circumstance(for_each="component", when=When(answers={"q-0": ("yes", "unknown")})),
        Circumstance(for_each="flow", when=When(answers={"q-0": ("yes",)})),
        Circumstance(for_each="flow", when=When(answers={"q-1": ("no", "skipped")})),
    ),
    **{key: tuple(_with_key(key)) for key in ONE_OF_EACH},
}
"""What a bank may ask of a session, apart from one another."""


def _question(number: int, item: Circumstance) -> Question:
    """The question of a circumstance; yes leads to a threat, don't know to an action."""
    of = " of {record}" if item.for_each else ""
    leads = {"yes": Lead(threats=(f"t-{number}",)), "unknown": Lead(action=f"Look at {number}{of}")}
    return Question(
        id=f"q-{number}",
        step=list(Step)[number % len(Step)],
        text=f"What is it{of}?",
        why="Because.",
        answer=AnswerKind.YES_NO,
        leads=leads,
        always=number % 7 == 0,
        for_each=item.for_each,
        where=item.where,
        when=item.when,
    )


def _threat(number: int, item: Circumstance) -> ThreatTemplate:
    return ThreatTemplate(
        id=f"t-{number}",
        title="Theft of {assets} from {record}",
        record_words="the house",
        what_happens="It goes.",
        stride=(Stride.TAMPERING,),
        assets=CATALOGUE[:2],
        stages=STAGES[:2],
        kinds=(SystemKind.CLASSIC,) if number % 5 == 0 else (),
        applies=(item,),
    )


def _rule(number: int, item: Circumstance) -> Rule:
    action = f"Look at {number}" + (" of {record}" if item.for_each else "")
    return Rule(id=f"r-{number}", action=action, for_each=item.for_each, where=item.where, when=item.when)


HEADER = Header(id="S-1", identity="x", title="House", stages=STAGES)
ATTIC, STREET = Component(id="C-1", name="Attic"), Component(id="C-2", name="Street")
LETTERS = Flow(id="F-1", name="Letters", source="C-1", target="C-2")


def session(*records: Record, header: Header = HEADER) -> Session:
    """A session that holds these records."""
    return session_of((header, *records), {}, 1)


def keys(guide: GuideOfSessions, found: Session) -> set[tuple[str, str]]:
    """The questions that are asked in any step."""
    return {item.key for step in Step for item in guide.questions(found, step)}
