"""A table of records that is never changed: a changed one shares all but a few of its rows with it."""

from collections.abc import ItemsView, Iterator, Mapping, Sequence, ValuesView
from functools import lru_cache
from itertools import chain
from operator import lt
from typing import Any

from facilitator.model.part import Record

REMEMBERED = 65_536
"""Ids whose number is kept; each is looked up many times."""

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
        by_place: dict[int, dict[str, Record | None]] = {}
        for record_id, record in changes.items():
            by_place.setdefault(_number(record_id) // ROWS, {})[record_id] = record
        after = Table()
        after._chunks = dict(self._chunks)
        after._count = self._count
        for place, rows in by_place.items():
            after._change_chunk(place, rows)
        if not _ascending(list(after._chunks)):
            after._chunks = dict(sorted(after._chunks.items()))
        return after

    def __getitem__(self, record_id: str) -> Record:
        """The record of this id. Raises KeyError."""
        return self._chunks.get(_number(record_id) // ROWS, {})[record_id]

    def __contains__(self, record_id: object) -> bool:
        """Whether there is a record of this id."""
        return isinstance(record_id, str) and record_id in self._chunks.get(_number(record_id) // ROWS, {})

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

    def _change_chunk(self, place: int, rows: Mapping[str, Record | None]) -> None:
        before = self._chunks.get(place, {})
        chunk = dict(before)
        for record_id, record in rows.items():
            if record is None:
                del chunk[record_id]
            else:
                chunk[record_id] = record
        self._count += len(chunk) - len(before)
        if not chunk:
            self._chunks.pop(place, None)
        elif chunk.keys() <= before.keys() or _ascending([_number(record_id) for record_id in chunk]):
            self._chunks[place] = chunk
        else:
            self._chunks[place] = dict(sorted(chunk.items(), key=lambda item: _number(item[0])))


class _Records(ValuesView[Record]):
    _mapping: Table

    def __iter__(self) -> Iterator[Record]:
        return chain.from_iterable(chunk.values() for chunk in self._mapping._chunks.values())


class _Rows(ItemsView[str, Record]):
    _mapping: Table

    def __iter__(self) -> Iterator[tuple[str, Record]]:
        return chain.from_iterable(chunk.items() for chunk in self._mapping._chunks.values())


@lru_cache(REMEMBERED)
def _number(record_id: str) -> int:
    """The number in an id such as T-7, or -1 for what is no id."""
    number = record_id.rpartition("-")[2]
    return int(number) if number.isdecimal() and len(number) < 20 else -1


def _ascending(numbers: Sequence[int]) -> bool:
    return all(map(lt, numbers, numbers[1:]))
