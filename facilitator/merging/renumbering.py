"""Ids of records that two sides made under one number, and records that are the same under two."""

import re
from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from facilitator.model.kinds import KINDS
from facilitator.model.part import Part, Record
from facilitator.model.session import Session, kind_of, session_of

P = TypeVar("P", bound=Part)
Key = tuple[Any, ...]


def aligned(
    base: Session, ours: Session, theirs: Session, same: Collection[str] = ()
) -> tuple[Session, Session, dict[str, str]]:
    """The base and their session with ids that agree with ours, and the ids that were given anew.

    First what both name in their own way but is one thing gets our id; then what only shares a number gets a new one.
    same: ids that mean the same record on both sides, as is known beforehand.
    """
    aligner = _Aligner(base, ours, theirs, same)
    several = [kind for kind in ours.tables if not KINDS[kind].one_each]
    one_each = [kind for kind in ours.tables if KINDS[kind].one_each]
    for kind in several:
        aligner.keep_apart(kind)
    for kind in one_each:
        aligner.bring_together(kind)
    return all_renamed(base, aligner.of_base), all_renamed(theirs, aligner.of_theirs), aligner.of_theirs


class _Aligner:
    """What the records of the other side, and some of the base, are to be called."""

    def __init__(self, base: Session, ours: Session, theirs: Session, same: Collection[str]) -> None:
        self._base, self._ours, self._theirs = base, ours, theirs
        self._same = same
        self._numbers = Numbers(base, ours, theirs)
        self.of_base: dict[str, str] = {}
        self.of_theirs: dict[str, str] = {}

    def keep_apart(self, kind: str) -> None:
        """Give a new id to each record that they made under an id by which we made another one."""
        ours = self._ours.tables[kind]
        for record in self._made_by_them(kind):
            if record.id in ours and ours[record.id] != record:
                self.of_theirs[record.id] = self._numbers.next(record.id)

    def bring_together(self, kind: str) -> None:
        """Of what there can be one only: give our id to what they made, and else a new one where the id is taken."""
        wanted = self._wanted(kind)
        for record in self._made_by_them(kind):
            ours = wanted.pop(self._key(record), None)
            if ours is None and record.id in self._ours.tables[kind]:
                ours = self._numbers.next(record.id)
            if ours is not None and ours != record.id:
                self.of_theirs[record.id] = ours
        self._follow_what_we_made_again(kind, wanted)

    def _made_by_them(self, kind: str) -> list[Record]:
        base = self._base.tables[kind]
        theirs = self._theirs.tables[kind].values()
        return [record for record in theirs if record.id not in base and record.id not in self._same]

    def _wanted(self, kind: str) -> dict[Key, str]:
        """What we made or changed and they do not have under its id, by what there can be one only of."""
        base, theirs = self._base.tables[kind], self._theirs.tables[kind]
        found: dict[Key, str] = {}
        for record in self._ours.tables[kind].values():
            is_theirs_too = record.id in theirs and (record.id in base or record.id in self._same)
            if not is_theirs_too and base.get(record.id) != record:
                found[_key(record)] = record.id
        return found

    def _follow_what_we_made_again(self, kind: str, wanted: Mapping[Key, str]) -> None:
        """Where we removed a record and made it again, and they changed the old one: it is the old one still."""
        ours, base = self._ours.tables[kind], self._base.tables[kind]
        for record in self._theirs.tables[kind].values():
            if record.id not in base or record.id in ours or record == base[record.id]:
                continue
            again = wanted.get(self._key(record))
            if again is not None and again not in base:
                self.of_theirs[record.id] = self.of_base[record.id] = again

    def _key(self, record: Record) -> Key:
        return _key(renamed(record, self.of_theirs))


class Numbers:
    """Numbers that no side has given to anything."""

    def __init__(self, *sides: Session) -> None:
        """Begin after the highest number that any side has given."""
        self._last: dict[str, int] = {}
        for kind in sides[0].tables:
            given = [side.issued.get(kind, 0) for side in sides]
            self._last[kind] = max(given)

    def next(self, record_id: str) -> str:
        """A new id of the kind of another one."""
        kind = kind_of(record_id)
        self._last[kind] += 1
        return f"{record_id.rpartition('-')[0]}-{self._last[kind]}"


def all_renamed(session: Session, new_ids: Mapping[str, str]) -> Session:
    """A session with every id and every reference changed."""
    if not new_ids:
        return session
    records = [renamed(record, new_ids) for record in session.every_record()]
    return session_of(records, session.issued, session.revision)


def renamed(part: P, new_ids: Mapping[str, str]) -> P:
    """A record or part with its own id and every reference changed; facts name records as well."""
    changed: dict[str, Any] = {}
    for item in fields(part):
        value = getattr(part, item.name)
        if item.metadata.get("refers_to") or (item.name == "id" and isinstance(part, Record)):
            changed[item.name] = _renamed_reference(value, new_ids)
        elif item.name in ("facts", "confirmed"):
            changed[item.name] = tuple(_renamed_words(fact, new_ids) for fact in value)
        elif isinstance(value, tuple):
            changed[item.name] = tuple(renamed(one, new_ids) if isinstance(one, Part) else one for one in value)
    return replace(part, **changed)


def _renamed_reference(value: Any, new_ids: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(new_ids.get(target, target) for target in value)
    return new_ids.get(value, value)


def _renamed_words(words: str, new_ids: Mapping[str, str]) -> str:
    return re.sub(r"\b[A-Z]+-\d+\b", lambda found: new_ids.get(found[0], found[0]), words)


def _key(record: Record) -> Key:
    return tuple(getattr(record, name) for name in KINDS[record.kind].one_each or ("id",))
