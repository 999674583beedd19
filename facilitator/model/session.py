"""A session: what its edits add up to, and the one pure function that applies an edit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from facilitator.model.edit import Change, Edit, EditRefused
from facilitator.model.kinds import KIND_OF_PREFIX, RECORD_TYPES
from facilitator.model.part import Record
from facilitator.model.records.session import HEADER_ID, Header
from facilitator.model.table import REMEMBERED, Table

R = TypeVar("R", bound=Record)
MOST_DIGITS = 9
"""No session comes near a number of so many digits; a longer one in a file is no id."""


def _empty_tables() -> Mapping[str, Mapping[str, Record]]:
    return MappingProxyType({kind: Table() for kind in RECORD_TYPES})


@dataclass(frozen=True, slots=True)
class Session:
    """All records of a session at one revision.

    tables: kind -> id -> record, in order of their ids.
    issued: kind -> the highest number ever given to an id; it never falls, so no id comes back.
    revision: the number of the last edit that is in it.
    """

    tables: Mapping[str, Mapping[str, Record]] = field(default_factory=_empty_tables)
    issued: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    revision: int = 0

    @property
    def header(self) -> Header:
        """What the session is about. Raises KeyError before the first edit."""
        header = self.tables[Header.kind][HEADER_ID]
        assert isinstance(header, Header)
        return header

    def all(self, record_type: type[R]) -> tuple[R, ...]:
        """Every record of a type, in order of their ids."""
        return tuple(self.tables[record_type.kind].values())  # type: ignore[arg-type]

    def find(self, record_id: str) -> Record | None:
        """The record of this id, or None."""
        kind = kind_of(record_id)
        return self.tables[kind].get(record_id) if kind else None

    def get(self, record_type: type[R], record_id: str) -> R:
        """The record of this type and id. Raises KeyError."""
        record = self.tables[record_type.kind][record_id]
        assert isinstance(record, record_type)
        return record

    def every_record(self) -> Iterator[Record]:
        """All records, kind by kind."""
        for table in self.tables.values():
            yield from table.values()

    def next_id(self, record_type: type[Record], ahead: int = 0) -> str:
        """The id that the next new record of this type gets; `ahead` skips that many more."""
        return f"{record_type.prefix}-{self.issued.get(record_type.kind, 0) + 1 + ahead}"


@lru_cache(REMEMBERED)
def kind_of(record_id: str) -> str:
    """The kind of record that an id speaks of, or "" when it is none of ours."""
    prefix, dash, number = record_id.rpartition("-")
    is_number = number.isascii() and number.isdecimal() and len(number) <= MOST_DIGITS
    return KIND_OF_PREFIX.get(prefix, "") if dash and is_number else ""


def number_of(record_id: str) -> int:
    """The number in an id such as T-7."""
    return int(record_id.rpartition("-")[2])


def apply(session: Session, edit: Edit) -> Session:
    """The session after an edit. Raises EditRefused when the edit does not follow or does not fit."""
    if edit.number != session.revision + 1:
        raise EditRefused(f"Edit {edit.number} does not follow revision {session.revision}; reload the session.")
    tables = dict(session.tables)
    issued = dict(session.issued)
    for kind, changes in _by_kind(edit.changes).items():
        tables[kind] = _changed_table(tables[kind], changes)
        issued[kind] = max(issued.get(kind, 0), *(number_of(change.record.id) for change in changes))
    return Session(MappingProxyType(tables), MappingProxyType(issued), edit.number)


def session_of(records: Iterable[Record], issued: Mapping[str, int], revision: int) -> Session:
    """A session made of records that were read, rather than of edits."""
    tables: dict[str, dict[str, Record]] = {kind: {} for kind in RECORD_TYPES}
    highest = dict(issued)
    for record in sorted(records, key=lambda record: number_of(record.id)):
        tables[record.kind][record.id] = record
        highest[record.kind] = max(highest.get(record.kind, 0), number_of(record.id))
    frozen = {kind: Table(table) for kind, table in tables.items()}
    return Session(MappingProxyType(frozen), MappingProxyType(highest), revision)


def with_records(session: Session, records: Sequence[Record]) -> Session:
    """A session as it would be with these records more."""
    changes = tuple(Change(before=None, after=record) for record in records)
    return apply(session, Edit(number=session.revision + 1, time="", by="", what="", changes=changes))


def _by_kind(changes: tuple[Change, ...]) -> dict[str, list[Change]]:
    grouped: dict[str, list[Change]] = {}
    for change in changes:
        grouped.setdefault(change.record.kind, []).append(change)
    return grouped


def _changed_table(table: Mapping[str, Record], changes: list[Change]) -> Table:
    known = table if isinstance(table, Table) else Table(table)
    changed: dict[str, Record | None] = {}
    for change in changes:
        record_id = change.record.id
        if kind_of(record_id) != change.record.kind:
            raise EditRefused(f"{record_id} is not an id for this kind of record.")
        now = changed[record_id] if record_id in changed else known.get(record_id)
        if now != change.before:
            raise EditRefused(f"{record_id} has changed meanwhile; look at it again.")
        changed[record_id] = change.after
    gone = {record_id for record_id, record in changed.items() if record is None and record_id not in known}
    return known.changed({record_id: record for record_id, record in changed.items() if record_id not in gone})
