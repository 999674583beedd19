"""Rebuilding a session from what can still be read, with a copy kept of all that there was."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from facilitator.model.edit import Edit, EditRefused
from facilitator.model.session import Session
from facilitator.store.errors import StoreRefused
from facilitator.store.external_edits import edit_by_hand, made_outside
from facilitator.store.files.lock import locked
from facilitator.store.files.paths import check_no_link, followed, history_path
from facilitator.store.files.reading import LARGEST_SNAPSHOT, text_of
from facilitator.store.files.rights import rights_for
from facilitator.store.files.writing import kept_copy
from facilitator.store.formats.history import Readable, readable_history
from facilitator.store.formats.snapshot import Place, was_cut_short
from facilitator.store.formats.snapshot_reading import read_snapshot
from facilitator.store.invariants import applied, header_of
from facilitator.store.saving.whole_session import write_session
from facilitator.store.store import SessionStore

MOST_RANGES = 8
"""How many gaps in the numbers of the edits are told one by one."""


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


@dataclass(frozen=True, slots=True)
class _Found:
    """What can be read of a session: its snapshot, or why there is none, and the edits of its history by number.

    is_cut: the snapshot can be read and has lost its end, perhaps with records in it.
    """

    snapshot: Session | None
    place: Place
    why_no_snapshot: str
    is_cut: bool
    edits: tuple[Edit, ...]
    lost_lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Course:
    """A session that may be rebuilt, the history to keep with it, and what does not come along."""

    session: Session
    kept: tuple[Edit, ...]
    from_snapshot: bool
    left_out: tuple[str, ...] = ()
    refused: str = ""


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
    for course in _courses(found):
        if _opens(path.name, course, found.place):
            break
    else:
        raise StoreRefused(path, "neither the snapshot nor the history can be read; take them from a copy.")
    copies = tuple(kept_copy(one, "damaged") for one in (path, history_path(path)) if one.exists())
    write_session(path, course.session, course.kept, found.place)
    left_out = (
        *_snapshot_left_out(found, course),
        *found.lost_lines,
        *course.left_out,
        *_edits_left_out(found, course),
    )
    return Recovered(course.session.revision, course.from_snapshot, copies, left_out)


def _found(path: Path) -> _Found:
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
    return _Found(snapshot, place, why, is_cut, ordered, tuple(_lost_lines(history, len(own))))


def _courses(found: _Found) -> Iterator[_Course]:
    """What the session may be, the best first."""
    from_first = _gone_on(Session(), found.edits)
    snapshot = found.snapshot
    if snapshot is not None and found.is_cut:
        if from_first.session.revision >= snapshot.revision:
            yield from_first
        words = "The snapshot was cut short; what stood behind that place is lost."
        yield replace(_gone_on(snapshot, found.edits), from_snapshot=True, left_out=(words,))
    elif snapshot is not None:
        yield from _joined(found, snapshot, from_first)
        yield replace(_gone_on(snapshot, found.edits), from_snapshot=True)
    yield from_first


def _gone_on(session: Session, edits: Sequence[Edit]) -> _Course:
    """A session after all edits that follow without a gap and leave it whole."""
    kept: list[Edit] = []
    refused = ""
    for edit in edits:
        if edit.number != session.revision + 1:
            continue
        try:
            session = applied(session, edit)
        except EditRefused as refusal:
            refused = f"edit {edit.number} does not fit ({str(refusal).rstrip('.')})"
            continue
        kept.append(edit)
        refused = ""
    return _Course(session, tuple(kept), False, refused=refused)


def _joined(found: _Found, snapshot: Session, from_first: _Course) -> Iterator[_Course]:
    """The history from its first edit on, with what the snapshot says otherwise as an edit by outside."""
    is_all = len(from_first.kept) == len(found.edits) and not found.lost_lines
    if not from_first.kept or (from_first.session.revision < snapshot.revision and not is_all):
        return
    now = from_first.session
    try:
        by_hand = made_outside(snapshot, from_first.kept, now)
        if not by_hand.changes:
            yield replace(from_first, from_snapshot=True)
            return
        edit = edit_by_hand(now, by_hand.changes)
        after = applied(now, edit)
    except EditRefused:
        return
    words = f"{by_hand.unmerged} changes by hand in the snapshot could not be joined with what came after them."
    left_out = (words,) if by_hand.unmerged else ()
    yield _Course(after, (*from_first.kept, edit), True, left_out)


def _opens(name: str, course: _Course, place: Place) -> bool:
    """Whether a session rebuilt so is one that opens, and says the same."""
    if header_of(course.session) is None:
        return False
    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        path = Path(folder) / name
        write_session(path, course.session, course.kept, place)
        opened = _opened(path)
    return opened is not None and opened.tables == course.session.tables


def _lost_lines(history: Readable, own: int) -> Iterator[str]:
    if history.damaged:
        yield f"Left out: what cannot be read of the history, {_ranges('line', history.damaged)}."
    if own < len(history.edits):
        count = len(history.edits) - own
        words = "a line" if count == 1 else f"{count} lines"
        yield f"Left out: {words} of the history, of another session."


def _snapshot_left_out(found: _Found, course: _Course) -> Iterator[str]:
    if found.why_no_snapshot:
        yield f"Left out: the snapshot ({found.why_no_snapshot})."
    elif found.is_cut and not course.from_snapshot:
        yield "Left out: the snapshot, which was cut short."
    elif found.snapshot is not None and not course.from_snapshot:
        yield "Left out: the snapshot, which does not fit the history."


def _edits_left_out(found: _Found, course: _Course) -> Iterator[str]:
    """What is not in the history any more: acts that the snapshot holds all the same, and acts that are gone."""
    kept = {edit.number for edit in course.kept}
    gone = sorted({edit.number for edit in found.edits} - kept)
    start = course.kept[0].number if course.kept else course.session.revision + 1
    before = [number for number in gone if number < start]
    after = [number for number in gone if number >= start]
    if before:
        yield f"Left out of the history: {_ranges('edit', before)}. The snapshot holds what they did."
    if after:
        yield f"Left out: {_ranges('edit', after)}, for {course.refused or 'those between are missing'}."


def _ranges(what: str, numbers: Sequence[int]) -> str:
    """Numbers in words, such as “edits 3, 7 to 9”."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1] = [ranges[-1][0], number]
        else:
            ranges.append([number])
    words = [" to ".join(map(str, found)) for found in ranges[:MOST_RANGES]]
    more = ["and more"] if len(ranges) > MOST_RANGES else []
    return f"{what if len(numbers) == 1 else f'{what}s'} {', '.join([*words, *more])}"
