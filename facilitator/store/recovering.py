"""Rebuilding a session from what can still be read, with a copy kept of all that there was."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from facilitator.model.edit import Edit, EditRefused
from facilitator.model.records import HEADER_ID, Header
from facilitator.model.session import Session, apply
from facilitator.store.codec import digest_of
from facilitator.store.history import history_text, readable_edits
from facilitator.store.refusal import StoreRefused
from facilitator.store.session_file import history_path, kept_copy, write_atomically
from facilitator.store.snapshot import Place, read_snapshot, snapshot_text


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was rebuilt: up to which edit, and the copies of the files as they were."""

    revision: int
    from_snapshot: bool
    copies: tuple[Path, ...]


def recover(path: Path) -> Recovered:
    """Rebuild a session from its snapshot, or else from its history, as far as either can be read.

    Raises StoreRefused when nothing of it can be read, or somebody is writing it, and OSError.
    """
    lock = FileLock(path.with_name(f".{path.stem}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise StoreRefused(path, "somebody else is writing this session; let them close it first.") from None
    try:
        return _recovered(path)
    finally:
        lock.release()


def _recovered(path: Path) -> Recovered:
    edits = readable_edits(history_path(path))
    session, place, from_snapshot = _start(path, edits)
    header = session.tables[Header.kind].get(HEADER_ID)
    if not isinstance(header, Header):
        raise StoreRefused(path, "neither the snapshot nor the history can be read; take them from a copy.")
    session, kept = _gone_on(session, edits, from_snapshot=from_snapshot)
    copies = tuple(kept_copy(one, "damaged") for one in (path, history_path(path)) if one.exists())
    write_atomically(history_path(path), history_text(kept, header.identity))
    last_edit = digest_of(kept[-1], header.identity) if kept else ""
    write_atomically(path, snapshot_text(session, place, last_edit))
    return Recovered(session.revision, from_snapshot, copies)


def _start(path: Path, edits: Sequence[Edit]) -> tuple[Session, Place, bool]:
    try:
        session, place = read_snapshot(path)
    except StoreRefused:
        return _from_first(edits), Place(), False
    return session, place, True


def _from_first(edits: Sequence[Edit]) -> Session:
    first = next((edit for edit in edits if edit.number == 1), None)
    try:
        return apply(Session(), first) if first else Session()
    except EditRefused:
        return Session()


def _gone_on(session: Session, edits: Sequence[Edit], *, from_snapshot: bool) -> tuple[Session, list[Edit]]:
    """The session after all edits that follow without a gap, and the history to keep."""
    before = [edit for number, edit in enumerate(edits, 1) if edit.number == number <= session.revision]
    whole = len(before) == session.revision
    kept = before if whole or not from_snapshot else []
    for edit in edits:
        if edit.number != session.revision + 1:
            continue
        try:
            session = apply(session, edit)
        except EditRefused:
            break
        kept.append(edit)
    return session, kept
