"""A record as a card to read: each of its fields that says something, in words."""

from collections.abc import Sequence

from facilitator.model.records import Countermeasure, Record
from facilitator.model.session import Session
from facilitator.workshop.entering import shown
from facilitator.workshop.forms import FORMS, Entry, FormField

CardLine = tuple[str, str]
"""The name of a field and what it says."""


def card_of(session: Session, record: Record) -> tuple[CardLine, ...]:
    """What a record says, field by field in the order of its form; fields that say nothing are left out."""
    fields = FORMS[record.kind].fields
    lines = [(item.label, _words(session, record, item)) for item in fields if item.name != record.title_field]
    return tuple((label, words) for label, words in lines if words)


def _words(session: Session, record: Record, item: FormField) -> str:
    if item.entry is Entry.COUNTERMEASURES:
        return "; ".join(_countermeasure(one) for one in getattr(record, item.name))
    value = shown(record, item)
    if isinstance(value, bool):
        return "yes" if value else ""
    words: Sequence[str] = value if isinstance(value, tuple) else (value,)
    if item.entry in (Entry.REFERENCE, Entry.REFERENCES):
        words = [_named(session, record_id) for record_id in words if record_id]
    if item.entry in (Entry.CHOICE, Entry.CHOICES, Entry.STAGE, Entry.STAGES):
        words = [word.replace("-", " ") for word in words]
    return ("; " if item.entry is Entry.LINES else ", ").join(words)


def _countermeasure(countermeasure: Countermeasure) -> str:
    status = countermeasure.status.value.replace("-", " ")
    return f"{countermeasure.text} ({', '.join(filter(None, (status, countermeasure.owner)))})"


def _named(session: Session, record_id: str) -> str:
    record = session.find(record_id)
    return f"{record_id} {record.title_text}" if record else record_id
