"""The difference between two sessions: records put, changed and removed."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from facilitator.model.edit import Change
from facilitator.model.part import Record, plain
from facilitator.model.session import Session


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record, as plain values."""

    field: str
    before: Any
    after: Any


def changes_between(before: Session, after: Session) -> tuple[Change, ...]:
    """The changes that, applied to the first session, give the records of the second."""
    changes: list[Change] = []
    for kind, table in before.tables.items():
        other = after.tables[kind]
        for record_id in dict.fromkeys((*table, *other)):
            old = table.get(record_id)
            new = other.get(record_id)
            if old != new:
                change = Change(before=old, after=new)
                changes.append(change)
    return tuple(changes)


def fields_changed(change: Change) -> tuple[FieldChange, ...]:
    """The fields in which a changed record differs; for one that came or went, all that it says."""
    came_or_went = change.before is None or change.after is None
    found: list[FieldChange] = []
    for item in _fields_before_and_after(change):
        says_something = bool(item.before or item.after)
        differs = item.before != item.after
        counts = says_something if came_or_went else differs
        if counts:
            found.append(item)
    return tuple(found)


def sentences(change: Change) -> tuple[str, ...]:
    """A change in words: one line for a record that came or went, one for each field that changed."""
    record = change.record
    kind = record.kind.replace("_", " ")
    name = f"{record.id} {record.title_text}"
    if change.before is None:
        return (f"+ {name} (new {kind})",)
    if change.after is None:
        return (f"- {name} ({kind} removed)",)
    lines: list[str] = []
    for item in fields_changed(change):
        field = item.field.replace("_", " ")
        before = in_words(item.before)
        after = in_words(item.after)
        words = f"{field} {before} → {after}"
        lines.append(f"~ {name}: {words}")
    return tuple(lines)


def in_words(value: Any) -> str:
    """A plain value as people read it."""
    if value in (None, "", [], ()):
        return "nothing"
    if isinstance(value, list):
        items = map(in_words, value)
        return ", ".join(items)
    if isinstance(value, dict):
        items = map(str, value.values())
        return " | ".join(items)
    if isinstance(value, str):
        return f"“{value}”"
    return str(value)


def _fields_before_and_after(change: Change) -> Iterator[FieldChange]:
    for item in fields(change.record):
        if item.name != "id":
            before = _value(change.before, item.name)
            after = _value(change.after, item.name)
            yield FieldChange(item.name, before, after)


def _value(record: Record | None, name: str) -> Any:
    """A field as plain data: enumerations as their values, parts as tables."""
    if record is None:
        return None
    value = getattr(record, name)
    return plain(value)
