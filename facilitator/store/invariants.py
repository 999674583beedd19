"""Whether an edit leaves a session whole: with its header and identity, and naming nothing that is not there."""

from facilitator.model.edit import Edit, EditRefused
from facilitator.model.records.session import HEADER_ID, Header
from facilitator.model.references import dangling, named_by
from facilitator.model.session import Session, apply


def header_of(session: Session) -> Header | None:
    """The particulars of a session, or None before the first edit."""
    headers = session.tables[Header.kind]
    header = headers.get(HEADER_ID)
    return header if isinstance(header, Header) else None


def identity_of(session: Session) -> str:
    """The identity of a session, or "" before the first edit."""
    header = header_of(session)
    return header.identity if header else ""


def applied(session: Session, edit: Edit) -> Session:
    """The session after an edit that leaves it whole. Raises EditRefused."""
    after = apply(session, edit)
    _check_header(session, after)
    for change in edit.changes:
        if change.after is not None:
            _check_references(after, change.after.id)
            continue
        gone = change.record.id
        # An edit may remove a record and put it again; who names it then names nothing that is gone.
        if after.find(gone) is None:
            for namer in named_by(after, gone):
                _check_references(after, namer.id)
    return after


def fault_of(session: Session) -> str:
    """What is not whole about a session, as a clause; "" when nothing is."""
    if header_of(session) is None:
        return "the particulars of the session are not there"
    for record in session.every_record():
        for reference in dangling(session, record):
            return f"{record.id} names {reference.target} in “{reference.field}”, which is not there"
    return ""


def _check_header(before: Session, after: Session) -> None:
    old = header_of(before)
    new = header_of(after)
    if new is None:
        raise EditRefused("A session keeps its particulars.")
    if old is not None and old.identity != new.identity:
        raise EditRefused("A session keeps its identity.")


def _check_references(session: Session, record_id: str) -> None:
    record = session.find(record_id)
    if record is None:
        return
    for reference in dangling(session, record):
        raise EditRefused(f"{record_id} would name {reference.target}, which is not there.")
