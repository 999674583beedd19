"""Who does what until when: what is overdue, and what nobody answers for."""

from collections.abc import Iterator

from facilitator.analysis.finding import Finding
from facilitator.model.part import Record
from facilitator.model.session import Session


def without_owner(session: Session) -> Iterator[Finding]:
    """Find what nobody answers for."""
    for record in session.every_record():
        if record.needs_owner and not owner_of(record).strip():
            yield Finding(record.id, "it has no owner; name one.")


def overdue(session: Session, today: str) -> Iterator[Finding]:
    """Find what was due before a day, in ISO 8601."""
    for record in session.every_record():
        if is_overdue(record, today):
            yield Finding(record.id, f"it was due on {due_of(record)}; say how it stands, or set another day.")


def is_overdue(record: Record, today: str) -> bool:
    """Tell whether something is still to be done that was due before a day."""
    due = due_of(record)
    return record.is_pending and bool(due) and due < today


def due_of(record: Record) -> str:
    """Find the day by which something is to be done, or ""."""
    return str(getattr(record, "due", ""))


def owner_of(record: Record) -> str:
    """Find who answers for a record, or ""."""
    return str(getattr(record, "owner", ""))
