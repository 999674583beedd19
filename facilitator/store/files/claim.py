"""Claiming a session to write: its lock is taken, and what a killed writer has left there is cleared away."""

from collections.abc import Callable
from pathlib import Path

from facilitator.store.files.lock import SessionLock
from facilitator.store.files.paths import check_no_link, history_path
from facilitator.store.files.rights import rights_of_session, shared_in
from facilitator.store.files.writing import clear_temporary_files


class WriteClaim:
    """The claim of one process to write a session."""

    def __init__(self, path: Path, tell: Callable[[str], None]) -> None:
        """Claim nothing yet. tell: takes a sentence about what is wrong with how the folder is shared."""
        self._path = path
        self._tell = tell
        self._lock = SessionLock(path, rights_of_session(path))

    def take(self) -> str:
        """Claim the session. Return "", or as a clause what keeps it from being written. Raises StoreRefused."""
        check_no_link(history_path(self._path))
        why_not = self._lock.acquire_in_new_folder()
        if why_not:
            return why_not
        _, fault = shared_in(self._path.parent)
        if fault:
            self._tell(fault)
        clear_temporary_files(self._path)
        return ""

    def is_free(self) -> bool:
        """Whether nobody claims the session at this moment."""
        why_not = self._lock.acquire()
        if why_not:
            return False
        self._lock.release()
        return True

    def release(self) -> None:
        """Give the claim up."""
        self._lock.release()
