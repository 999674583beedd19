"""What a list of sessions says of one."""

from dataclasses import dataclass, field

from facilitator.analysis.progress import progress
from facilitator.model.kinds import KINDS
from facilitator.model.records.answers import Answer
from facilitator.model.records.notes import Note
from facilitator.model.session import Session
from facilitator.model.vocabulary import AnswerState, NoteKind


@dataclass(frozen=True, slots=True)
class Summary:
    """Which steps are done, how many records there are of the main kinds, and how many points are open.

    open_points: don't-knows, and actions and parked thoughts that are not done.
    """

    done: tuple[str, ...] = ()
    open_points: int = 0
    counts: dict[str, int] = field(default_factory=dict)


def summary(session: Session) -> Summary:
    """A session in a few figures."""
    done = tuple(step.value for step, state in progress(session).items() if state.state == "done")
    counted = [kind.name for kind in KINDS.values() if kind.counted]
    counts = {kind: len(session.tables[kind]) for kind in counted if session.tables[kind]}
    return Summary(done, _open_points(session), counts)


def _open_points(session: Session) -> int:
    notes = (note for note in session.all(Note) if not note.done and note.note_kind is not NoteKind.DECISION)
    unknown = (answer for answer in session.all(Answer) if answer.state is AnswerState.UNKNOWN)
    return sum(1 for _ in notes) + sum(1 for _ in unknown)
