"""Merging by its properties: whatever two sides did, nothing is lost and nothing is made up."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.merging.merge import OURS, THEIRS, WHOLE, Merged, merge
from facilitator.model.edit import Change, Edit
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer
from facilitator.model.records.architecture import Component, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.notes import Note
from facilitator.model.records.ratings import Rating
from facilitator.model.records.session import Header
from facilitator.model.records.threats import Threat
from facilitator.model.references import dangling, removal
from facilitator.model.session import Session, apply

WORDS = st.sampled_from(["one", "two", "three", "four"])
ACTS = st.sampled_from(["add", "answer", "rate", "note", "change", "list", "remove", "take along", "again"])
EXAMPLES = settings(max_examples=100, deadline=None)


def made(session: Session, *changes: Change) -> Session:
    return apply(session, Edit(number=session.revision + 1, time="", by="", what="", changes=changes))


def put(session: Session, record: Record) -> Session:
    return made(session, Change(before=session.find(record.id), after=record))


def start() -> Session:
    session = put(Session(), Header(id="S-1", identity="one", title="Base"))
    session = put(session, Asset(id="A-1", name="Readings"))
    session = put(session, Component(id="C-1", name="Sensor", assets=("A-1",)))
    session = put(session, Component(id="C-2", name="Store"))
    session = put(session, Flow(id="F-1", name="up", source="C-1", target="C-2"))
    session = put(session, Threat(id="T-1", title="Theft", target=("F-1",), assets=("A-1",)))
    session = put(session, Answer(id="Q-1", question="why", text="Why?", about="C-1", value="yes"))
    session = put(session, Rating(id="R-1", threat="T-1", scale="deck-1-5", note="base"))
    return put(session, Note(id="N-1", text="Look again", about="T-1"))


@st.composite
def edited(draw: st.DrawFn) -> Session:
    """What somebody makes of the session: records come, change and go, also those that others name."""
    session = start()
    for _ in range(draw(st.integers(0, 7))):
        session = changed(draw, session)
    return session


def changed(draw: st.DrawFn, session: Session) -> Session:
    word = draw(WORDS)
    threats, everything = session.all(Threat), [one for one in session.every_record() if one.id != "S-1"]
    match draw(ACTS):
        case "add":
            return put(session, Threat(id=session.next_id(Threat), title=word, target=first_id(session.all(Component))))
        case "answer" if session.find("C-1"):
            return put(session, replace(answer_about(session, "C-1"), value=word))
        case "rate" if threats:
            return put(session, replace(rating_of(session, draw(st.sampled_from(threats)).id), note=word))
        case "note":
            return put(session, Note(id=session.next_id(Note), text=word, about="".join(first_id(threats))))
        case "change" if any(not isinstance(one, Rating) for one in everything):
            record = draw(st.sampled_from([one for one in everything if not isinstance(one, Rating)]))
            return put(session, replace(record, **{record.title_field: word}))
        case "list" if threats:
            threat = draw(st.sampled_from(threats))
            return put(session, replace(threat, techniques=tuple(dict.fromkeys((*threat.techniques[:1], word)))))
        case "remove" | "take along" as how if everything:
            target = draw(st.sampled_from(everything)).id
            return made(session, *removal(session, target, take_along=how == "take along"))
        case "again" if session.find("Q-1"):
            again = replace(session.get(Answer, "Q-1"), id=session.next_id(Answer), value=word)
            return put(made(session, *removal(session, "Q-1", take_along=False)), again)
        case _:
            return session


def first_id(records: Iterable[Record]) -> tuple[str, ...]:
    return tuple(record.id for record in list(records)[:1])


def answer_about(session: Session, component: str) -> Answer:
    found = (one for one in session.all(Answer) if (one.question, one.about) == ("why", component))
    new = Answer(id=session.next_id(Answer), question="why", text="Why?", about=component)
    return next(found, new)


def rating_of(session: Session, threat: str) -> Rating:
    found = (one for one in session.all(Rating) if one.threat == threat)
    return next(found, Rating(id=session.next_id(Rating), threat=threat, scale="deck-1-5"))


def records(session: Session) -> dict[str, Record]:
    return {record.id: record for record in session.every_record()}


def texts(session: Session) -> set[str]:
    return {f"{record.kind} {words(record)}" for record in session.every_record()}


def words(record: Record) -> str:
    """What a person wrote in a record, whatever number it and those that it names have."""
    return record.note if isinstance(record, Rating) else record.title_text


def decided(found: Merged) -> set[tuple[str, str]]:
    """The conflicts, whichever side is ours: the field, and both values in one order."""
    return {(one.field, " ".join(sorted(map(repr, (one.ours, one.theirs))))) for one in found.conflicts}


@EXAMPLES
@given(edited())
def test_when_one_side_did_nothing_the_other_is_the_outcome(side: Session) -> None:
    for found in (merge(start(), start(), side), merge(start(), side, start())):
        assert records(found.session) == records(side)
        assert not found.conflicts


@EXAMPLES
@given(edited())
def test_when_both_sides_did_the_same_it_is_the_outcome(side: Session) -> None:
    found = merge(start(), side, side)
    assert records(found.session) == records(side)
    assert not found.conflicts


@EXAMPLES
@given(edited(), edited())
def test_numbers_are_never_given_a_second_time(ours: Session, theirs: Session) -> None:
    issued = merge(start(), ours, theirs).session.issued
    for side in (start(), ours, theirs):
        assert all(issued[kind] >= number for kind, number in side.issued.items())


@EXAMPLES
@given(edited(), edited())
def test_what_neither_side_touched_stays_as_it_was(ours: Session, theirs: Session) -> None:
    after = merge(start(), ours, theirs).session
    for record in start().every_record():
        if ours.find(record.id) == theirs.find(record.id) == record:
            assert after.find(record.id) == record


@EXAMPLES
@given(edited(), edited())
def test_every_record_of_a_side_is_there_or_was_removed_by_the_other(ours: Session, theirs: Session) -> None:
    found = merge(start(), ours, theirs)
    base = records(start())
    for side, other in ((ours, theirs), (theirs, ours)):
        for record in side.every_record():
            was_removed = record.id in base and other.find(record.id) is None
            new_id = found.renumbered.get(record.id, record.id) if side is theirs else record.id
            assert was_removed or found.session.find(new_id) is not None
    assert not [record.id for record in found.session.every_record() if dangling(found.session, record)]


@EXAMPLES
@given(edited(), edited())
def test_the_same_is_to_be_decided_whichever_side_is_ours(ours: Session, theirs: Session) -> None:
    one, other = merge(start(), ours, theirs), merge(start(), theirs, ours)
    assert decided(one) == decided(other)
    assert texts(one.session) | shown(one) == texts(other.session) | shown(other)


@EXAMPLES
@given(edited(), edited())
def test_there_is_one_answer_to_a_question_and_one_rating_of_a_threat(ours: Session, theirs: Session) -> None:
    after = merge(start(), ours, theirs).session
    answered = [(one.question, one.about) for one in after.all(Answer) if one.about]
    rated = [one.threat for one in after.all(Rating) if one.threat]
    assert len(answered) == len(set(answered))
    assert len(rated) == len(set(rated))


def shown(found: Merged) -> set[str]:
    titles = {"title", "name", "text", "note"}
    values = ((one.record, value) for one in found.conflicts if one.field in titles for value in (one.ours, one.theirs))
    kinds = {record.id: record.kind for record in found.session.every_record()}
    return {f"{kinds[record]} {value}" for record, value in values}


@EXAMPLES
@given(edited(), edited())
def test_what_is_decided_is_no_conflict_any_more_and_stands(ours: Session, theirs: Session) -> None:
    found = merge(start(), ours, theirs)
    for side in (OURS, THEIRS):
        settled = merge(start(), ours, theirs, {one.key: side for one in found.conflicts})
        assert not settled.conflicts
        for one in found.conflicts:
            wanted = getattr(one, side)
            record = settled.session.find(one.record)
            if one.field != WHOLE and record is not None and isinstance(wanted, str):
                assert str(getattr(record, one.field)) == wanted
