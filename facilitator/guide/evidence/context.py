"""A session together with the banks, as the guide reads it; each table read is noted for the query at work."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar, cast

from facilitator.banks.schema.banks import Banks
from facilitator.guide.evidence.query import Memo
from facilitator.model.part import Record
from facilitator.model.records.session import Header
from facilitator.model.session import Session

R = TypeVar("R", bound=Record)
Tables = Mapping[str, Mapping[str, Record]]


class Context:
    """One session and the banks. Contexts that share a memo share what queries found.

    session: the session, whose tables note who reads them. unnoted: the same, for the memo itself.
    """

    def __init__(self, session: Session, banks: Banks, memo: Memo | None = None) -> None:
        self.banks = banks
        self.memo = memo or Memo()
        self.unnoted = session
        self.session = replace(session, tables=_NotedTables(session.tables, self.memo))

    @property
    def header(self) -> Header:
        """The session's particulars."""
        return self.session.header

    def table(self, kind: str) -> Mapping[str, Record]:
        """Every record of a kind by its id."""
        return self.session.tables[kind]

    def all(self, record_type: type[R]) -> tuple[R, ...]:
        """Every record of a type, in order of their ids."""
        return self.session.all(record_type)

    def get(self, record_type: type[R], record_id: str) -> R | None:
        """The record of this type and id, or None."""
        return cast(R | None, self.table(record_type.kind).get(record_id))

    def find(self, record_id: str) -> Record | None:
        """The record of this id, or None."""
        return self.session.find(record_id)


class _NotedTables(Tables):
    """The tables of a session; each that is read is noted for the query that is at work."""

    def __init__(self, tables: Tables, memo: Memo) -> None:
        self._tables = tables
        self._memo = memo

    def __getitem__(self, kind: str) -> Mapping[str, Record]:
        table = self._tables[kind]
        self._memo.note_table(kind, table)
        return table

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)
