"""A record as a card to read: each of its fields that says something, in words."""

from facilitator.analysis.approval import standing_of
from facilitator.analysis.origin import origin_words
from facilitator.model.fields.choices import Choice, YesNo
from facilitator.model.fields.closures import Closures, written
from facilitator.model.fields.field import Field
from facilitator.model.fields.made import MadeReferences
from facilitator.model.fields.references import Reference
from facilitator.model.fields.texts import Lines, Stage, Stages
from facilitator.model.kinds import KINDS
from facilitator.model.part import Record
from facilitator.model.session import Session
from facilitator.workshop.workshop import Workshop

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


def whole_card_of(workshop: Workshop, record: Record) -> tuple[CardLine, ...]:
    """What a record says, then how an approval stands, and where the record comes from."""
    lines = [*card_of(workshop.session, record)]
    state = standing_of(workshop.session, record, workshop.time()[:10])
    if state:
        lines.append(("State", state))
    entry = workshop.log.entry_of(record.id)
    return (*lines, ("Origin", origin_words(record, entry)))


def field_words(session: Session, record: Record, item: Field) -> str:
    """What one field of a record says."""
    value = getattr(record, item.name)
    values = value if isinstance(value, tuple) else (value,)
    match item.type:
        case Closures():
            return ", ".join(written(one, named(session, one.condition)) for one in values)
        case MadeReferences():
            records = [session.find(one) for one in values]
            return "; ".join(item.type.lines.describe(record) for record in records if record)
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
