"""Rebuilding a session from what can still be read, with a copy kept of all that there was."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.model.edit import Edit, EditRefused
from facilitator.model.records import HEADER_ID, Header
from facilitator.model.session import Session
from facilitator.store.files import kept_copy, write_atomically
from facilitator.store.history import check_no_link, history_text, readable_edits
from facilitator.store.lock import locked
from facilitator.store.reading import LARGEST_SNAPSHOT, text_of
from facilitator.store.refusal import StoreRefused
from facilitator.store.rights import rights_for
from facilitator.store.session_file import followed, history_end, history_path
from facilitator.store.snapshot import HistoryEnd, Place, read_snapshot, snapshot_text, was_cut_short
from facilitator.store.validity import applied


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
    path = followed(path)
    check_no_link(history_path(path))
    with locked(path, rights_for(path, history_path(path))):
        return _recovered(path)


def _recovered(path: Path) -> Recovered:
    session, place, from_snapshot = _start(path)
    edits = _edits_of(path, session)
    if not from_snapshot:
        session = _from_first(edits)
    header = session.tables[Header.kind].get(HEADER_ID)
    if not isinstance(header, Header):
        raise StoreRefused(path, "neither the snapshot nor the history can be read; take them from a copy.")
    session, kept = _gone_on(session, edits, from_snapshot=from_snapshot)
    copies = tuple(kept_copy(one, "damaged") for one in (path, history_path(path)) if one.exists())
    text = history_text(kept, header.identity)
    rights = rights_for(path, history_path(path))
    write_atomically(history_path(path), text, rights)
    whole = _agree(kept, session)
    end = history_end(kept, header.identity, len(text.encode())) if whole else HistoryEnd()
    write_atomically(path, snapshot_text(session, place, end), rights)
    return Recovered(session.revision, from_snapshot, copies)


def _start(path: Path) -> tuple[Session, Place, bool]:
    try:
        session, place = read_snapshot(path)
        is_cut = was_cut_short(text_of(path, LARGEST_SNAPSHOT))
    except (StoreRefused, OSError):
        return Session(), Place(), False
    return (Session(), place, False) if is_cut else (session, place, True)


def _edits_of(path: Path, session: Session) -> list[Edit]:
    """The edits of the history that belong to this session, or to the one that its first line speaks of."""
    found = readable_edits(history_path(path))
    header = session.tables[Header.kind].get(HEADER_ID)
    first = next((identity for identity, edit in found if edit.number == 1), "")
    wanted = header.identity if isinstance(header, Header) else first
    return [edit for identity, edit in found if identity == wanted]


def _agree(edits: Sequence[Edit], session: Session) -> bool:
    """Whether edits, from the first on, add up to a session."""
    found = Session()
    try:
        for edit in edits:
            found = applied(found, edit)
    except EditRefused:
        return False
    return bool(edits) and found.tables == session.tables


def _from_first(edits: Sequence[Edit]) -> Session:
    first = next((edit for edit in edits if edit.number == 1), None)
    try:
        return applied(Session(), first) if first else Session()
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
            session = applied(session, edit)
        except EditRefused:
            break
        kept.append(edit)
    return session, kept
