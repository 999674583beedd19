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
    counted = [kind.name for kind in KINDS.values() if kind.counted]
    counts = {kind: len(session.tables[kind]) for kind in counted if session.tables[kind]}
    return Summary(done, _open_points(session), counts, dict(steps or {}))


def done_steps(closed: Collection[str]) -> tuple[str, ...]:
    """The steps that the team marked as done, in the order of the method."""
    return tuple(step.value for step in Step if step.value in closed)


def _open_points(session: Session) -> int:
    notes = (note for note in session.all(Note) if not note.done and note.note_kind is not NoteKind.DECISION)
    unknown = (answer for answer in session.all(Answer) if answer.state is AnswerState.UNKNOWN)
    return sum(1 for _ in notes) + sum(1 for _ in unknown)
