"""The edits of an open session: made safe on disk, taken back and put again."""

import getpass
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.analysis.origin import Entries, Entry
from facilitator.analysis.step_figures import StepFigures
from facilitator.errors import UserError
from facilitator.model.edit import Change, Edit, EditKind, EditRefused, NewId, unique_id
from facilitator.model.records.session import Header
from facilitator.model.session import Session
from facilitator.model.undo import undo_stack
from facilitator.store.errors import StoreRefused
from facilitator.store.formats.snapshot import Place
from facilitator.store.store import Check, SessionStore

if TYPE_CHECKING:
    from facilitator.merging.histories import Join

Clock = Callable[[], str]
StepsByName = Mapping[str, StepFigures]
SNAPSHOT_EVERY = 25
RESCUED = "facilitator-rescued-"


def now() -> str:
    """The time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def person() -> str:
    """The name of the person at the keyboard, as far as the computer knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


def rescue_place() -> str:
    """The place for a session that cannot be saved in its own, as far as it is known before; "" where there is none."""
    try:
        return str(Path(tempfile.gettempdir()) / f"{RESCUED}…")
    except OSError:
        return ""


def check_there(path: Path, session: Session) -> None:
    """Raise StoreRefused where the files hold no session yet."""
    if not session.tables[Header.kind]:
        raise StoreRefused(path, "no session was saved here; take the file away, or choose another name.")


class EditLog:
    """A session and its files. Every edit is safe on disk when the method that makes it returns.

    `unsafe` says what is not, in a sentence, and is empty when all is saved.
    """

    def __init__(
        self,
        path: Path,
        *,
        by: str,
        clock: Clock,
        read_only: bool,
        keep_trying: bool,
        check: Check = check_there,
        new_id: NewId = unique_id,
    ) -> None:
        """Open the files. Raises StoreRefused.

        check: what the session must pass before anything is mended on disk. new_id: gives each edit its id.

        keep_trying: an edit that the disk refuses stays in the session and is written as soon as it can be;
        `unsafe` says so meanwhile. Otherwise such an edit is refused.
        """
        self.path = path
        self.by = by or person()
        self.known_steps: Callable[[], StepsByName | None] = lambda: None
        self.unsafe = ""
        self._clock = clock
        self._keep_trying = keep_trying
        self._new_id = new_id
        self._entries = Entries()
        self._file = SessionStore(path, read_only=read_only, check=check, new_id=new_id)
        self._stack = undo_stack(self._file.edits)
        self.place = self._file.place

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self._file.session

    @property
    def history(self) -> Sequence[Edit]:
        """Every edit that the history holds."""
        return self._file.edits

    def entry_of(self, record_id: str) -> Entry:
        """Who made a record and who changed it last, as far as the history says."""
        return self._entries.of(self.history).get(record_id, Entry())

    @property
    def notices(self) -> Sequence[str]:
        """The sentences on what was found while opening."""
        return self._file.notices

    @property
    def writable(self) -> bool:
        """Whether this session can be written; somebody else may be at it."""
        return self._file.writable

    @property
    def why_read_only(self) -> str:
        """What keeps this session from being written, as a clause."""
        return self._file.why_read_only

    @property
    def unsaved(self) -> int:
        """How many acts are not on disk yet."""
        return len(self._file.unsaved)

    def undo(self) -> str:
        """Take the last act back and give its words, or "" where there is none."""
        return self._swap(self._stack.undoable, EditKind.UNDO)

    def redo(self) -> str:
        """Put the last undone act again and give its words, or "" where there is none."""
        return self._swap(self._stack.redoable, EditKind.REDO)

    def go_to(self, step: str, record: str = "") -> None:
        """Remember where the team is, to come back to it."""
        self.place = Place(step, record)

    def save(self) -> None:
        """Write the snapshot; edits are safe in the history without it."""
        try:
            self._file.write_snapshot(self.place, self.known_steps())
        except OSError as error:
            self.unsafe = f"The snapshot could not be written ({error.strerror}); the history is safe."

    def try_again(self) -> bool:
        """Write what the disk refused before, and tell whether all is safe now."""
        try:
            self._file.try_again()
        except OSError as error:
            self.unsafe = self._not_saved(error.strerror or "the disk refuses it")
            return False
        self.unsafe = ""
        return True

    def save_elsewhere(self, path: Path) -> None:
        """Write the whole session under another name and go on there. Raises UserError."""
        try:
            self._file.save_elsewhere(path, self.known_steps())
            file = SessionStore(path, new_id=self._new_id)
        except OSError as error:
            raise UserError(f"{path} could not be written ({error.strerror}); choose another place.") from None
        with suppress(OSError):
            self._file.close()
        self._file, self.path, self.unsafe = file, path, ""

    def copy_to(self, path: Path) -> None:
        """Write the whole session under another name as well, and go on where it is. Raises OSError or StoreRefused."""
        self._file.save_elsewhere(path, self.known_steps())

    def follow(self) -> bool:
        """Take in what somebody else has saved meanwhile, and tell whether there was anything. Raises UserError."""
        new = self._file.follow()
        if new:
            self._stack = undo_stack(self._file.edits)
        return new

    def take_over(self) -> bool:
        """Become the writer where nobody else is, and tell whether it is so. Raises UserError, and reads on then."""
        if not self._file.is_free():
            return False
        file = SessionStore(self.path, check=check_there, new_id=self._new_id)
        if not file.writable:
            file.close()
            return False
        self._file.close()
        self._file, self._stack, self.place = file, undo_stack(file.edits), file.place
        return True

    def let_go(self) -> None:
        """Let the files go as they are."""
        self._file.close()

    def close(self) -> Path | None:
        """Write the snapshot and let the session go.

        Acts that the disk still refuses are rescued: the whole session goes to a folder for temporary files, and its
        path there is given back.
        """
        rescued = None
        if self.writable:
            if self.unsaved and not self.try_again():
                rescued = self._rescue()
            self.save()
        self._file.close()
        return rescued

    def _rescue(self) -> Path | None:
        try:
            folder = Path(tempfile.mkdtemp(prefix=RESCUED))
            self._file.save_elsewhere(folder / self.path.name)
        except (OSError, StoreRefused):
            return None
        return folder / self.path.name

    def _swap(self, edits: list[Edit], kind: EditKind) -> str:
        if not edits:
            return ""
        edit = edits[-1].inverted(number=self.session.revision + 1, time=self._clock(), by=self.by, kind=kind)
        self._append(edit)
        return edit.what

    def time(self) -> str:
        """The time now, as every edit bears it."""
        return self._clock()

    def append(self, what: str, *changes: Change) -> None:
        """Make one edit, safe on disk when this returns. Raises UserError."""
        self._append(Edit(number=self.session.revision + 1, time=self._clock(), by=self.by, what=what, changes=changes))

    def join(self, found: "Join", what: str) -> None:
        """Take in what another copy of the session brings, as one edit. Raises UserError."""
        self._append(found.edit(time=self._clock(), by=self.by, what=what))

    def _append(self, edit: Edit) -> None:
        try:
            safe = self._file.append(edit, keep=self._keep_trying)
        except EditRefused as refusal:
            raise UserError(str(refusal)) from None
        except OSError as error:
            self.unsafe = f"NOT saved ({error.strerror}): {edit.what}. Mend the disk and do it again."
            raise UserError(self.unsafe) from None
        self.unsafe = "" if safe else self._not_saved("the disk refuses it")
        if edit.number > 1:
            self._stack.record(edit)
        if edit.number % SNAPSHOT_EVERY == 0:
            self._file.write_snapshot_later(self.place, self.known_steps())

    def _not_saved(self, why: str) -> str:
        count = len(self._file.unsaved)
        return f"{count} {'act is' if count == 1 else 'acts are'} NOT saved ({why}); trying again. W saves elsewhere."
