"""Appending to a history: an edit is on disk before it is called safe."""

import errno
import os
from pathlib import Path

from facilitator.model.edit import Edit
from facilitator.store.files.reading import LARGEST_HISTORY
from facilitator.store.files.rights import PRIVATE
from facilitator.store.files.writing import flush_folder, give_rights
from facilitator.store.formats.codec import edit_to_line

_APPENDING = os.O_WRONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"))


class Displaced(OSError):
    """The history file was moved away, replaced or changed by somebody else while it was open."""

    def __init__(self, path: Path) -> None:
        what = "the history file was moved away or changed by somebody else"
        super().__init__(None, what, str(path))
        self.strerror = what


class HistoryWriter:
    """Appends edits; an edit is safe once `append` has returned.

    It writes over nothing but what a failed attempt of its own, or a torn line that was there at first, has left
    behind the whole lines.
    """

    def __init__(self, path: Path, whole_bytes: int, leftover: int = 0, rights: int = PRIVATE) -> None:
        """Open the history to append after its whole lines. Raises OSError.

        leftover: how many bytes behind them may be written over. rights: those of a history that is not there yet.
        """
        is_new = not path.exists()
        if path.is_symlink() or (is_new and whole_bytes):
            raise Displaced(path)
        self._path = path
        self._file = os.open(path, _APPENDING | (os.O_CREAT | os.O_EXCL if is_new else 0), PRIVATE)
        self._end = whole_bytes
        self.leftover = leftover
        if is_new:
            give_rights(path, rights)
            flush_folder(path.parent)

    def append(self, edit: Edit, identity: str) -> int:
        """Write one edit and flush it to disk; return how many bytes are whole now.

        Raises OSError, in which case nothing of it counts.
        """
        line = (edit_to_line(edit, identity) + "\n").encode()
        if self._end + len(line) > LARGEST_HISTORY:
            raise OSError(errno.EFBIG, "the history would be larger than can be read again", str(self._path))
        self._check_place()
        try:
            self._write(line)
        except OSError:
            self._take_back(len(line))
            raise
        self._end += len(line)
        self.leftover = 0
        return self._end

    def close(self) -> None:
        """Let the file go."""
        os.close(self._file)

    def _write(self, line: bytes) -> None:
        if self.leftover:
            os.ftruncate(self._file, self._end)
        os.lseek(self._file, self._end, os.SEEK_SET)
        written = 0
        while written < len(line):
            written += os.write(self._file, line[written:])
        os.fsync(self._file)

    def _take_back(self, most: int) -> None:
        """Leave nothing behind the whole lines after a failure, or remember how much, where that is refused too."""
        try:
            os.ftruncate(self._file, self._end)
            self.leftover = 0
        except OSError:
            self.leftover = min(most, max(0, os.fstat(self._file).st_size - self._end))

    def _check_place(self) -> None:
        """Check that what is written will be found again, right behind the whole lines. Raises Displaced."""
        mine = os.fstat(self._file)
        try:
            there = os.stat(self._path)
        except FileNotFoundError:
            raise Displaced(self._path) from None
        if not os.path.samestat(mine, there) or mine.st_size not in (self._end, self._end + self.leftover):
            raise Displaced(self._path)
