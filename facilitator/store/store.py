"""One session on disk: its snapshot, its history and the lock on them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from facilitator.model.edit import Edit, NewId, unique_id
from facilitator.model.session import Session
from facilitator.store.errors import StoreRefused
from facilitator.store.files.claim import WriteClaim
from facilitator.store.files.paths import followed
from facilitator.store.following import news_since
from facilitator.store.formats.snapshot import KnownSteps, Place, history_end
from facilitator.store.invariants import applied, identity_of
from facilitator.store.opening import ByHand, Opened, read_session
from facilitator.store.saving.history_file import HistoryFile
from facilitator.store.saving.snapshot_writer import Content, SnapshotWriter
from facilitator.store.saving.whole_session import write_new_session

Check = Callable[[Path, Session], None]


class SessionStore:
    """An open session. `writable` is False where somebody else is writing it.

    notices: sentences about what was found and mended while opening.
    unsaved: edits that are part of the session but not yet on disk.
    why_read_only: what keeps it from being written, as a clause.
    """

    session: Session
    edits: list[Edit]

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        check: Check = lambda _path, _session: None,
        new_id: NewId = unique_id,
    ) -> None:
        """Open or begin a session. Raises StoreRefused when its files cannot be used.

        check: raises StoreRefused where the session cannot be used either; nothing is touched then.
        new_id: gives an edit that has none its id.
        """
        self.path = followed(path)
        self._new_id = new_id
        self._check = check
        self.notices: list[str] = []
        self.unsaved: list[Edit] = []
        self.why_read_only = "it was opened to read"
        self._claim = WriteClaim(self.path, self._tell)
        self._history = HistoryFile(self.path)
        self._snapshots = SnapshotWriter(self.path, self._tell)
        self.writable = not read_only and self._claimed()
        try:
            self._open_as_far_as_possible()
        except BaseException:
            self._claim.release()
            raise

    @property
    def place(self) -> Place:
        """Where the team was, as the snapshot on disk says."""
        return self._snapshots.on_disk.place

    def append(self, edit: Edit, *, keep: bool = False) -> bool:
        """Make an edit safe on disk, then part of the session; return whether it is safe. No edit is made twice.

        keep: when the disk refuses, keep the edit in the session and try again later, instead of raising OSError.
        Raises EditRefused, StoreRefused or OSError.
        """
        if not self.writable:
            raise StoreRefused(self.path, f"this session is open to read: {self.why_read_only}.")
        if edit.id and any(known.id == edit.id for known in self.edits):
            return not self.unsaved
        edit = edit if edit.id else replace(edit, id=self._new_id())
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
        """Write what is not on disk yet; return whether all is safe now. Raises OSError."""
        if self.unsaved:
            self._write(tuple(self.unsaved), self.session.header.identity)
            self.unsaved.clear()
        return True

    def write_snapshot(self, place: Place, steps: KnownSteps = None) -> None:
        """Write the snapshot beside the history: a temporary file, flushed, then renamed. Raises OSError."""
        self._snapshots.wait()
        if self.writable and not self.unsaved:
            self._snapshots.write(self._content(place, steps))

    def write_snapshot_later(self, place: Place, steps: KnownSteps = None) -> None:
        """Write the snapshot on another thread; what goes wrong is told by the next `write_snapshot`."""
        if self.writable and not self.unsaved and not self._snapshots.is_busy:
            self._snapshots.write_later(self._content(place, steps))

    def follow(self) -> bool:
        """Take in what another writer has saved meanwhile; return whether there was anything.

        Raises StoreRefused when their files cannot be used.
        """
        if self.writable:
            return False
        news = news_since(self.path, self.session, self._history.whole_bytes)
        if news is None:
            before = self.session
            self.notices = []
            self._open()
            return self.session != before
        self.session = news.session
        self.edits += news.edits
        self._history.whole_bytes = news.whole_bytes
        return bool(news.edits)

    def is_free(self) -> bool:
        """Whether nobody writes this session any more, so that it can be opened anew to write."""
        if self.writable or not self.path.parent.is_dir():
            return False
        return self._claim.is_free()

    def save_elsewhere(self, path: Path, steps: KnownSteps = None) -> None:
        """Write the whole session under another name, history first. Raises OSError or StoreRefused."""
        write_new_session(path, self.session, self.edits, self.place, steps)

    def close(self) -> None:
        """Let the files and the lock go. Raises OSError where the last snapshot could not be written."""
        try:
            self._snapshots.wait()
        finally:
            self._snapshots.close()
            self._history.let_go()
            self.writable = False
            self._claim.release()

    def _tell(self, sentence: str) -> None:
        self.notices.append(sentence)

    def _content(self, place: Place, steps: KnownSteps) -> Content:
        identity = identity_of(self.session)
        end = history_end(self.edits, identity, self._history.whole_bytes)
        return Content(self.session, place, end, steps)

    def _write(self, edits: Iterable[Edit], identity: str) -> None:
        """Append edits. A history that vanished is put back, and the next attempt goes on after it. Raises OSError."""
        try:
            for edit in edits:
                self._history.append(edit, identity)
                if self.unsaved and self.unsaved[0] is edit:
                    self.unsaved.pop(0)
        except OSError:
            if self._history.has_vanished:
                saved = [edit for edit in self.edits if edit not in self.unsaved]
                self._history.restore(saved, identity)
            raise

    def _claimed(self) -> bool:
        """Claim the session to write, and tell what keeps it from being written. Raises StoreRefused."""
        why_not = self._claim.take()
        if not why_not:
            return True
        self.why_read_only = why_not
        self._tell(f"The session is open to read: {why_not}.")
        return False

    def _open_as_far_as_possible(self) -> None:
        """Open the session; where the disk takes no copy of what must be mended, open it to read."""
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
            self._claim.release()
            self._open()

    def _open(self) -> None:
        """Read everything before anything is mended on disk, so that a refusal touches nothing.

        Raises StoreRefused or OSError.
        """
        found = read_session(self.path, writable=self.writable)
        self._check(self.path, found.mended)
        self._take(found)
        for mend in found.mends:
            self._tell(mend())
        if found.unended is not None and self.writable:
            self._write((found.unended,), identity_of(self.session))
        if found.by_hand is not None:
            self._take_by_hand(found.by_hand)

    def _take(self, found: Opened) -> None:
        """Make what was read the session."""
        self.session, self.edits = found.session, found.edits
        self.notices += found.notices
        self._history.begin_after(found.whole_bytes, found.leftover)
        self._snapshots.note(found.on_disk)

    def _take_by_hand(self, found: ByHand) -> None:
        if self.writable:
            self.append(found.edit)
            says = "the history says so now"
        else:
            self.session = found.after
            says = "the history will say so when it is opened to write"
        self._tell(f"The snapshot was changed by hand ({len(found.edit.changes)} records); {says}.")
