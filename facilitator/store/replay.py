"""Taking the edits of a history on top of a session, and saying what does not fit."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from facilitator.model.edit import Edit, EditRefused
from facilitator.model.records.session import Header
from facilitator.model.session import Session, apply
from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import history_path
from facilitator.store.invariants import applied, fault_of, header_of


def replayed(path: Path, start: Session, edits: Sequence[Edit]) -> Session:
    """The session at a path after these edits. Raises StoreRefused when what comes of it is not whole."""
    session = _after(path, start, edits)
    fault = fault_of(session) if session.revision or session.issued else ""
    if not fault and not _keeps_identity(start, edits, session):
        fault = "the session has another identity since"
    if fault:
        number = _first_bad(start, edits)
        where = history_path(path) if number else path
        what = f"edit {number} is not right: {fault}" if number else fault
        raise StoreRefused(where, f"{what}; “facilitator recover” keeps what can be kept.")
    return session


def _after(path: Path, session: Session, edits: Iterable[Edit]) -> Session:
    for edit in edits:
        if edit.number <= session.revision:
            continue
        try:
            session = apply(session, edit)
        except EditRefused as refusal:
            what = (
                f"edit {edit.number} does not fit the snapshot ({refusal}); restore it from a copy, or use “recover”."
            )
            raise StoreRefused(history_path(path), what) from None
    return session


def _keeps_identity(start: Session, edits: Sequence[Edit], now: Session) -> bool:
    has_begun = start.tables[Header.kind] or not edits
    first = header_of(start if has_begun else apply(start, edits[0]))
    last = header_of(now)
    return first is None or last is None or first.identity == last.identity


def _first_bad(session: Session, edits: Iterable[Edit]) -> int:
    """The number of the first edit that does not leave a session whole, or 0."""
    for edit in edits:
        if edit.number > session.revision:
            try:
                session = applied(session, edit)
            except EditRefused:
                return edit.number
    return 0
