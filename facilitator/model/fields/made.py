"""Fields that name records of one kind, one a line; a line that names none makes one, and may say more of one."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from facilitator.errors import UserError
from facilitator.model.fields.field import Records, Typed
from facilitator.model.fields.references import References
from facilitator.model.part import Record

NextId = Callable[[int], str]
"""Gives the id of a new record; the number says how many more new ones stand before it."""

ID_FIRST = re.compile(r"([A-Za-z]{1,4}-[0-9]{1,9})(?=$|[\s|])\s*(.*)", re.DOTALL)


class Describes(Protocol):
    """How records of a kind are written as one line each."""

    def read(self, record_id: str, line: str, base: Any) -> Any:
        """Make the record that a line describes, on top of `base` where there is one. Raises UserError."""

    def write(self, record: Any) -> str:
        """Write a record as a line, without its id."""

    def describe(self, record: Any) -> str:
        """Say a record to somebody who reads, with its id."""

    def is_said_by(self, line: str, record: Any) -> bool:
        """Tell whether a line without an id means a record that is there already."""


@dataclass(frozen=True, slots=True)
class Made:
    """What lines name: the ids in order, and the records that are new or changed, each with what it was before."""

    ids: tuple[str, ...]
    new: tuple[Record, ...] = ()
    changed: tuple[tuple[Record, Record], ...] = ()


class MadeReferences(References):
    """Several records of one kind."""

    terms = ("countermeasure", "mitigation")

    def __init__(self, kind: str, lines: Describes) -> None:
        """Take one kind only, for it says what a new line makes."""
        super().__init__((kind,))
        self.lines = lines

    def parse(self, records: Records, typed: Typed) -> Any:
        """Find the ids of the records that the lines name. Raises UserError where one is new."""
        made = self.read(records, typed, lambda _: "")
        if made.new:
            raise UserError(f"There is no “{made.new[0].title_text}” yet; add it first.")
        return made.ids

    def read(self, records: Records, typed: Typed, next_id: NextId) -> Made:
        """Find the ids, and make what is new or changed. Raises UserError."""
        table = records.tables[self.kinds[0]]
        found: dict[str, None] = {}
        new: list[Record] = []
        changed: list[tuple[Record, Record]] = []
        for line in _lines(table, typed):
            known, rest = _named(table, line)
            if known is not None:
                after = self.lines.read(known.id, rest, known) if rest else known
                changed += [(known, after)] if after != known else []
                found[known.id] = None
                continue
            same = self._said_before((*table.values(), *new), line)
            record = same or self.lines.read(next_id(len(new)), line, None)
            new += [] if same else [record]
            found[record.id] = None
        return Made(tuple(found), tuple(new), tuple(changed))

    def _said_before(self, known: tuple[Record, ...], line: str) -> Record | None:
        return next((record for record in known if self.lines.is_said_by(line, record)), None)

    def format_in(self, records: Records, value: Any) -> Typed:
        """Write a line for each record: its id and what it says."""
        table = records.tables[self.kinds[0]]
        return tuple(f"{name} {self.lines.write(table[name])}" if name in table else name for name in value)


def _lines(table: Mapping[str, Record], typed: Typed) -> list[str]:
    """Split what was typed into lines that say something; ids alone may stand side by side. Raises UserError."""
    if isinstance(typed, bool):
        raise UserError("A list is needed here.")
    lines: list[str] = []
    for line in typed.splitlines() if isinstance(typed, str) else typed:
        parts = [part.strip() for part in line.split(",")]
        lines += (
            parts if all(_named(table, part) == (table.get(part.upper()), "") for part in parts) else [line.strip()]
        )
    return [line for line in lines if line]


def _named(table: Mapping[str, Record], line: str) -> tuple[Record | None, str]:
    """Find the record whose id a line begins with, and the rest of the line."""
    match = ID_FIRST.match(line)
    record = table.get(match[1].upper()) if match else None
    return (record, match[2].strip()) if match and record is not None else (None, line)
