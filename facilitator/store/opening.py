"""Reading both files of a session, holding them against each other, and deciding what is to be mended."""

from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from facilitator.model.edit import Edit, EditRefused
from facilitator.model.session import Session
from facilitator.store.errors import StoreRefused
from facilitator.store.external_edits import edit_by_hand, is_complete, made_outside
from facilitator.store.files.paths import history_path, stamp_of
from facilitator.store.formats.history import ReadHistory, begins_at_first, read_history
from facilitator.store.formats.snapshot_head import head_as_written, last_edit_of, old_format_of
from facilitator.store.formats.snapshot_reading import loss_of, read_snapshot
from facilitator.store.invariants import applied, identity_of
from facilitator.store.mending import Mend, Mending
from facilitator.store.replay import replayed
from facilitator.store.saving.snapshot_writer import NEVER_WRITTEN, OnDisk


@dataclass(frozen=True, slots=True)
class ByHand:
    """What somebody changed in the snapshot by hand, as an edit that the history lacks, and the session after it."""

    edit: Edit
    after: Session


@dataclass(slots=True)
class Opened:
    """A session as its history and its snapshot hold it, and what is to be mended on disk.

    whole_bytes: how many bytes of the history belong to whole lines. leftover: how many stand behind them.
    notices: sentences about what was found. mends: what must be kept in copies before anything is written.
    unended: a last edit without its line end, which is to be written again.
    """

    session: Session = field(default_factory=Session)
    edits: list[Edit] = field(default_factory=list)
    whole_bytes: int = 0
    leftover: int = 0
    on_disk: OnDisk = field(default_factory=OnDisk)
    notices: list[str] = field(default_factory=list)
    mends: list[Mend] = field(default_factory=list)
    unended: Edit | None = None
    by_hand: ByHand | None = None

    @property
    def mended(self) -> Session:
        """The session as it will be when all is mended."""
        return self.by_hand.after if self.by_hand else self.session


def read_session(path: Path, *, writable: bool) -> Opened:
    """Read a session; its files stay as they are. Raises StoreRefused or OSError.

    writable: whether what is to be mended may be mended on disk.
    """
    return _Opening(path, writable=writable).read()


class _Opening:
    """One reading of a session."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        self._path = path
        self._history_path = history_path(path)
        self._writable = writable
        self._mending = Mending(path, writable=writable)
        self._found = Opened()

    def read(self) -> Opened:
        """Read what both files say."""
        if not self._read_by_history():
            self._read_both()
        return self._found

    def _read_by_history(self) -> bool:
        """Read the history alone, where it says all that the snapshot says; return whether it does.

        A snapshot that is in every byte as the program wrote it needs no reading beside a whole history.
        """
        stamp = stamp_of(self._path)
        head = head_as_written(self._path) if stamp else None
        if head is None:
            return False
        history = read_history(self._history_path, head.identity)
        digest = head.end.digest
        revision = head.revision
        reaches_it = is_complete(history.edits, revision)
        if not reaches_it or not history.holds(revision, digest, head.identity):
            is_whole = is_complete(history.edits, 1)
            if not is_whole or not history.has_joined(revision, (digest, head.end.id)):
                return False
            # It is the snapshot of a copy that was joined: the history says all of it, under other numbers.
            revision = NEVER_WRITTEN
        self._found.on_disk = OnDisk(head.place, revision, stamp)
        self._replay(Session(), history)
        return True

    def _read_both(self) -> None:
        snapshot = self._read_snapshot()
        history = read_history(self._history_path, identity_of(snapshot))
        if _is_short(history, snapshot):
            self._found.mends.append(self._mending.short_history)
            history = ReadHistory((), 0)
        if not history.edits or history.edits[0].number != 1:
            self._replay(snapshot, history)
            return
        self._replay(Session(), history)
        if self._is_of_joined_copy(snapshot, history):
            self._found.mends.append(self._mending.snapshot_of_joined_copy)
            self._found.on_disk = replace(self._found.on_disk, revision=NEVER_WRITTEN)
        else:
            self._find_made_by_hand(snapshot)

    def _read_snapshot(self) -> Session:
        """The snapshot, or an empty session where there is none that can be used."""
        if not self._path.exists() or self._is_damaged_beside_history():
            return Session()
        stamp = stamp_of(self._path)
        try:
            session, place = read_snapshot(self._path)
        except StoreRefused as refusal:
            if self._history_path.exists():
                what = f"{refusal.what} “facilitator recover” rebuilds the session from its history."
                raise StoreRefused(refusal.path, what, refusal.line) from None
            raise
        old_format = old_format_of(self._path)
        self._found.on_disk = OnDisk(place, session.revision, stamp, old_format)
        return session

    def _is_damaged_beside_history(self) -> bool:
        """Whether a snapshot is empty, all zeros or cut short, beside a history that says it all."""
        loss = loss_of(self._path)
        if not loss or not begins_at_first(self._history_path):
            return False
        mend = partial(self._mending.damaged_snapshot, loss)
        self._found.mends.append(mend)
        return True

    def _replay(self, start: Session, history: ReadHistory) -> None:
        """Take the edits of a history on top of a session, and tell what is not as it should be in its file."""
        found = self._found
        found.session = replayed(self._path, start, history.edits)
        found.edits = list(history.edits)
        found.whole_bytes = history.whole_bytes
        found.leftover = len(history.torn)
        found.unended = history.unended
        if history.torn and history.unended is None:
            found.notices.append("The last line of the history was cut short and was left off.")
            if self._writable:
                mend = partial(self._mending.torn_line, history.torn)
                found.mends.append(mend)
        if history.repeated:
            found.notices.append(f"{history.repeated} lines of the history stood there twice; each counts once.")
        if start.revision and not history.edits:
            found.notices.append("The history is not there; the snapshot alone is complete, and undo begins here.")

    def _is_of_joined_copy(self, snapshot: Session, history: ReadHistory) -> bool:
        """Whether the snapshot, changed by hand, is that of a copy that the history has joined since.

        What was changed can then not be told from what the other side has done, so it is kept beside.
        """
        if not snapshot.revision:
            return False
        digest = last_edit_of(self._path)
        return history.has_joined(snapshot.revision, digest)

    def _find_made_by_hand(self, snapshot: Session) -> None:
        """Find what the snapshot says otherwise than the history; it is to be an edit of the history."""
        found = self._found
        made = made_outside(snapshot, found.edits, found.session)
        if made.unmerged:
            mend = partial(self._mending.unmerged_changes, made.unmerged)
            found.mends.append(mend)
        if not made.changes:
            return
        edit = edit_by_hand(found.session, made.changes)
        try:
            found.by_hand = ByHand(edit, applied(found.session, edit))
        except EditRefused as refusal:
            what = f"what was changed by hand cannot be taken: {refusal} Mend it, or take the file away and the history"
            raise StoreRefused(self._path, f"{what} rebuilds the session.") from None


def _is_short(history: ReadHistory, snapshot: Session) -> bool:
    """Whether a history lacks its beginning and ends below the snapshot."""
    if not history.edits:
        return False
    first = history.edits[0]
    last = history.edits[-1]
    return first.number != 1 and last.number < snapshot.revision
