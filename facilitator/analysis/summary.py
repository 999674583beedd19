"""What a list of sessions says of one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from facilitator.analysis.step_figures import StepFigures
from facilitator.model.kinds import KINDS
from facilitator.model.records.answers import Answer
from facilitator.model.records.notes import Note
from facilitator.model.session import Session
from facilitator.model.vocabulary import AnswerState, NoteKind, Step


@dataclass(frozen=True, slots=True)
class Summary:
    """Which steps the team marked as done, how many records there are of the main kinds, and how much is open.

    open_points: don't-knows, and actions and parked thoughts that are not done.
    steps: where each step stands; empty where it was written without the banks, which alone know the questions.
    """

    done: tuple[str, ...] = ()
    open_points: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    steps: dict[str, StepFigures] = field(default_factory=dict)


def summary(session: Session, steps: Mapping[str, StepFigures] | None = None) -> Summary:
    """A session in a few figures. steps: where each step stands, if that is known."""
    done = done_steps(session.header.closed_steps)
    open_points = _open_points(session)
    counts = _counts(session)
    return Summary(done, open_points, counts, dict(steps or {}))


def done_steps(closed: Collection[str]) -> tuple[str, ...]:
    """The steps that the team marked as done, in the order of the method."""
    done = [step.value for step in Step if step.value in closed]
    return tuple(done)


def _counts(session: Session) -> dict[str, int]:
    """How many records there are of each main kind that has any."""
    counts: dict[str, int] = {}
    for kind in KINDS.values():
        table = session.tables[kind.name]
        if kind.counted and table:
            counts[kind.name] = len(table)
    return counts


def _open_points(session: Session) -> int:
    count = 0
    for note in session.all(Note):
        is_decision = note.note_kind is NoteKind.DECISION
        if not note.done and not is_decision:
            count += 1
    for answer in session.all(Answer):
        if answer.state is AnswerState.UNKNOWN:
            count += 1
    return count
