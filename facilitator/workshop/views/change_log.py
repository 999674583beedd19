"""The history as minutes of the workshop: who, when, what and why."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from facilitator.model.edit import Act, Edit
from facilitator.model.telling import taken_back, what_was_done, why
from facilitator.store.formats.codec import edit_to_line


@dataclass(frozen=True, slots=True)
class Minute:
    """One act. day and time: of the clock of the one who did it. why: empty when nobody said.

    number: in the history of the copy in which it was done. brought: the acts that a join brought.
    """

    number: int
    day: str
    time: str
    by: str
    what: str
    why: str = ""
    taken_back: bool = False
    brought: tuple["Minute", ...] = ()


def minutes(history: Sequence[Edit]) -> tuple[Minute, ...]:
    """Every act in order; one that was undone, and not put again, says so."""
    gone = taken_back(history)
    return tuple(_minute(edit, taken_back=edit.number in gone) for edit in history)


def edits_as_json(history: Sequence[Edit]) -> list[dict[str, Any]]:
    """Every edit in order, as the file of the history holds it."""
    lines = [edit_to_line(edit, "") for edit in history]
    return [dict(json.loads(line)) for line in lines]


def _minute(edit: Edit, *, taken_back: bool) -> Minute:
    return Minute(
        number=edit.number,
        day=edit.time[:10],
        time=edit.time[11:16],
        by=edit.by,
        what=what_was_done(edit),
        why=why(edit),
        taken_back=taken_back,
        brought=tuple(map(_brought, edit.acts)),
    )


def _brought(act: Act) -> Minute:
    return Minute(act.number, act.time[:10], act.time[11:16], act.by, act.what, act.why, act.taken_back)
