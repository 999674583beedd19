"""The difference between two sessions: records put, changed and removed."""

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
            old, new = table.get(record_id), other.get(record_id)
            if old != new:
                changes.append(Change(before=old, after=new))
    return tuple(changes)


def fields_changed(change: Change) -> tuple[FieldChange, ...]:
    """The fields in which a changed record differs; for one that came or went, all that it says."""
    record = change.record
    names = [item.name for item in fields(record) if item.name != "id"]
    found = (FieldChange(name, _value(change.before, name), _value(change.after, name)) for name in names)
    if change.before is None or change.after is None:
        return tuple(item for item in found if item.before or item.after)
    return tuple(item for item in found if item.before != item.after)


def sentences(change: Change) -> tuple[str, ...]:
    """A change in words: one line for a record that came or went, one for each field that changed."""
    record = change.record
    kind = record.kind.replace("_", " ")
    if change.before is None:
        return (f"+ {record.id} {record.title_text} (new {kind})",)
    if change.after is None:
        return (f"- {record.id} {record.title_text} ({kind} removed)",)
    return tuple(
        f"~ {record.id} {record.title_text}: {item.field.replace('_', ' ')} {in_words(item.before)} → "
        f"{in_words(item.after)}"
        for item in fields_changed(change)
    )


def in_words(value: Any) -> str:
    """A plain value as people read it."""
    if value in (None, "", [], ()):
        return "nothing"
    if isinstance(value, list):
        return ", ".join(in_words(item) for item in value)
    if isinstance(value, dict):
        return " | ".join(f"{item}" for item in value.values())
    return f"“{value}”" if isinstance(value, str) else str(value)


def _value(record: Record | None, name: str) -> Any:
    """A field as plain data: enumerations as their values, parts as tables."""
    return None if record is None else plain(getattr(record, name))
