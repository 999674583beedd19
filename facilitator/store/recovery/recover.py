"""Rebuilding a session from what can still be read, with a copy kept of all that there was."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from facilitator.model.session import Session
from facilitator.store.errors import StoreRefused
from facilitator.store.files.lock import locked
from facilitator.store.files.paths import check_no_link, followed, history_path
from facilitator.store.files.rights import rights_of_session
from facilitator.store.files.writing import kept_copy
from facilitator.store.invariants import header_of
from facilitator.store.recovery.courses import Course, Found, courses
from facilitator.store.recovery.left_out import left_out
from facilitator.store.recovery.salvage import salvaged
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
    with locked(path, rights_of_session(path)):
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
    found = salvaged(path)
    course = _first_that_opens(path, found)
    copies = _kept_copies(path)
    write_session(path, course.session, course.kept, found.place)
    words = tuple(left_out(found, course))
    return Recovered(course.session.revision, course.from_snapshot, copies, words)


def _first_that_opens(path: Path, found: Found) -> Course:
    for course in courses(found):
        if _opens(path.name, course, found):
            return course
    raise StoreRefused(path, "neither the snapshot nor the history can be read; take them from a copy.")


def _kept_copies(path: Path) -> tuple[Path, ...]:
    copies: list[Path] = []
    for file in (path, history_path(path)):
        if file.exists():
            copy = kept_copy(file, "damaged")
            copies.append(copy)
    return tuple(copies)


def _opens(name: str, course: Course, found: Found) -> bool:
    """Whether a session that is rebuilt in this way opens, and says the same then."""
    if header_of(course.session) is None:
        return False
    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        path = Path(folder) / name
        write_session(path, course.session, course.kept, found.place)
        opened = _opened(path)
    return opened is not None and opened.tables == course.session.tables
