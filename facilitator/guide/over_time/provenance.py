"""Why a record is here: from a rating or a tree to its threat, the suggestion, the answers, the person and the time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator.guide.evidence.answers import spoken
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.facts import moment
from facilitator.guide.over_time.stale import stale
from facilitator.model.edit import Act, Edit
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer, Suggestion
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.records.notes import Note
from facilitator.model.records.ratings import Rating
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Tree
from facilitator.model.references import references_in

DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Ground:
    """One line of the way back, indented by depth. record_id: what it speaks of, or ""."""

    depth: int
    text: str
    record_id: str = ""


def provenance(context: Context, record: Record, edits: Sequence[Edit]) -> tuple[Ground, ...]:
    """The way back from a record to what it stands on, and who entered each part of it when.

    edits: the history, as far as it is there; without it persons and times of some parts are not known.
    """
    marks = stale(context)
    return tuple(_grounds(context, record, edits, dict(marks), 0))


def _grounds(
    context: Context, record: Record, edits: Sequence[Edit], marks: dict[str, str], depth: int
) -> Iterator[Ground]:
    yield Ground(depth, f"{record.id} {record.title_text}: {_entered(record, edits)}", record.id)
    if record.id in marks:
        yield Ground(depth + 1, f"Look at it again. {marks[record.id]}", record.id)
    if depth >= DEEPEST:
        return
    match record:
        case Rating() | Tree():
            yield from _found(context, (record.threat,), edits, marks, depth)
        case Threat(suggestion=suggestion) if suggestion:
            yield from _found(context, (suggestion,), edits, marks, depth)
        case Threat():
            yield Ground(depth + 1, "It was written by hand; no suggestion stands behind it.")
            modes = [mode.id for mode in context.all(FailureMode) if record.id in mode.threats]
            yield from _found(context, modes, edits, marks, depth)
        case Suggestion():
            yield from _of_suggestion(context, record, depth)
        case Note(about=about) if about:
            yield from _found(context, (about,), edits, marks, depth)
        case Answer():
            yield from _of_answer(context, record, depth)
        case _:
            named = [reference.target for reference in references_in(record)]
            yield from (Ground(depth + 1, f"It names {target}.", target) for target in dict.fromkeys(named))


def _found(
    context: Context, ids: Sequence[str], edits: Sequence[Edit], marks: dict[str, str], depth: int
) -> Iterator[Ground]:
    for record_id in ids:
        record = context.find(record_id) if record_id else None
        if record is not None:
            yield from _grounds(context, record, edits, marks, depth + 1)


def _of_suggestion(context: Context, record: Suggestion, depth: int) -> Iterator[Ground]:
    rule = record.rule.replace(":", ", ")
    yield Ground(depth + 1, f"Rule: {rule}.")
    yield from (Ground(depth + 1, f"Because {text}.") for text in record.because)
    for key in record.facts:
        subject, what, _ = key.split("|", 2)
        if what == "answer":
            question, _, about = subject.partition("/")
            answers = (item for item in context.all(Answer) if item.question == question)
            for answer in answers:
                if answer.about == about:
                    yield from _of_answer(context, answer, depth + 1)


def _of_answer(context: Context, answer: Answer, depth: int) -> Iterator[Ground]:
    note = f" Note: {answer.note}" if answer.note else ""
    yield Ground(
        depth + 1,
        f"{answer.id} “{answer.text}” {spoken(answer)}, by {answer.by or 'somebody'} at {moment(answer.time)}.{note}",
        answer.id,
    )
    question = context.banks.questions_by_id.get(answer.question)
    if question is not None:
        yield Ground(depth + 2, f"Why it was asked: {question.why}")


def _entered(record: Record, edits: Sequence[Edit]) -> str:
    for edit in edits:
        for change in edit.changes:
            if change.before is None and change.after is not None and change.after.id == record.id:
                act = _act_that_made(record, edit)
                return f"entered by {act.by} at {moment(act.time)}"
    return "entered before this history begins"


def _act_that_made(record: Record, edit: Edit) -> Edit | Act:
    """The first act on a record that a join brought, or else the edit itself."""
    return next((act for act in edit.acts if record.id in act.records), edit)
