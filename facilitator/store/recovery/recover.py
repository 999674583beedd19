"""Rebuilding a session from what can still be read, with a copy kept of all that there was."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from facilitator.model.session import Session
from facilitator.store.errors import StoreRefused
from facilitator.store.files.lock import locked
from facilitator.store.files.paths import check_no_link, followed, history_path
from facilitator.store.files.reading import LARGEST_SNAPSHOT, text_of
from facilitator.store.files.rights import rights_for
from facilitator.store.files.writing import kept_copy
from facilitator.store.formats.history import readable_history
from facilitator.store.formats.snapshot import Place, was_cut_short
from facilitator.store.formats.snapshot_reading import read_snapshot
from facilitator.store.invariants import header_of
from facilitator.store.recovery.courses import Course, Found, courses
from facilitator.store.recovery.left_out import left_out, lost_lines
from facilitator.store.saving.whole_session import write_session
from facilitator.store.store import SessionStore


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was rebuilt: up to which edit, what was left out, a sentence each, and the copies of the files as they were.

    was_whole: the session opened as it was, and nothing was touched.
    """

    revision: int
    from_snapshot: bool = True
    copies: tuple[Path, ...] = ()
    left_out: tuple[str, ...] = ()
    was_whole: bool = False


def recover(path: Path) -> Recovered:
    """Rebuild a session from its snapshot and its history, as far as they can be read and fit.

    A session that opens stays as it is. Nothing is written that does not open.
    Raises StoreRefused when nothing of it can be read, or somebody is writing it, and OSError.
    """
    path = followed(path)
    check_no_link(history_path(path))
    with locked(path, rights_for(path, history_path(path))):
        whole = _opened(path)
        return Recovered(whole.revision, was_whole=True) if whole else _rebuilt(path)


def _opened(path: Path) -> Session | None:
    """The session at a path, when it opens."""
    try:
        session = SessionStore(path, read_only=True).session
    except StoreRefused:
        return None
    return session if header_of(session) else None


def _rebuilt(path: Path) -> Recovered:
    found = _found(path)
    for course in courses(found):
        if _opens(path.name, course, found.place):
            break
    else:
        raise StoreRefused(path, "neither the snapshot nor the history can be read; take them from a copy.")
    copies = tuple(kept_copy(one, "damaged") for one in (path, history_path(path)) if one.exists())
    write_session(path, course.session, course.kept, found.place)
    return Recovered(course.session.revision, course.from_snapshot, copies, tuple(left_out(found, course)))


def _found(path: Path) -> Found:
    history = readable_history(history_path(path))
    snapshot, place, why, is_cut = None, Place(), "", False
    try:
        if path.exists():
            snapshot, place = read_snapshot(path)
            is_cut = was_cut_short(text_of(path, LARGEST_SNAPSHOT))
    except (StoreRefused, OSError) as error:
        why = str(error).rstrip(".")
    identity = snapshot.header.identity if snapshot else history.first_identity
    own = [edit for session, edit in history.edits if session == identity]
    ordered = tuple(sorted(own, key=lambda edit: edit.number))
    return Found(snapshot, place, why, is_cut, ordered, tuple(lost_lines(history, len(own))))


def _opens(name: str, course: Course, place: Place) -> bool:
    """Whether a session rebuilt so is one that opens, and says the same."""
    if header_of(course.session) is None:
        return False
    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        path = Path(folder) / name
        write_session(path, course.session, course.kept, place)
        opened = _opened(path)
    return opened is not None and opened.tables == course.session.tables
