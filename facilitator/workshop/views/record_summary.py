"""A record as a card to read: each of its fields that says something, in words."""

from facilitator.model.fields.choices import Choice, YesNo
from facilitator.model.fields.closures import Closures, written
from facilitator.model.fields.field import Field
from facilitator.model.fields.made import MadeReferences
from facilitator.model.fields.references import Reference
from facilitator.model.fields.texts import Lines, Stage, Stages
from facilitator.model.kinds import KINDS
from facilitator.model.part import Record
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.session import Session

CardLine = tuple[str, str]
"""The name of a field and what it says."""


def card_of(session: Session, record: Record) -> tuple[CardLine, ...]:
    """What a record says, field by field in the order of its form; fields that say nothing are left out."""
    lines: list[CardLine] = []
    for item in KINDS[record.kind].fields:
        if item.name == record.title_field:
            continue
        words = field_words(session, record, item)
        if words:
            lines.append((item.label, words))
    return tuple(lines)


def field_words(session: Session, record: Record, item: Field) -> str:
    """What one field of a record says."""
    value = getattr(record, item.name)
    values = value if isinstance(value, tuple) else (value,)
    match item.type:
        case Closures():
            return ", ".join(written(one, named(session, one.condition)) for one in values)
        case MadeReferences():
            return "; ".join(_described(session, one) for one in values)
        case Lines():
            return "; ".join(values)
        case Reference():
            return ", ".join(named(session, record_id) for record_id in values if record_id)
        case Choice() | Stage() | Stages():
            return ", ".join(str(one).replace("-", " ") for one in values)
        case YesNo():
            return "yes" if value else ""
        case _:
            return str(item.format(record))


def named(session: Session, record_id: str) -> str:
    """A record by id and title."""
    record = session.find(record_id)
    return f"{record_id} {record.title_text}" if record else record_id


def _described(session: Session, record_id: str) -> str:
    """A record by title, a countermeasure with how far it has come."""
    record = session.find(record_id)
    if not isinstance(record, Countermeasure):
        return named(session, record_id)
    status = record.status.value.replace("-", " ")
    facts = [fact for fact in (record.id, status, record.owner, record.due) if fact]
    return f"{record.text} ({', '.join(facts)})"
