"""A table of records that is never changed: a changed one shares all but a few of its rows with it."""

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from itertools import chain
from typing import Any

from facilitator.model.records import Record

ROWS = 64
"""How many numbers share a chunk; a change copies one chunk and the list of chunks, whatever the size."""


class Table(Mapping[str, Record]):
    """Id -> record, in order of the numbers in the ids."""

    __slots__ = ("_chunks", "_count")

    def __init__(self, records: Mapping[str, Record] | None = None) -> None:
        self._chunks: dict[int, dict[str, Record]] = {}
        ordered = sorted((records or {}).items(), key=lambda item: _number(item[0]))
        for record_id, record in ordered:
            self._chunks.setdefault(_number(record_id) // ROWS, {})[record_id] = record
        self._count = len(ordered)

    def changed(self, changes: Mapping[str, Record | None]) -> "Table":
        """The table with these records put, or taken out where there is None."""
        after = Table()
        after._chunks = dict(self._chunks)
        after._count = self._count
        for place in {_number(record_id) // ROWS for record_id in changes}:
            after._chunks[place] = dict(after._chunks.get(place, {}))
        for record_id, record in changes.items():
            after._put(record_id, record)
        for place in [place for place, chunk in after._chunks.items() if not chunk]:
            del after._chunks[place]
        return after

    def __getitem__(self, record_id: str) -> Record:
        """The record of this id. Raises KeyError."""
        return self._chunks.get(_number(record_id) // ROWS, {})[record_id]

    def __iter__(self) -> Iterator[str]:
        """The ids in order."""
        return chain.from_iterable(self._chunks.values())

    def __len__(self) -> int:
        """How many records there are."""
        return self._count

    def get(self, record_id: str, default: Any = None) -> Any:
        """The record of this id, or the default."""
        return self._chunks.get(_number(record_id) // ROWS, {}).get(record_id, default)

    def values(self) -> ValuesView[Record]:
        """The records in order."""
        return _Records(self)

    def items(self) -> ItemsView[str, Record]:
        """The ids and records in order."""
        return _Rows(self)

    def _put(self, record_id: str, record: Record | None) -> None:
        """Change a chunk that is already a copy."""
        place = _number(record_id) // ROWS
        chunk = self._chunks[place]
        known = record_id in chunk
        if record is None:
            del chunk[record_id]
            self._count -= 1
            return
        chunk[record_id] = record
        if known:
            return
        self._count += 1
        if not _in_order(chunk):
            self._chunks[place] = dict(sorted(chunk.items(), key=lambda item: _number(item[0])))
        if not _in_order(self._chunks):
            self._chunks = dict(sorted(self._chunks.items()))


class _Records(ValuesView[Record]):
    _mapping: Table

    def __iter__(self) -> Iterator[Record]:
        return chain.from_iterable(chunk.values() for chunk in self._mapping._chunks.values())


class _Rows(ItemsView[str, Record]):
    _mapping: Table

    def __iter__(self) -> Iterator[tuple[str, Record]]:
        return chain.from_iterable(chunk.items() for chunk in self._mapping._chunks.values())


def _number(record_id: str) -> int:
    """The number in an id such as T-7, or -1 for what is no id."""
    number = record_id.rpartition("-")[2]
    return int(number) if number.isdecimal() else -1


def _in_order(rows: dict[Any, Any]) -> bool:
    """Whether the key that was put last belongs at the end."""
    last_two = []
    for key in reversed(rows):
        last_two.append(_number(key) if isinstance(key, str) else key)
        if len(last_two) == 2:
            return bool(last_two[1] < last_two[0])
    return True
