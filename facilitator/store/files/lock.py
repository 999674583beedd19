"""One writer at a time: the lock beside a session."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from facilitator.store.errors import StoreRefused

SOMEBODY_WRITES = "somebody else is writing it; wait until they have closed it"
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP}


class SessionLock:
    """The lock of the session at a path. It falls when its process ends, however it ends."""

    def __init__(self, path: Path, rights: int) -> None:
        """Hold nothing yet. rights: those of the lock file, when it is made."""
        self._file = path.with_name(f".{path.stem}.lock")
        self._lock = FileLock(self._file, mode=rights, fallback_to_soft=False)

    def acquire(self) -> str:
        """Take the lock. Return "", or as a clause what keeps it from being taken."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return SOMEBODY_WRITES
        except OSError as error:
            return self._why(error)
        return ""

    def acquire_in_new_folder(self) -> str:
        """Make the folder where it is not there yet, then take the lock as `acquire` does."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            return f"its folder cannot be made ({error.strerror}); check your rights"
        return self.acquire()

    def release(self) -> None:
        """Let the lock go."""
        self._lock.release()

    def _why(self, error: OSError) -> str:
        if error.errno in _NO_LOCKS:
            return f"files on its disk cannot be locked ({error.strerror}); copy it to another disk"
        if error.errno != errno.EROFS and os.path.lexists(self._file):
            return f"its lock file {self._file.name} cannot be used ({error.strerror}); take that file away"
        return f"its folder cannot be written ({error.strerror}); check your rights"


@contextmanager
def locked(path: Path, rights: int) -> Iterator[None]:
    """Hold the lock of a session for a while. Raises StoreRefused when it cannot be had."""
    lock = SessionLock(path, rights)
    if why := lock.acquire():
        raise StoreRefused(path, f"this session cannot be written: {why}.")
    try:
        yield
    finally:
        lock.release()
