"""The grounds of one record: the lines that it gives itself, and the records to follow from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.guide.evidence.answers import spoken
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.facts import ANSWER, moment, parts_of_key, question_and_record
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer, Suggestion
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.records.notes import Note
from facilitator.model.records.ratings import Rating
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Tree
from facilitator.model.references import references_in


@dataclass(frozen=True, slots=True)
class Ground:
    """One line of the way back, indented by depth. record_id: what it speaks of, or ""."""

    depth: int
    text: str
    record_id: str = ""


Grounds = Iterator[Ground]


def stands_on(context: Context, record: Record) -> tuple[str, ...]:
    """The ids of the records to follow on the way back from a record."""
    match record:
        case Rating() | Tree():
            return (record.threat,)
        case Threat() if record.suggestion:
            return (record.suggestion,)
        case Threat():
            modes = context.all(FailureMode)
            return tuple(mode.id for mode in modes if record.id in mode.threats)
        case Note() if record.about:
            return (record.about,)
        case _:
            return ()


def own_grounds(context: Context, record: Record, depth: int) -> Grounds:
    """The lines that a record itself gives, without those of the records to follow."""
    match record:
        case Rating() | Tree():
            return
        case Threat():
            if not record.suggestion:
                yield Ground(depth, "It was written by hand; no suggestion stands behind it.")
        case Suggestion():
            yield from _of_suggestion(context, record, depth)
        case Answer():
            yield from _of_answer(context, record, depth)
        case Note() if record.about:
            return
        case _:
            yield from _of_references(record, depth)


def _of_suggestion(context: Context, suggestion: Suggestion, depth: int) -> Grounds:
    rule = suggestion.rule.replace(":", ", ")
    yield Ground(depth, f"Rule: {rule}.")
    for text in suggestion.because:
        yield Ground(depth, f"Because {text}.")
    for key in suggestion.facts:
        subject, what, _ = parts_of_key(key)
        if what != ANSWER:
            continue
        asked = question_and_record(subject)
        for answer in context.all(Answer):
            if (answer.question, answer.about) == asked:
                yield from _of_answer(context, answer, depth + 1)


def _of_answer(context: Context, answer: Answer, depth: int) -> Grounds:
    said = f"{answer.id} “{answer.text}” {spoken(answer)}"
    person = answer.by or "somebody"
    note = f" Note: {answer.note}" if answer.note else ""
    yield Ground(depth, f"{said}, by {person} at {moment(answer.time)}.{note}", answer.id)
    question = context.banks.questions_by_id.get(answer.question)
    if question is not None:
        yield Ground(depth + 1, f"Why it was asked: {question.why}")


def _of_references(record: Record, depth: int) -> Grounds:
    named = [reference.target for reference in references_in(record)]
    for target in dict.fromkeys(named):
        yield Ground(depth, f"It names {target}.", target)
