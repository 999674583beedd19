"""One session on disk: its snapshot, its history and the lock on them."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from facilitator.analysis.step_figures import StepFigures
from facilitator.model.edit import Edit, EditRefused
from facilitator.model.records.session import HEADER_ID, Header
from facilitator.model.session import Session, apply
from facilitator.store.errors import StoreRefused
from facilitator.store.external_edits import is_complete, made_outside
from facilitator.store.files.lock import SessionLock
from facilitator.store.files.reading import LARGEST_SNAPSHOT, bytes_of, check_is_file, text_of
from facilitator.store.files.rights import rights_for, shared_in
from facilitator.store.files.writing import clear_temporary_files, free_name, kept_copy, write_atomically, write_copy
from facilitator.store.formats import migration
from facilitator.store.formats.codec import digest_of
from facilitator.store.formats.history import ReadHistory, begins_at_first, check_no_link, history_text, read_history
from facilitator.store.formats.snapshot import HistoryEnd, Place, snapshot_text, was_cut_short
from facilitator.store.formats.snapshot_head import format_of, head_as_written, last_edit_of
from facilitator.store.formats.snapshot_reading import read_snapshot
from facilitator.store.invariants import applied, fault_of
from facilitator.store.saving.history_writer import Displaced, HistoryWriter

OUTSIDE = "outside"
Check = Callable[[Path, Session], None]
Stamp = tuple[int, int, int]
"""By which a file is known to be the one that was read or written: inode, size, time of change."""


def history_path(path: Path) -> Path:
    """The history that belongs to a snapshot."""
    return path.with_name(f"{path.stem}.history.jsonl")


def history_end(edits: Sequence[Edit], identity: str, size: int) -> HistoryEnd:
    """The end of a history of so many bytes."""
    return HistoryEnd(digest_of(edits[-1], identity), edits[-1].time, size) if edits else HistoryEnd()


class SessionStore:
    """An open session. `writable` is False where somebody else is writing it.

    notices: sentences about what was found and mended while opening.
    unsaved: edits that are part of the session but not yet on disk.
    why_read_only: what keeps it from being written, as a clause.
    """

    place: Place
    session: Session
    edits: list[Edit]
    _whole_bytes: int
    _leftover: int
    _old_format: int
    _written: int
    _stamp: Stamp | None
    _mends: list[Callable[[], None]]

    def __init__(self, path: Path, *, read_only: bool = False, check: Check = lambda _path, _session: None) -> None:
        """Open or begin a session. Raises StoreRefused when its files cannot be used.

        check: raises StoreRefused where the session cannot be used either; nothing is touched then.
        """
        self.path = followed(path)
        self._check = check
        self.notices: list[str] = []
        self.unsaved: list[Edit] = []
        self.why_read_only = "it was opened to read"
        self._lock = SessionLock(self.path, self._rights())
        self._writer: HistoryWriter | None = None
        self._snapshots: ThreadPoolExecutor | None = None
        self._in_work: Future[None] | None = None
        self.writable = not read_only and self._locked()
        try:
            self._open_as_far_as_possible()
        except BaseException:
            self._lock.release()
            raise

    def _open_as_far_as_possible(self) -> None:
        """Open; where the disk takes no copy of what must be mended, open to read."""
        noticed = list(self.notices)
        try:
            self._open()
        except OSError as error:
            if not self.writable:
                mend = "your rights" if isinstance(error, PermissionError) else "the disk"
                raise StoreRefused(self.path, f"cannot be read ({error.strerror}); check {mend}.") from None
            self.why_read_only = f"the disk refuses to keep a copy of what must be mended ({error.strerror})"
            self.notices = [*noticed, f"The session is open to read: {self.why_read_only}."]
            self.writable = False
            self._lock.release()
            self._open()

    def append(self, edit: Edit, *, keep: bool = False) -> bool:
        """Make an edit safe on disk, then part of the session; whether it is safe.

        keep: when the disk refuses, keep the edit in the session and try again later, instead of raising OSError.
        Raises EditRefused, StoreRefused or OSError.
        """
        if not self.writable:
            raise StoreRefused(self.path, f"this session is open to read: {self.why_read_only}.")
        after = applied(self.session, edit)
        try:
            self._write((*self.unsaved, edit), after.header.identity)
            self.unsaved.clear()
        except OSError:
            if not keep:
                raise
            self.unsaved.append(edit)
        self.session = after
        self.edits.append(edit)
        return not self.unsaved

    def try_again(self) -> bool:
        """Write what is not on disk yet; whether all is safe now. Raises OSError."""
        if self.unsaved:
            self._write(tuple(self.unsaved), self.session.header.identity)
            self.unsaved.clear()
        return True

    def write_snapshot(self, place: Place, steps: Mapping[str, StepFigures] | None = None) -> None:
        """Write the snapshot beside the history: a temporary file, flushed, then renamed. Raises OSError.

        steps: where each step stands, if that is known.
        """
        self._wait()
        if self.writable and not self.unsaved and (self._written != self.session.revision or place != self.place):
            self._write_snapshot(self.session, place, self._history_end(), steps)

    def write_snapshot_later(self, place: Place, steps: Mapping[str, StepFigures] | None = None) -> None:
        """Write the snapshot on another thread; what goes wrong is told by the next `write_snapshot`."""
        if not self.writable or self.unsaved or (self._in_work and not self._in_work.done()):
            return
        self._snapshots = self._snapshots or ThreadPoolExecutor(1, thread_name_prefix="snapshot")
        self._in_work = self._snapshots.submit(self._write_snapshot, self.session, place, self._history_end(), steps)

    def follow(self) -> bool:
        """Where somebody else writes: take in what they have saved meanwhile; whether there was anything.

        Raises StoreRefused when their files cannot be used.
        """
        if self.writable:
            return False
        try:
            new = read_history(history_path(self.path), self._identity, after=self._whole_bytes)
            session = self.session
            for edit in new.edits:
                session = applied(session, edit)
        except (StoreRefused, EditRefused):
            before, self.notices = self.session, []
            self._open()
            return self.session != before
        self.session = session
        self.edits += new.edits
        self._whole_bytes = max(self._whole_bytes, new.whole_bytes)
        return bool(new.edits)

    def is_free(self) -> bool:
        """Whether nobody writes this session any more, so that it can be opened anew to write."""
        if self.writable or not self.path.parent.is_dir():
            return False
        if self._lock.acquire():
            return False
        self._lock.release()
        return True

    def save_elsewhere(self, path: Path, steps: Mapping[str, StepFigures] | None = None) -> None:
        """Write the whole session under another name, history first. Raises OSError or StoreRefused."""
        if path.exists() or history_path(path).exists():
            raise StoreRefused(path, "there is a session of this name already; choose another name.")
        path.parent.mkdir(parents=True, exist_ok=True)
        text, rights = history_text(self.edits, self._identity), rights_for(path)
        write_atomically(history_path(path), text, rights)
        end = history_end(self.edits, self._identity, len(text.encode()))
        write_atomically(path, snapshot_text(self.session, self.place, end, steps), rights)

    def close(self) -> None:
        """Let the files and the lock go."""
        self._wait()
        if self._snapshots:
            self._snapshots.shutdown()
            self._snapshots = None
        self._let_writer_go()
        self.writable = False
        self._lock.release()

    @property
    def _identity(self) -> str:
        header = self.session.tables[Header.kind].get(HEADER_ID)
        return header.identity if isinstance(header, Header) else ""

    def _rights(self) -> int:
        """Those of a new file of this session."""
        return rights_for(self.path, history_path(self.path))

    def _write(self, edits: Iterable[Edit], identity: str) -> None:
        """Append edits; after a failure the file is opened anew. Raises OSError."""
        try:
            for edit in edits:
                if self._writer is None:
                    file = history_path(self.path)
                    self._writer = HistoryWriter(file, self._whole_bytes, self._leftover, self._rights())
                self._whole_bytes = self._writer.append(edit, identity)
                if self.unsaved and self.unsaved[0] is edit:
                    self.unsaved.pop(0)
        except OSError as error:
            self._let_writer_go()
            if isinstance(error, Displaced) and self.path.parent.is_dir() and not history_path(self.path).exists():
                self._restore_history(identity)
            raise

    def _restore_history(self, identity: str) -> None:
        """Put back a history that vanished, as far as it was on disk; the next attempt goes on after it."""
        saved = [edit for edit in self.edits if edit not in self.unsaved]
        text = history_text(saved, identity)
        write_atomically(history_path(self.path), text, self._rights())
        self._whole_bytes, self._leftover = len(text.encode()), 0

    def _let_writer_go(self) -> None:
        if self._writer:
            self._leftover = self._writer.leftover
            self._writer.close()
            self._writer = None

    def _history_end(self) -> HistoryEnd:
        return history_end(self.edits, self._identity, self._whole_bytes)

    def _write_snapshot(
        self, session: Session, place: Place, end: HistoryEnd, steps: Mapping[str, StepFigures] | None
    ) -> None:
        if self._old_format:
            copy = self._copied(f"format-{self._old_format}")
            self.notices.append(f"This session was of format {self._old_format}; as it was it is kept in {copy.name}.")
            self._old_format = 0
        if self._stamp is not None and _stamp_of(self.path) not in (self._stamp, None):
            copy = self._copied("by-hand")
            self.notices.append(f"The snapshot was changed by hand while it was open; what it said is in {copy.name}.")
        write_atomically(self.path, snapshot_text(session, place, end, steps), self._rights())
        self._written, self.place, self._stamp = session.revision, place, _stamp_of(self.path)

    def _copied(self, reason: str) -> Path:
        """A copy of the snapshot before it is written over. Raises OSError, also where it is no file any more."""
        try:
            return kept_copy(self.path, reason)
        except StoreRefused as refusal:
            raise OSError(None, refusal.what.rstrip("."), str(self.path)) from None

    def _wait(self) -> None:
        if self._in_work:
            work, self._in_work = self._in_work, None
            work.result()

    def _locked(self) -> bool:
        if why := self._why_not_locked():
            self.why_read_only = why
            self.notices.append(f"The session is open to read: {why}.")
            return False
        if fault := shared_in(self.path.parent)[1]:
            self.notices.append(fault)
        clear_temporary_files(self.path)
        return True

    def _why_not_locked(self) -> str:
        """Take the lock; "", or what keeps it from being taken. Raises StoreRefused."""
        check_no_link(history_path(self.path))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            return f"its folder cannot be made ({error.strerror}); check your rights"
        return self._lock.acquire()

    def _open(self) -> None:
        """Read, then mend on disk, for what is refused leaves all as it is. Raises StoreRefused or OSError."""
        self._mends = []
        self._check(self.path, self._read())
        for mend in self._mends:
            mend()

    def _read(self) -> Session:
        """Read both files; the session as it will be when all is mended. Raises StoreRefused or OSError."""
        self.place, self.session, self.edits = Place(), Session(), []
        self._whole_bytes = self._leftover = self._old_format = 0
        self._written, self._stamp = -1, None
        if self._open_by_history():
            return self.session
        session = self._read_snapshot()
        header = session.tables[Header.kind].get(HEADER_ID)
        identity = header.identity if isinstance(header, Header) else ""
        history = self._whole_history(read_history(history_path(self.path), identity), session)
        self._tell(session, history)
        if history.edits and history.edits[0].number == 1:
            self._replay(Session(), history)
            self._write_unended(history)
            return self.session if self._is_of_joined_copy(session, history) else self._with_outside(session)
        self._replay(session, history)
        self._write_unended(history)
        return self.session

    def _is_of_joined_copy(self, snapshot: Session, history: ReadHistory) -> bool:
        """Whether the snapshot, changed by hand, is that of a copy that the history has joined since.

        What was changed can then not be told from what the other side has done, so it is kept beside.
        """
        if not snapshot.revision or not history.has_joined(snapshot.revision, last_edit_of(self.path)):
            return False
        self._mends.append(self._keep_of_joined_copy)
        self._written = -1
        return True

    def _keep_of_joined_copy(self) -> None:
        kept = kept_copy(self.path, "by-hand").name if self.writable else self.path.name
        what = "The snapshot was changed by hand before its session was joined with another copy"
        self.notices.append(f"{what}; what it says is in {kept}. Enter it anew, or leave it.")

    def _whole_history(self, history: ReadHistory, snapshot: Session) -> ReadHistory:
        """The history; one that lacks its beginning, and ends below the snapshot, is moved aside."""
        if not history.edits or history.edits[0].number == 1 or history.edits[-1].number >= snapshot.revision:
            return history
        self._mends.append(self._move_short_history_aside)
        return ReadHistory((), 0)

    def _move_short_history_aside(self) -> None:
        what = "The history ends before the snapshot and lacks its beginning; undo begins here."
        if self.writable:
            copy = kept_copy(history_path(self.path), "short")
            os.truncate(history_path(self.path), 0)
            what += f" It is kept in {copy.name}."
        self.notices.append(what)

    def _replay(self, start: Session, history: ReadHistory) -> None:
        """Take the edits of a history on top of a session. Raises StoreRefused when what comes of it is not whole."""
        self.edits, self._whole_bytes, self._leftover = list(history.edits), history.whole_bytes, len(history.torn)
        self.session = _replayed(self.path, start, history.edits)
        fault = fault_of(self.session) if self.session.revision or self.session.issued else ""
        fault = fault or ("" if self._keeps_identity(start, history) else "the session has another identity since")
        if fault:
            number = _first_bad(start, history.edits)
            where = history_path(self.path) if number else self.path
            what = f"edit {number} is not right: {fault}" if number else fault
            raise StoreRefused(where, f"{what}; “facilitator recover” keeps what can be kept.")

    def _keeps_identity(self, start: Session, history: ReadHistory) -> bool:
        first = start if start.tables[Header.kind] or not history.edits else apply(start, history.edits[0])
        before, now = (side.tables[Header.kind].get(HEADER_ID) for side in (first, self.session))
        return not isinstance(before, Header) or not isinstance(now, Header) or before.identity == now.identity

    def _write_unended(self, history: ReadHistory) -> None:
        """Write again, with its line end, a last edit that stands there whole without one."""
        unended, identity = history.unended, self._identity
        if unended is not None and self.writable:
            self._mends.append(lambda: self._write((unended,), identity))

    def _open_by_history(self) -> bool:
        """Where the snapshot is as the program wrote it, a whole history says the same; whether it does."""
        stamp = _stamp_of(self.path)
        head = head_as_written(self.path) if stamp else None
        if head is None:
            return False
        history = read_history(history_path(self.path), head.identity)
        if is_complete(history.edits, head.revision) and history.holds(head.revision, head.end.digest, head.identity):
            self._written = head.revision
        elif not is_complete(history.edits, 1) or not history.has_joined(head.revision, head.end.digest):
            return False
        self.place, self._stamp = head.place, stamp
        self._replay(Session(), history)
        self._tell(self.session, history)
        self._write_unended(history)
        return True

    def _read_snapshot(self) -> Session:
        """The snapshot, or an empty session where there is none that can be used."""
        if not self.path.exists() or self._is_damaged_beside_history():
            return Session()
        stamp = _stamp_of(self.path)
        try:
            session, self.place = read_snapshot(self.path)
        except StoreRefused as refusal:
            if history_path(self.path).exists():
                what = f"{refusal.what} “facilitator recover” rebuilds the session from its history."
                raise StoreRefused(refusal.path, what, refusal.line) from None
            raise
        self._written, self._stamp = session.revision, stamp
        text = text_of(self.path, LARGEST_SNAPSHOT)
        self._old_format = format_of(text) if format_of(text) < migration.FORMAT else 0
        return session

    def _is_damaged_beside_history(self) -> bool:
        """Whether a snapshot is empty, all zeros or cut short, beside a history that says it all."""
        content = bytes_of(self.path, LARGEST_SNAPSHOT)
        is_blank = not content.strip(b"\0 \r\n\t")
        if not is_blank and not was_cut_short(content.decode(errors="replace")):
            return False
        if not begins_at_first(history_path(self.path)):
            return False
        what = "empty" if is_blank else "cut short"
        self._mends.append(lambda: self._keep_damaged(what))
        return True

    def _keep_damaged(self, what: str) -> None:
        kept = f"it is kept in {kept_copy(self.path, 'damaged').name}" if self.writable else "it was left as it is"
        self.notices.append(f"The snapshot was {what} and was rebuilt from the history; {kept}.")

    def _tell(self, snapshot: Session, history: ReadHistory) -> None:
        if history.torn and history.unended is None:
            self.notices.append("The last line of the history was cut short and was left off.")
            self._mends += [lambda: self._keep_torn(history.torn)] if self.writable else []
        if history.repeated:
            self.notices.append(f"{history.repeated} lines of the history stood there twice; each counts once.")
        if snapshot.revision and not history.edits:
            self.notices.append("The history is not there; the snapshot alone is complete, and undo begins here.")

    def _keep_torn(self, torn: bytes) -> None:
        place = free_name(self.path.with_name(f"{self.path.stem}.torn.jsonl"))
        write_copy(place, torn, history_path(self.path))
        self.notices.append(f"What was left of that line is kept in {place.name}.")

    def _with_outside(self, snapshot: Session) -> Session:
        """The session with what somebody changed in the snapshot by hand, which is to be an edit of the history."""
        found = made_outside(snapshot, self.edits, self.session)
        if found.unmerged:
            self._mends.append(lambda: self._keep_unmerged(found.unmerged))
        if not found.changes:
            return self.session
        time = datetime.now(UTC).isoformat(timespec="seconds")
        what = "Changes made by hand in the snapshot"
        edit = Edit(number=self.session.revision + 1, time=time, by=OUTSIDE, what=what, changes=found.changes)
        try:
            after = applied(self.session, edit)
        except EditRefused as refusal:
            what = f"what was changed by hand cannot be taken: {refusal} Mend it, or take the file away and the history"
            raise StoreRefused(self.path, f"{what} rebuilds the session.") from None
        self._mends.append(lambda: self._take(edit, after))
        return after

    def _take(self, edit: Edit, after: Session) -> None:
        if self.writable:
            self.append(edit)
        else:
            self.session = after
        says = "the history says so now" if self.writable else "the history will say so when it is opened to write"
        self.notices.append(f"The snapshot was changed by hand ({len(edit.changes)} records); {says}.")

    def _keep_unmerged(self, unmerged: int) -> None:
        copy = kept_copy(self.path, "by-hand").name if self.writable else self.path.name
        what = f"The snapshot was changed by hand while the history went on; {unmerged} changes cannot be"
        self.notices.append(f"{what} joined and stay in {copy}.")


def followed(path: Path) -> Path:
    """The file that a link leads to, in the end. Raises StoreRefused for a link that leads in a circle."""
    check_is_file(path)
    try:
        return path.resolve() if path.is_symlink() else path
    except (OSError, RuntimeError, ValueError):
        raise StoreRefused(path, "this link leads nowhere; mend it or take it away.") from None


def _first_bad(session: Session, edits: Iterable[Edit]) -> int:
    """The number of the first edit that does not leave a session whole, or 0."""
    for edit in edits:
        if edit.number > session.revision:
            try:
                session = applied(session, edit)
            except EditRefused:
                return edit.number
    return 0


def _stamp_of(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _replayed(path: Path, session: Session, edits: Iterable[Edit]) -> Session:
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
