"""One session on disk: its snapshot, its history and the lock on them."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from filelock import FileLock, Timeout

from facilitator.model.edit import Edit, EditRefused
from facilitator.model.records import HEADER_ID, Header
from facilitator.model.session import Session, apply
from facilitator.store.history import HistoryWriter, flush_folder, read_history
from facilitator.store.refusal import StoreRefused
from facilitator.store.snapshot import Place, read_snapshot, snapshot_text


def history_path(path: Path) -> Path:
    """The history that belongs to a snapshot."""
    return path.with_name(f"{path.stem}.history.jsonl")


class SessionFile:
    """An open session. `writable` is False where somebody else is writing it.

    notices: sentences about what was found and mended while opening.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open or begin a session. Raises StoreRefused when its files cannot be used."""
        self.path = path
        self.notices: list[str] = []
        self.place = Place()
        self._lock = FileLock(path.with_name(f".{path.stem}.lock"))
        self._writer: HistoryWriter | None = None
        self._written = -1
        self.writable = not read_only and self._locked()
        try:
            self.session, self.edits, self._whole_bytes = self._read()
        except BaseException:
            self._lock.release()
            raise

    def append(self, edit: Edit) -> None:
        """Make an edit safe on disk, then part of the session. Raises EditRefused, StoreRefused or OSError."""
        if not self.writable:
            raise StoreRefused(self.path, "somebody else is writing this session; it is open to read.")
        after = apply(self.session, edit)
        if self._writer is None:
            self._writer = HistoryWriter(history_path(self.path), self._whole_bytes)
        self._writer.append(edit, after.header.identity)
        self.session = after
        self.edits.append(edit)

    def write_snapshot(self, place: Place) -> None:
        """Write the snapshot beside the history: a temporary file, flushed, then renamed. Raises OSError."""
        if self.writable and (self._written != self.session.revision or place != self.place):
            write_atomically(self.path, snapshot_text(self.session, place))
            self._written, self.place = self.session.revision, place

    def close(self) -> None:
        """Let the files and the lock go."""
        if self._writer:
            self._writer.close()
            self._writer = None
        self.writable = False
        self._lock.release()

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

    def _read(self) -> tuple[Session, list[Edit], int]:
        session = Session()
        if self.path.exists():
            session, self.place = read_snapshot(self.path)
            self._written = session.revision
        header = session.tables[Header.kind].get(HEADER_ID)
        identity = header.identity if isinstance(header, Header) else ""
        history = read_history(history_path(self.path), identity)
        if history.torn:
            self.notices.append("The last line of the history was cut short and was left off.")
        replayed = _replayed(self.path, session, history.edits)
        return replayed, list(history.edits), history.whole_bytes


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


def _replayed(path: Path, session: Session, edits: Iterable[Edit]) -> Session:
    for edit in edits:
        if edit.number <= session.revision:
            continue
        try:
            session = apply(session, edit)
        except EditRefused as refusal:
            what = f"edit {edit.number} does not fit the snapshot ({refusal}); restore the snapshot from a copy."
            raise StoreRefused(history_path(path), what) from None
    return session
