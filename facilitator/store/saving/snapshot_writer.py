"""Writing the snapshot of an open session, at once or on a thread of its own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

from facilitator.model.session import Session
from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import Stamp, stamp_of
from facilitator.store.files.rights import rights_of_session
from facilitator.store.files.writing import kept_copy, write_atomically
from facilitator.store.formats.snapshot import HistoryEnd, KnownSteps, Place, snapshot_text

NEVER_WRITTEN = -1


@dataclass(frozen=True, slots=True)
class OnDisk:
    """What is known of the snapshot as it lies on disk.

    revision: of the session that it holds; NEVER_WRITTEN where it must be written anew.
    old_format: the format that it still has, where that is older than today's.
    """

    place: Place = field(default_factory=Place)
    revision: int = NEVER_WRITTEN
    stamp: Stamp | None = None
    old_format: int = 0


@dataclass(frozen=True, slots=True)
class Content:
    """What a snapshot is to hold."""

    session: Session
    place: Place
    end: HistoryEnd
    steps: KnownSteps = None


class SnapshotWriter:
    """Writes a snapshot: a temporary file, flushed, then renamed; one at a time.

    What somebody else put in its place meanwhile is kept in a copy.
    """

    def __init__(self, path: Path, tell: Callable[[str], None]) -> None:
        """Write nothing yet. tell: takes a sentence for each copy kept."""
        self._path = path
        self._tell = tell
        self._lock = Lock()
        self._on_disk = OnDisk()
        self._thread: ThreadPoolExecutor | None = None
        self._in_work: Future[None] | None = None

    @property
    def on_disk(self) -> OnDisk:
        """The snapshot as it was last read or written."""
        with self._lock:
            return self._on_disk

    def note(self, found: OnDisk) -> None:
        """Remember what was read or written as what lies on disk."""
        with self._lock:
            self._on_disk = found

    @property
    def is_busy(self) -> bool:
        """Whether a snapshot is being written at this moment."""
        return self._in_work is not None and not self._in_work.done()

    def write(self, content: Content) -> None:
        """Write the snapshot, unless it holds this already. Raises OSError."""
        known = self.on_disk
        if known.revision != content.session.revision or known.place != content.place:
            self._write(content)

    def write_later(self, content: Content) -> None:
        """Write the snapshot on the thread; what goes wrong is raised by the next `wait`."""
        self._thread = self._thread or ThreadPoolExecutor(1, thread_name_prefix="snapshot")
        self._in_work = self._thread.submit(self._write, content)

    def wait(self) -> None:
        """Wait until the snapshot in work is written. Raises OSError where it could not be."""
        if self._in_work:
            work, self._in_work = self._in_work, None
            work.result()

    def close(self) -> None:
        """Let the thread go."""
        if self._thread:
            self._thread.shutdown()
            self._thread = None

    def _write(self, content: Content) -> None:
        self._keep_old_format()
        self._keep_made_by_hand()
        text = snapshot_text(content.session, content.place, content.end, content.steps)
        write_atomically(self._path, text, rights_of_session(self._path))
        self.note(OnDisk(content.place, content.session.revision, stamp_of(self._path)))

    def _keep_old_format(self) -> None:
        found = self.on_disk
        if not found.old_format:
            return
        copy = self._copied(f"format-{found.old_format}")
        self._tell(f"This session was of format {found.old_format}; as it was it is kept in {copy.name}.")
        self.note(replace(found, old_format=0))

    def _keep_made_by_hand(self) -> None:
        stamp = self.on_disk.stamp
        if stamp is None or stamp_of(self._path) in (stamp, None):
            return
        copy = self._copied("by-hand")
        self._tell(f"The snapshot was changed by hand while it was open; what it said is in {copy.name}.")

    def _copied(self, reason: str) -> Path:
        """A copy of the snapshot before it is written over. Raises OSError, also where it is no file any more."""
        try:
            return kept_copy(self._path, reason)
        except StoreRefused as refusal:
            raise OSError(None, refusal.what.rstrip("."), str(self._path)) from None
