"""One session on disk: its snapshot, its history and the lock on them."""

import os
import tempfile
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from facilitator.model.edit import Edit, EditRefused
from facilitator.model.records import HEADER_ID, Header
from facilitator.model.session import Session, apply
from facilitator.store import migration
from facilitator.store.codec import digest_of
from facilitator.store.history import (
    Displaced,
    HistoryWriter,
    ReadHistory,
    flush_folder,
    history_text,
    read_history,
    readable_edits,
)
from facilitator.store.outside import is_complete, made_outside
from facilitator.store.refusal import StoreRefused
from facilitator.store.snapshot import (
    Place,
    format_of,
    head_as_written,
    read_snapshot,
    snapshot_text,
    was_cut_short,
)

OUTSIDE = "outside"
Stamp = tuple[int, int, int]
"""By which a file is known to be the one that was read or written: inode, size, time of change."""


def history_path(path: Path) -> Path:
    """The history that belongs to a snapshot."""
    return path.with_name(f"{path.stem}.history.jsonl")


class SessionFile:
    """An open session. `writable` is False where somebody else is writing it.

    notices: sentences about what was found and mended while opening.
    unsaved: edits that are part of the session but not yet on disk.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open or begin a session. Raises StoreRefused when its files cannot be used."""
        self.path = path.resolve() if path.is_symlink() else path
        self.notices: list[str] = []
        self.unsaved: list[Edit] = []
        self.place = Place()
        self.session = Session()
        self.edits: list[Edit] = []
        self._whole_bytes = 0
        self._lock = FileLock(self.path.with_name(f".{self.path.stem}.lock"))
        self._writer: HistoryWriter | None = None
        self._snapshots: ThreadPoolExecutor | None = None
        self._in_work: Future[None] | None = None
        self._written = -1
        self._stamp: Stamp | None = None
        self._old_format = 0
        self.writable = not read_only and self._locked()
        try:
            self._open()
        except BaseException:
            self._lock.release()
            raise

    def append(self, edit: Edit, *, keep: bool = False) -> bool:
        """Make an edit safe on disk, then part of the session; whether it is safe.

        keep: when the disk refuses, keep the edit in the session and try again later, instead of raising OSError.
        Raises EditRefused, StoreRefused or OSError.
        """
        if not self.writable:
            raise StoreRefused(self.path, "somebody else is writing this session; it is open to read.")
        after = apply(self.session, edit)
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

    def write_snapshot(self, place: Place) -> None:
        """Write the snapshot beside the history: a temporary file, flushed, then renamed. Raises OSError."""
        self._wait()
        if self.writable and not self.unsaved and (self._written != self.session.revision or place != self.place):
            self._write_snapshot(self.session, place, self._last_edit())

    def write_snapshot_later(self, place: Place) -> None:
        """Write the snapshot on another thread; what goes wrong is told by the next `write_snapshot`."""
        if not self.writable or self.unsaved or (self._in_work and not self._in_work.done()):
            return
        self._snapshots = self._snapshots or ThreadPoolExecutor(1, thread_name_prefix="snapshot")
        self._in_work = self._snapshots.submit(self._write_snapshot, self.session, place, self._last_edit())

    def follow(self) -> bool:
        """Where somebody else writes: take in what they have saved meanwhile; whether there was anything.

        Raises StoreRefused when their files cannot be used.
        """
        if self.writable:
            return False
        try:
            new = read_history(history_path(self.path), self._identity, after=self._whole_bytes)
            for edit in new.edits:
                self.session = apply(self.session, edit)
        except (StoreRefused, EditRefused):
            before = self.session
            self._open()
            return self.session != before
        self.edits += new.edits
        self._whole_bytes = max(self._whole_bytes, new.whole_bytes)
        return bool(new.edits)

    def take_over(self) -> bool:
        """Become the writer when nobody else is any more; whether it is so. Raises StoreRefused."""
        if not self.writable and self._locked():
            self.writable = True
            self._open()
        return self.writable

    def save_elsewhere(self, path: Path) -> None:
        """Write the whole session under another name, history first. Raises OSError or StoreRefused."""
        if path.exists() or history_path(path).exists():
            raise StoreRefused(path, "there is a session of this name already; choose another name.")
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(history_path(path), history_text(self.edits, self._identity))
        write_atomically(path, snapshot_text(self.session, self.place, self._last_edit()))

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

    def _write(self, edits: Iterable[Edit], identity: str) -> None:
        """Append edits; after a failure the file is opened anew. Raises OSError."""
        try:
            for edit in edits:
                if self._writer is None:
                    self._writer = HistoryWriter(history_path(self.path), self._whole_bytes)
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
        write_atomically(history_path(self.path), text)
        self._whole_bytes = len(text.encode())

    def _let_writer_go(self) -> None:
        if self._writer:
            self._writer.close()
            self._writer = None

    def _last_edit(self) -> str:
        return digest_of(self.edits[-1], self._identity) if self.edits else ""

    def _write_snapshot(self, session: Session, place: Place, last_edit: str) -> None:
        if self._old_format:
            copy = kept_copy(self.path, f"format-{self._old_format}")
            self.notices.append(f"This session was of format {self._old_format}; as it was it is kept in {copy.name}.")
            self._old_format = 0
        if self._stamp is not None and _stamp_of(self.path) not in (self._stamp, None):
            copy = kept_copy(self.path, "by-hand")
            self.notices.append(f"The snapshot was changed by hand while it was open; what it said is in {copy.name}.")
        write_atomically(self.path, snapshot_text(session, place, last_edit))
        self._written, self.place, self._stamp = session.revision, place, _stamp_of(self.path)

    def _wait(self) -> None:
        if self._in_work:
            work, self._in_work = self._in_work, None
            work.result()

    def _locked(self) -> bool:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout:
            self.notices.append("Somebody else is writing this session; it is open to read.")
            return False
        except OSError as error:
            self.notices.append(f"This folder cannot be written ({error.strerror}); the session is open to read.")
            return False
        return True

    def _open(self) -> None:
        if self._open_by_history():
            return
        session = self._read_snapshot()
        header = session.tables[Header.kind].get(HEADER_ID)
        identity = header.identity if isinstance(header, Header) else ""
        history = read_history(history_path(self.path), identity)
        self.edits = list(history.edits)
        self._whole_bytes = history.whole_bytes
        self._tell(session, history)
        if is_complete(history.edits, session.revision):
            self.session = _replayed(self.path, Session(), history.edits)
            self._take_in_outside(session)
        else:
            self.session = _replayed(self.path, session, history.edits)

    def _open_by_history(self) -> bool:
        """Where the snapshot is as the program wrote it, a whole history says the same; whether it does."""
        stamp = _stamp_of(self.path)
        head = head_as_written(self.path) if stamp else None
        if head is None:
            return False
        history = read_history(history_path(self.path), head.identity)
        if not is_complete(history.edits, head.revision):
            return False
        if digest_of(history.edits[head.revision - 1], head.identity) != head.last_edit:
            return False
        self.edits, self._whole_bytes = list(history.edits), history.whole_bytes
        self.session = _replayed(self.path, Session(), history.edits)
        self.place, self._written, self._stamp = head.place, head.revision, stamp
        self._tell(self.session, history)
        return True

    def _read_snapshot(self) -> Session:
        """The snapshot, or an empty session where there is none that can be used."""
        if not self.path.exists() or self._is_damaged_beside_history():
            return Session()
        self._stamp = _stamp_of(self.path)
        try:
            session, self.place = read_snapshot(self.path)
        except StoreRefused as refusal:
            if history_path(self.path).exists():
                what = f"{refusal.what} “facilitator recover” rebuilds the session from its history."
                raise StoreRefused(refusal.path, what, refusal.line) from None
            raise
        self._written = session.revision
        text = self.path.read_text(encoding="utf-8")
        self._old_format = format_of(text) if format_of(text) < migration.FORMAT else 0
        return session

    def _is_damaged_beside_history(self) -> bool:
        """Whether a snapshot is empty, all zeros or cut short, beside a history that says it all."""
        content = self.path.read_bytes()
        is_blank = not content.strip(b"\0 \r\n\t")
        if not is_blank and not was_cut_short(content.decode(errors="replace")):
            return False
        if not _begins_at_first(history_path(self.path)):
            return False
        kept = f"it is kept in {kept_copy(self.path, 'damaged').name}" if self.writable else "it was left as it is"
        what = "empty" if is_blank else "cut short"
        self.notices.append(f"The snapshot was {what} and was rebuilt from the history; {kept}.")
        return True

    def _tell(self, snapshot: Session, history: ReadHistory) -> None:
        if history.torn:
            self.notices.append("The last line of the history was cut short and was left off.")
            if self.writable:
                place = _free_name(self.path.with_name(f"{self.path.stem}.torn.jsonl"))
                place.write_bytes(history.torn)
                self.notices.append(f"What was left of that line is kept in {place.name}.")
        if history.repeated:
            self.notices.append(f"{history.repeated} lines of the history stood there twice; each counts once.")
        if snapshot.revision and not history.edits:
            self.notices.append("The history is not there; the snapshot alone is complete, and undo begins here.")

    def _take_in_outside(self, snapshot: Session) -> None:
        """Let what somebody changed in the snapshot by hand be an edit of the history."""
        found = made_outside(snapshot, self.edits, self.session)
        if found.unmerged:
            copy = kept_copy(self.path, "by-hand").name if self.writable else self.path.name
            what = f"The snapshot was changed by hand while the history went on; {found.unmerged} changes cannot be"
            self.notices.append(f"{what} joined and stay in {copy}.")
        if not found.changes:
            return
        time = datetime.now(UTC).isoformat(timespec="seconds")
        what = "Changes made by hand in the snapshot"
        edit = Edit(number=self.session.revision + 1, time=time, by=OUTSIDE, what=what, changes=found.changes)
        if self.writable:
            self.append(edit)
        else:
            self.session = apply(self.session, edit)
        self.notices.append(
            f"The snapshot was changed by hand ({len(found.changes)} records); the history says so now."
        )


def kept_copy(path: Path, reason: str) -> Path:
    """Copy a file beside itself before it is overwritten; the copy's path. Raises OSError."""
    copy = _free_name(path.with_name(f"{path.stem}.{reason}{path.suffix}.copy"))
    copy.write_bytes(path.read_bytes())
    return copy


def write_atomically(path: Path, text: str) -> None:
    """Replace a file so that it is either as before or wholly new. Raises OSError."""
    handle, temporary = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def _begins_at_first(path: Path) -> bool:
    """Whether a history is there and begins with the first edit."""
    return any(edit.number == 1 for edit in readable_edits(path)[:1])


def _free_name(path: Path) -> Path:
    number = 1
    while (found := path.with_name(f"{path.name}-{number}")).exists():
        number += 1
    return found


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
