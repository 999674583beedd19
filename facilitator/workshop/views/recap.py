"""What a team wants to know when it comes back: what was left open, what changed since a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from facilitator.model.edit import Act, Edit, EditKind
from facilitator.model.records.notes import Note
from facilitator.model.vocabulary import STEP_TITLES, NoteKind, Step
from facilitator.workshop.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Recap:
    """A look back at a session: where the team left off, what is open, what changed since a day; its days of work."""

    place: str
    open: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    since: str = ""
    days: tuple[str, ...] = ()


def recap(workshop: Workshop, since: str = "") -> Recap:
    """Say what was left open, and what changed since a day in ISO 8601; "" for the last day of work."""
    history = workshop.log.history
    days = list(dict.fromkeys(map(_day, history)))
    last_day = days[-1] if days else ""
    start = since or last_day
    place = _place(workshop)
    lines = _open(workshop)
    changed = _changed(history, start)
    return Recap(place, tuple(lines), tuple(changed), start, tuple(days))


def is_day(words: str) -> bool:
    """Tell whether words are a day such as 2026-03-02."""
    try:
        return bool(date.fromisoformat(words))
    except ValueError:
        return False


def _place(workshop: Workshop) -> str:
    """The step where the team left off, and the record if it was at one."""
    left = workshop.log.place
    titles = {step.value: title for step, title in STEP_TITLES.items()}
    step = titles.get(left.step, STEP_TITLES[Step.ASSETS])
    record = workshop.session.find(left.record)
    if record is None:
        return step
    return f"{step}, at {record.id} {record.title_text}"


def _open(workshop: Workshop) -> Iterator[str]:
    guide = workshop.guide
    for step, state in guide.steps().items():
        figures = state.figures
        if figures.state != "done" or not figures.is_clear:
            yield f"{STEP_TITLES[step]}: {figures.words}"
    for note in _open_notes(workshop, NoteKind.ACTION):
        yield f"Action {note.id}: {note.text}{_by_whom(note)}"
    for note in _open_notes(workshop, NoteKind.PARKED):
        yield f"Parked {note.id}: {note.text}"
    stale = guide.stale()
    if stale:
        yield f"To be looked at again: {', '.join(stale)}"
    following = guide.next_thing()
    yield f"Next: {following.text} {following.reason}"


def _open_notes(workshop: Workshop, kind: NoteKind) -> Iterator[Note]:
    for note in workshop.session.all(Note):
        if note.note_kind is kind and not note.done:
            yield note


def _by_whom(note: Note) -> str:
    facts: list[str] = []
    if note.owner:
        facts.append(note.owner)
    if note.due:
        facts.append(f"until {note.due}")
    words = ", ".join(facts)
    return f" ({words})" if words else ""


def _changed(history: Sequence[Edit], start: str) -> Iterator[str]:
    """List the acts from a day on, and under a join those that it brought."""
    for edit in history:
        if edit.kind is not EditKind.ACT or _day(edit) < start:
            continue
        yield _line(edit)
        for act in edit.acts:
            if not act.taken_back:
                yield f"  {_line(act)}"


def _day(edit: Edit) -> str:
    return edit.time[:10]


def _line(act: Edit | Act) -> str:
    time = act.time[:16].replace("T", " ")
    return f"{time} {act.by}: {act.what}"
