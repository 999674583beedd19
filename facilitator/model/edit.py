"""The edit: one act of a person, which puts, changes or removes records together."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

from facilitator.model.part import Record


class EditRefused(ValueError):
    """An edit that does not fit the session; its text says what happened and what to do."""


NewId = Callable[[], str]
"""Gives each edit its id."""


def unique_id() -> str:
    """Give an id that no edit of any session has."""
    return uuid4().hex


class EditKind(StrEnum):
    """Whether an edit is an act of its own or takes another one back or puts it again."""

    ACT = "act"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One record before and after; None before means put, None after means removed."""

    before: Record | None
    after: Record | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise EditRefused("A change needs a record before or after.")
        if self.before and self.after and (self.before.kind, self.before.id) != (self.after.kind, self.after.id):
            raise EditRefused("A change keeps the kind and the id of its record.")

    @property
    def record(self) -> Record:
        """The record after the change, or the one that was removed."""
        record = self.after or self.before
        assert record is not None
        return record

    def inverted(self) -> "Change":
        """The change that takes this one back."""
        return Change(before=self.after, after=self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What somebody did in another copy of the session, as the edit that joins that copy tells it.

    edit: the id of the edit. number, time, by, what, why: as the other copy has them.
    records: the id here of each record that the edit changed, in the order of its changes; "" for one that was made
    and removed before the join. taken_back: whether it had been undone by then.
    """

    edit: str
    number: int
    time: str
    by: str
    what: str
    why: str = ""
    records: tuple[str, ...] = ()
    taken_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One act: its number (from 1, without gaps), when (ISO 8601, UTC), who, what, and the changes.

    id: its own for ever, whatever number it gets in another copy; "" until it is saved.
    takes_back: the number of the edit that an undo or a redo swaps, else 0.
    acts: what others did, where the edit joins their copy of the session.
    """

    number: int
    time: str
    by: str
    what: str
    changes: tuple[Change, ...]
    kind: EditKind = EditKind.ACT
    takes_back: int = 0
    acts: tuple[Act, ...] = ()
    id: str = ""

    def inverted(self, *, number: int, time: str, by: str, kind: EditKind) -> "Edit":
        """The edit with before and after swapped, as a new edit."""
        changes = tuple(change.inverted() for change in reversed(self.changes))
        return Edit(number=number, time=time, by=by, what=self.what, changes=changes, kind=kind, takes_back=self.number)
