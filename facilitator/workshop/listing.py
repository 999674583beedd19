"""What a list of sessions says of each."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facilitator.analysis.progress import progress
from facilitator.model.records import Answer, Note
from facilitator.model.session import Session
from facilitator.model.vocabulary import AnswerState, NoteKind
from facilitator.store.refusal import StoreRefused
from facilitator.store.session_file import SessionFile
from facilitator.workshop.forms import STEP_TITLES


@dataclass(frozen=True, slots=True)
class ListedSession:
    """A session in a list; `fault` says why it cannot be opened, and is empty when it can."""

    name: str
    title: str = ""
    step: str = ""
    done: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    last_change: str = ""
    revision: int = 0
    open_points: int = 0
    fault: str = ""

    def as_json(self) -> dict[str, Any]:
        """This row for --json; the keys never change."""
        return {
            "name": self.name,
            "title": self.title,
            "step": self.step,
            "progress": {"done": list(self.done), "of": len(STEP_TITLES)},
            "counts": self.counts,
            "last_change": self.last_change,
            "revision": self.revision,
            "open_points": self.open_points,
            "fault": self.fault,
        }

    def as_line(self) -> str:
        """This row as one line of text."""
        if self.fault:
            return f"{self.name}  cannot be opened: {' '.join(self.fault.split())}"
        counts = ", ".join(f"{number} {kind}s" for kind, number in self.counts.items())
        title = " ".join(self.title.split())
        return (
            f"{self.name}  {title}  step {self.step}, {len(self.done)} of {len(STEP_TITLES)} done  "
            f"{counts or 'empty'}  {self.last_change}"
        )


def listed_session(path: Path) -> ListedSession:
    """What a list says of the session at this path; a damaged one is listed with its fault."""
    try:
        file = SessionFile(path, read_only=True)
        last = file.edits[-1].time if file.edits else file.session.header.created
        return _row(path, file.session, file.place.step, last)
    except StoreRefused as refusal:
        return ListedSession(name=path.stem, fault=str(refusal))
    except KeyError:
        return ListedSession(name=path.stem, fault=f"{path}: this file holds no session.")
    except (OSError, ValueError) as error:
        return ListedSession(name=path.stem, fault=f"{path}: cannot be read ({error}).")


def _row(path: Path, session: Session, step: str, last_change: str) -> ListedSession:
    kinds = ("asset", "component", "flow", "threat", "tree", "rating")
    return ListedSession(
        name=path.stem,
        title=session.header.title,
        step=step,
        done=tuple(step.value for step, state in progress(session).items() if state.state == "done"),
        counts={kind: len(session.tables[kind]) for kind in kinds if session.tables[kind]},
        last_change=last_change,
        revision=session.revision,
        open_points=_open_points(session),
    )


def _open_points(session: Session) -> int:
    """Don't-knows, and actions and parked thoughts that are not done."""
    notes = (note for note in session.all(Note) if not note.done and note.note_kind is not NoteKind.DECISION)
    unknown = (answer for answer in session.all(Answer) if answer.state is AnswerState.UNKNOWN)
    return sum(1 for _ in notes) + sum(1 for _ in unknown)
