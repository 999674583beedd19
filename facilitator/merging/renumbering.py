"""Ids of records that two sides made under one number, and records that are the same under two."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from facilitator.model.kinds import KINDS
from facilitator.model.part import Part, Record
from facilitator.model.session import Session, kind_of, session_of

P = TypeVar("P", bound=Part)
Key = tuple[Any, ...]
IdsByKey = dict[Key, str]
Ids = Collection[str]
NewIds = dict[str, str]

ID_IN_WORDS = re.compile(r"\b[A-Z]+-\d+\b")
FIELDS_OF_FACTS = ("facts", "confirmed")
"""Fields that hold the keys of facts, which name records in the middle of their words."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """The base and their session with ids that agree with ours, and the ids that were given anew."""

    base: Session
    theirs: Session
    new_ids: NewIds


def aligned(base: Session, ours: Session, theirs: Session, same: Ids = ()) -> Aligned:
    """Make the ids of the base and of theirs agree with ours.

    same: ids that mean the same record on both sides, as is known beforehand.
    """
    aligner = _Aligner(base, ours, theirs)
    every_kind = [_Sides(kind, base, ours, theirs, same) for kind in ours.tables]
    for sides in every_kind:
        if not sides.one_each:
            aligner.keep_apart(sides)
    # What there is one of for each threat or question is recognised by their ids, so these must be settled first.
    for sides in every_kind:
        if sides.one_each:
            aligner.bring_together(sides)
    base_here = all_renamed(base, aligner.of_base)
    theirs_here = all_renamed(theirs, aligner.of_theirs)
    return Aligned(base_here, theirs_here, aligner.of_theirs)


class _Sides:
    """The records of one kind in the base, in ours and in theirs."""

    def __init__(self, kind: str, base: Session, ours: Session, theirs: Session, same: Ids) -> None:
        self.one_each = KINDS[kind].one_each
        self.base = base.tables[kind]
        self.ours = ours.tables[kind]
        self.theirs = theirs.tables[kind]
        self._same = same

    def made_by_them(self) -> Iterator[Record]:
        """What they have under an id that does not mean one record on both sides."""
        for record in self.theirs.values():
            if not self._is_one(record.id):
                yield record

    def changed_by_them(self) -> Iterator[Record]:
        """What both they and the base have, and they have changed."""
        for record in self.theirs.values():
            before = self.base.get(record.id)
            if before is not None and before != record:
                yield record

    def ours_alone(self) -> Iterator[Record]:
        """What we made or changed, and they do not have under its id."""
        for record in self.ours.values():
            is_theirs = record.id in self.theirs
            is_theirs_too = is_theirs and self._is_one(record.id)
            before = self.base.get(record.id)
            if not is_theirs_too and before != record:
                yield record

    def _is_one(self, record_id: str) -> bool:
        """Whether an id means one record on both sides."""
        return record_id in self.base or record_id in self._same


class _Aligner:
    """Decides what the records of the other side, and some of the base, are to be called."""

    def __init__(self, base: Session, ours: Session, theirs: Session) -> None:
        self._numbers = Numbers(base, ours, theirs)
        self.of_base: NewIds = {}
        self.of_theirs: NewIds = {}

    def keep_apart(self, sides: _Sides) -> None:
        """Give a new id to each record that they made under an id by which we made another one."""
        for record in sides.made_by_them():
            ours = sides.ours.get(record.id)
            if ours is not None and ours != record:
                new_id = self._numbers.next(record.id)
                self.of_theirs[record.id] = new_id

    def bring_together(self, sides: _Sides) -> None:
        """Give our id to what they made too; what they alone made gets a new id where its own is taken here."""
        our_ids: IdsByKey = {}
        for record in sides.ours_alone():
            key = _key(record)
            our_ids[key] = record.id
        for record in sides.made_by_them():
            key = self._key_here(record)
            our_id = our_ids.pop(key, None)
            if our_id is None and record.id in sides.ours:
                our_id = self._numbers.next(record.id)
            if our_id is not None and our_id != record.id:
                self.of_theirs[record.id] = our_id
        self._follow_what_we_made_again(sides, our_ids)

    def _follow_what_we_made_again(self, sides: _Sides, our_ids: IdsByKey) -> None:
        """Join what they changed to what we made again after we had removed it: it is one record still."""
        for record in sides.changed_by_them():
            if record.id in sides.ours:
                continue
            key = self._key_here(record)
            again = our_ids.get(key)
            if again is not None and again not in sides.base:
                self.of_theirs[record.id] = again
                self.of_base[record.id] = again

    def _key_here(self, record: Record) -> Key:
        """What makes a record of theirs the only one, with the ids that its references have here."""
        here = renamed(record, self.of_theirs)
        return _key(here)


class Numbers:
    """Numbers that no side has given to anything."""

    def __init__(self, *sides: Session) -> None:
        """Begin after the highest number that any side has given."""
        self._last: dict[str, int] = {}
        for kind in sides[0].tables:
            for side in sides:
                given = side.issued.get(kind, 0)
                last = self._last.get(kind, 0)
                self._last[kind] = max(last, given)

    def next(self, record_id: str) -> str:
        """A new id of the kind of another one."""
        kind = kind_of(record_id)
        self._last[kind] += 1
        number = self._last[kind]
        prefix, _, _ = record_id.rpartition("-")
        return f"{prefix}-{number}"


def all_renamed(session: Session, new_ids: NewIds) -> Session:
    """A session with every id and every reference changed."""
    if not new_ids:
        return session
    records = [renamed(record, new_ids) for record in session.every_record()]
    return session_of(records, session.issued, session.revision)


def renamed(part: P, new_ids: NewIds) -> P:
    """A record or part with its own id and every reference changed; facts name records as well."""
    changed: dict[str, Any] = {}
    for item in fields(part):
        name = item.name
        value = getattr(part, name)
        is_own_id = name == "id" and isinstance(part, Record)
        is_reference = bool(item.metadata.get("refers_to"))
        if is_own_id or is_reference:
            changed[name] = _renamed_reference(value, new_ids)
        elif name in FIELDS_OF_FACTS:
            changed[name] = _renamed_facts(value, new_ids)
        elif isinstance(value, tuple):
            changed[name] = _renamed_parts(value, new_ids)
    return replace(part, **changed)


def _renamed_reference(value: Any, new_ids: NewIds) -> Any:
    if isinstance(value, tuple):
        targets = [new_ids.get(target, target) for target in value]
        return tuple(targets)
    return new_ids.get(value, value)


def _renamed_facts(facts: Iterable[str], new_ids: NewIds) -> tuple[str, ...]:
    def new_id(found: re.Match[str]) -> str:
        old_id = found[0]
        return new_ids.get(old_id, old_id)

    here = [ID_IN_WORDS.sub(new_id, fact) for fact in facts]
    return tuple(here)


def _renamed_parts(items: Iterable[Any], new_ids: NewIds) -> tuple[Any, ...]:
    here: list[Any] = []
    for item in items:
        new = renamed(item, new_ids) if isinstance(item, Part) else item
        here.append(new)
    return tuple(here)


def _key(record: Record) -> Key:
    """The values of the fields for which a session holds one record only; elsewhere its id."""
    kind = KINDS[record.kind]
    names = kind.one_each or ("id",)
    values = [getattr(record, name) for name in names]
    return tuple(values)
