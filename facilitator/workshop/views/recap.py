"""What a team wants to know when it comes back: what was left open, what changed since a day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from facilitator.model.edit import Act, Edit, EditKind
from facilitator.model.records.notes import Note
from facilitator.model.vocabulary import STEP_TITLES, NoteKind, Step
from facilitator.workshop.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Recap:
    """One look at a session: where it stands, what is open, what happened, each as lines."""

    place: str
    open: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    since: str = ""
    days: tuple[str, ...] = field(default_factory=tuple)


def recap(workshop: Workshop, since: str = "") -> Recap:
    """What was left open, and what changed since a day (ISO 8601; empty: the last day of work)."""
    history = workshop.log.history
    days = tuple(dict.fromkeys(edit.time[:10] for edit in history))
    last_day = days[-1] if days else ""
    start = since or last_day
    edits = [edit for edit in history if edit.time[:10] >= start and edit.kind is EditKind.ACT]
    return Recap(_place(workshop), tuple(_open(workshop)), tuple(_changed(edits)), start, days)


def is_day(words: str) -> bool:
    """Whether words are a day such as 2026-03-02."""
    try:
        return bool(date.fromisoformat(words))
    except ValueError:
        return False


def _place(workshop: Workshop) -> str:
    """The step where the team left off and, where it was at one, the record."""
    left = workshop.log.place
    titles = {step.value: title for step, title in STEP_TITLES.items()}
    step = titles.get(left.step, STEP_TITLES[Step.ASSETS])
    record = workshop.session.find(left.record) if left.record else None
    return f"{step}, at {record.id} {record.title_text}" if record else step


def _open(workshop: Workshop) -> list[str]:
    lines: list[str] = []
    for step, state in workshop.guide.steps().items():
        figures = state.figures
        if figures.state != "done" or not figures.is_clear:
            lines.append(f"{STEP_TITLES[step]}: {figures.words}")
    notes = [note for note in workshop.session.all(Note) if not note.done]
    actions = [note for note in notes if note.note_kind is NoteKind.ACTION]
    parked = [note for note in notes if note.note_kind is NoteKind.PARKED]
    lines += [f"Action {note.id}: {note.text}{_by_whom(note)}" for note in actions]
    lines += [f"Parked {note.id}: {note.text}" for note in parked]
    stale = workshop.guide.stale()
    if stale:
        lines.append(f"To be looked at again: {', '.join(stale)}")
    following = workshop.guide.next_thing()
    return [*lines, f"Next: {following.text} {following.reason}"]


def _by_whom(note: Note) -> str:
    until = f"until {note.due}" if note.due else ""
    words = ", ".join(filter(None, (note.owner, until)))
    return f" ({words})" if words else ""


def _changed(edits: Sequence[Edit]) -> list[str]:
    lines: list[str] = []
    for edit in edits:
        lines.append(_line(edit))
        lines += [f"  {_line(act)}" for act in edit.acts if not act.taken_back]
    return lines


def _line(act: Edit | Act) -> str:
    time = act.time[:16].replace("T", " ")
    return f"{time} {act.by}: {act.what}"
