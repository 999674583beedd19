"""What a list of sessions says of each."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from facilitator.analysis.step_figures import StepFigures
from facilitator.analysis.summary import Summary, summary
from facilitator.model.vocabulary import STEP_TITLES
from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import history_path
from facilitator.store.formats.snapshot_head import head_as_written
from facilitator.store.store import SessionStore


@dataclass(frozen=True, slots=True)
class ListedSession:
    """A session in a list; `fault` says why it cannot be opened, and is empty when it can.

    steps: where each step stood when the session was saved; empty where that is not known without the banks.
    """

    name: str
    title: str = ""
    step: str = ""
    done: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    last_change: str = ""
    revision: int = 0
    open_points: int = 0
    steps: dict[str, StepFigures] = field(default_factory=dict)
    fault: str = ""

    @property
    def left(self) -> int | None:
        """How many questions and points are open in all steps together; None where that is not known."""
        if not self.steps:
            return None
        return sum(figures.left for figures in self.steps.values())

    def as_json(self) -> dict[str, Any]:
        """The row for --json; the keys never change."""
        return {
            "name": self.name,
            "title": self.title,
            "step": self.step,
            "progress": {"done": list(self.done), "of": len(STEP_TITLES)},
            "counts": self.counts,
            "last_change": self.last_change,
            "revision": self.revision,
            "open_points": self.open_points,
            "steps": {step: asdict(figures) for step, figures in self.steps.items()},
            "fault": self.fault,
        }

    def as_line(self) -> str:
        """The row as one line of text."""
        if self.fault:
            return f"{self.name}  cannot be opened: {' '.join(self.fault.split())}"
        counted = [f"{number} {kind}s" for kind, number in self.counts.items()]
        counts = ", ".join(counted) or "empty"
        title = " ".join(self.title.split())
        columns = (self.name, title, self._progress(), counts, self.last_change)
        return "  ".join(columns)

    def _progress(self) -> str:
        done = len(self.done)
        words = f"step {self.step}, {done} of {len(STEP_TITLES)} done"
        if self.left is None:
            return words
        return f"{words}, {self.left} open"


def listed_session(path: Path) -> ListedSession:
    """Read the session at this path for a list; a damaged one is listed with its fault.

    A snapshot that the program wrote, and whose history has not grown since, sums itself up; no more is read then.
    """
    try:
        head = head_as_written(path)
        history_size = _size_of(history_path(path))
        if head is not None and head.summary is not None and head.end.size == history_size:
            return _row(path, head.title, head.place.step, head.end.time, head.revision, head.summary)
        file = SessionStore(path, read_only=True)
        session = file.session
        last = file.edits[-1].time if file.edits else session.header.created
        return _row(path, session.header.title, file.place.step, last, session.revision, summary(session))
    except StoreRefused as refusal:
        return ListedSession(name=path.stem, fault=str(refusal))
    except KeyError:
        return ListedSession(name=path.stem, fault=f"{path}: this file holds no session.")
    except (OSError, ValueError) as error:
        return ListedSession(name=path.stem, fault=f"{path}: cannot be read ({error}).")


def _size_of(path: Path) -> int:
    if not path.exists():
        return -1
    return path.stat().st_size


def _row(path: Path, title: str, step: str, last_change: str, revision: int, found: Summary) -> ListedSession:
    return ListedSession(
        name=path.stem,
        title=title,
        step=step,
        done=found.done,
        counts=found.counts,
        last_change=last_change,
        revision=revision,
        open_points=found.open_points,
        steps=found.steps,
    )
