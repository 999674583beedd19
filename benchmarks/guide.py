"""How long the guide takes after one answer: 13 banks, 300 questions, 500 assets, 5,000 threats.

    python -m benchmarks.guide

Prints the first computation and the median and worst of the ones after an answer; asserts nothing.
"""

import statistics
import time
from dataclasses import replace

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.banks.load import load_banks
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.questions import Question
from facilitator.guide.evidence.facts import lasting_keys
from facilitator.guide.suggestions import record_of
from facilitator.model.edit import Change, Edit
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer
from facilitator.model.records.architecture import Boundary, Component, EntryPoint, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.ratings import Rating
from facilitator.model.records.session import Header
from facilitator.model.records.threats import Threat
from facilitator.model.session import Session, apply, session_of
from facilitator.model.vocabulary import Protection, Step, Stride, SuggestionState

QUESTIONS = 300
ASSETS = 500
THREATS = 5_000
ROUNDS = 60


def large_banks() -> Banks:
    """The banks with enough copies of their questions to make 300, every fifth of them for each flow."""
    banks = load_banks()
    stages = [stage.id for stage in banks.stages]
    questions = dict(banks.questions)
    template = next(iter(questions.values()))
    for stage in stages:
        questions.setdefault(stage, replace(template, stage=stage, question=()))
    number = 0
    while sum(len(bank.question) for bank in questions.values()) < QUESTIONS:
        stage = stages[number % len(stages)]
        source = list(banks.questions_by_id.values())[number % len(banks.questions_by_id)]
        for_each = source.for_each or ("flow" if number % 5 == 0 else "")
        copy: Question = replace(source, id=f"copy-{number}", leads={}, for_each=for_each)
        questions[stage] = replace(questions[stage], question=(*questions[stage].question, copy))
        number += 1
    versions = {question.id: "1" for bank in questions.values() for question in bank.question}
    return replace(banks, questions=questions, versions=versions)


def large_session(banks: Banks) -> Session:
    """500 assets, 100 components, 120 flows, 5,000 threats with ratings."""
    catalogue = list(banks.assets_by_id)
    categories = list(Stride)
    records: list[Record] = [
        Header(id="S-1", identity="x", title="Large", stages=tuple(stage.id for stage in banks.stages))
    ]
    records += [
        Asset(id=f"A-{n}", name=f"Asset {n}", catalogue=catalogue[n % len(catalogue)]) for n in range(1, ASSETS + 1)
    ]
    records += [Component(id=f"C-{n}", name=f"Component {n}", assets=(f"A-{n}", f"A-{n + 100}")) for n in range(1, 101)]
    records += [
        Boundary(id=f"B-{n}", name=f"Side {n}", components=tuple(f"C-{c}" for c in range(n, 101, 4)))
        for n in range(1, 5)
    ]
    records += [
        Flow(
            id=f"F-{n}",
            name=f"Flow {n}",
            source=f"C-{n % 100 + 1}",
            target=f"C-{n * 7 % 100 + 1}",
            assets=(f"A-{n}",),
            authentication=list(Protection)[n % 3],
            encryption=list(Protection)[n % 2],
        )
        for n in range(1, 121)
    ]
    records += [EntryPoint(id=f"E-{n}", name=f"Door {n}", component=f"C-{n}") for n in range(1, 21)]
    records += [
        Threat(
            id=f"T-{n}",
            title=f"Threat {n}",
            assets=(f"A-{n % ASSETS + 1}",),
            target=(f"F-{n % 120 + 1}",),
            stride=(categories[n % 6],),
        )
        for n in range(1, THREATS + 1)
    ]
    records += [Rating(id=f"R-{n}", threat=f"T-{n}", scale="deck-1-5") for n in range(1, THREATS + 1)]
    return session_of(records, {}, 1)


def answered(guide: GuideOfSessions, session: Session, number: int) -> Session:
    """The session with one more answer."""
    asked = next(item for step in Step for item in guide.questions(session, step) if item.answer is None)
    value = asked.question.possible_answers[0]
    answer = Answer(
        id=f"Q-{number}",
        question=asked.question.id,
        text=asked.text,
        about=asked.about,
        value=value,
        facts=lasting_keys(asked.because),
    )
    change = Change(before=None, after=answer)
    edit = Edit(number=session.revision + 1, time="2026-01-01T00:00:00+00:00", by="x", what="x", changes=(change,))
    return apply(session, edit)


def look(guide: GuideOfSessions, session: Session) -> None:
    """What a screen asks after an answer: the step's questions, what is next, all suggestions."""
    guide.questions(session, Step.THREATS)
    guide.next_thing(session)
    guide.suggestions(session)
    guide.stale(session)


def decided(guide: GuideOfSessions, session: Session) -> Session:
    """The session with every suggestion decided on: of three, one accepted as a threat, one rejected, one put off."""
    states = (SuggestionState.ACCEPTED, SuggestionState.REJECTED, SuggestionState.LATER)
    changes: list[Change] = []
    for number, item in enumerate(guide.all_suggestions(session), 1):
        record = record_of(item, f"SU-{number}", states[number % 3], "x")
        changes.append(Change(before=None, after=record))
        if record.state is SuggestionState.ACCEPTED and item.template:
            threat = Threat(id=f"T-{THREATS + number}", title=item.title, suggestion=record.id)
            changes.append(Change(before=None, after=threat))
    edit = Edit(number=session.revision + 1, time="", by="", what="", changes=tuple(changes))
    return apply(session, edit)


def _measured(guide: GuideOfSessions, session: Session, first: int) -> list[float]:
    """Seconds that a look takes after each of some answers."""
    look(guide, session)
    times = []
    for number in range(first, first + ROUNDS):
        session = answered(guide, session, number)
        start = time.perf_counter()
        look(guide, session)
        times.append(time.perf_counter() - start)
    return times


def main() -> None:
    """Measure and print."""
    start = time.perf_counter()
    load_banks()
    loading = time.perf_counter() - start
    banks = large_banks()
    session = large_session(banks)
    guide = GuideOfSessions(banks)
    start = time.perf_counter()
    look(guide, session)
    first = time.perf_counter() - start
    times = _measured(guide, session, 1)
    used = _measured(guide, decided(guide, session), 10_000)
    asked = sum(len(guide.questions(session, step)) for step in Step)
    print(f"{len(banks.questions)} banks, {len(banks.questions_by_id)} questions, {asked} asked of records and session")
    print(f"{ASSETS} assets, {THREATS} threats, {len(guide.suggestions(session))} suggestions to decide on")
    print(f"the built-in banks loaded in {loading * 1000:.0f} ms; first look {first * 1000:.0f} ms")
    for what, found in (("a session without decisions", times), ("one with all suggestions decided on", used)):
        middle = statistics.median(found) * 1000
        print(f"after one answer, in {what}: median {middle:.1f} ms, worst {max(found) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
