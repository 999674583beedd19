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
    days = tuple(dict.fromkeys(edit.time[:10] for edit in workshop.log.history))
    start = since or (days[-1] if days else "")
    edits = [edit for edit in workshop.log.history if edit.time[:10] >= start and edit.kind is EditKind.ACT]
    titles = {step.value: title for step, title in STEP_TITLES.items()}
    at = workshop.session.find(workshop.log.place.record) if workshop.log.place.record else None
    place = titles.get(workshop.log.place.step, STEP_TITLES[Step.ASSETS])
    place += f", at {at.id} {at.title_text}" if at else ""
    return Recap(place, tuple(_open(workshop)), tuple(_changed(edits)), start, days)


def is_day(words: str) -> bool:
    """Whether words are a day such as 2026-03-02."""
    try:
        return bool(date.fromisoformat(words))
    except ValueError:
        return False


def _open(workshop: Workshop) -> list[str]:
    states = workshop.guide.steps()
    figures = {step: state.figures for step, state in states.items()}
    unfinished = [step for step, found in figures.items() if found.state != "done" or not found.is_clear]
    lines = [f"{STEP_TITLES[step]}: {figures[step].words}" for step in unfinished]
    notes = [note for note in workshop.session.all(Note) if not note.done]
    actions = [note for note in notes if note.note_kind is NoteKind.ACTION]
    lines += [f"Action {note.id}: {note.text}{_by_whom(note)}" for note in actions]
    lines += [f"Parked {note.id}: {note.text}" for note in notes if note.note_kind is NoteKind.PARKED]
    stale = workshop.guide.stale()
    lines += [f"To be looked at again: {', '.join(stale)}"] if stale else []
    following = workshop.guide.next_thing()
    return [*lines, f"Next: {following.text} {following.reason}"]


def _by_whom(note: Note) -> str:
    words = ", ".join(part for part in (note.owner, f"until {note.due}" if note.due else "") if part)
    return f" ({words})" if words else ""


def _changed(edits: Sequence[Edit]) -> list[str]:
    lines: list[str] = []
    for edit in edits:
        lines.append(_line(edit))
        lines += [f"  {_line(act)}" for act in edit.acts if not act.taken_back]
    return lines


def _line(act: Edit | Act) -> str:
    return f"{act.time[:16].replace('T', ' ')} {act.by}: {act.what}"
