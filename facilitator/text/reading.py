"""The one way in which files are read: never more than a limit, and only plain files unless a pipe will do as well."""

import errno
import os
import stat
import sys
import time
from pathlib import Path

MEGABYTE = 1024 * 1024
PATIENCE = 5.0
"""Seconds to wait for somebody to write into a pipe."""

_POLL = 0.02
_PIECE = 64 * 1024
_FLAGS = ("O_RDONLY", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
_AT_ONCE = sum(getattr(os, flag, 0) for flag in _FLAGS)
"""How a file is opened: a pipe that nobody writes into makes nobody wait."""

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class Unreadable(Exception):
    """A file that cannot be read. what: the rest of a sentence that begins with its name."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def read_text(path: Path, most: int, *, pipes: bool = False) -> str:
    """The text of a file in UTF-8, its lines ended by line feeds. Raises Unreadable and FileNotFoundError.

    most: the bytes that it may have. pipes: a pipe or a terminal is read too.
    """
    try:
        content = read_bytes(path, most, pipes=pipes)
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("this is not UTF-8 text; save it as UTF-8, or take the copy before.") from None
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_bytes(path: Path, most: int, *, after: int = 0, pipes: bool = False) -> bytes:
    """What a file holds. Raises Unreadable and FileNotFoundError.

    most: the bytes that it may have. after: bytes to leave out at its beginning. pipes: a pipe or a terminal is
    read too.
    """
    try:
        check_kind(path, pipes=pipes)
        handle = os.open(path, _AT_ONCE)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise Unreadable(_refused(error)) from None
    try:
        return _read(handle, most, after, pipes)
    except OSError as error:
        raise Unreadable(_refused(error)) from None
    finally:
        os.close(handle)


def check_kind(path: Path, *, pipes: bool = False) -> None:
    """Check what stands at a path before it is opened, for opening a device may already do something.

    Raises Unreadable and FileNotFoundError.
    """
    try:
        found = os.stat(path)
        _check_mode(found.st_mode, pipes)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise Unreadable(_refused(error)) from None


def _check_mode(mode: int, pipes: bool) -> None:
    is_file = stat.S_ISREG(mode)
    is_pipe = stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)
    if is_file or (pipes and is_pipe):
        return
    kind = stat.S_IFMT(mode)
    raise _no_file(_KINDS.get(kind, "something else"))


def _read(handle: int, most: int, after: int, pipes: bool) -> bytes:
    """Read what is open. Raises Unreadable and OSError."""
    found = os.fstat(handle)
    _check_mode(found.st_mode, pipes)
    if stat.S_ISREG(found.st_mode):
        return _read_plain(handle, most, after, found.st_size)
    if stat.S_ISCHR(found.st_mode) and not os.isatty(handle):
        raise _no_file("a device")
    begun = _first_piece(handle)
    _let_reads_wait(handle)
    if not begun:
        return b""
    left = most - len(begun)
    return begun + _pieces(handle, left, most, _PIECE)


def _read_plain(handle: int, most: int, after: int, size: int) -> bytes:
    """Read a plain file, in one go where its size is what it says. Raises Unreadable and OSError."""
    if size > most:
        raise _too_large(most)
    if after:
        os.lseek(handle, after, os.SEEK_SET)
    left = most - after
    expected = size - after
    return _pieces(handle, left, most, expected + 1)


def _pieces(handle: int, left: int, most: int, first: int) -> bytes:
    """Everything up to the end, if that is no more than is left of the limit. first: how much to ask for at first."""
    pieces: list[bytes] = []
    wanted = max(first, 1)
    while piece := os.read(handle, wanted):
        pieces.append(piece)
        left -= len(piece)
        if left < 0:
            raise _too_large(most)
        wanted = _PIECE
    if len(pieces) == 1:
        return pieces[0]
    return b"".join(pieces)


def _first_piece(handle: int) -> bytes:
    """The first bytes out of a pipe or a terminal; none when nobody is there to write."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if piece := os.read(handle, _PIECE):
                return piece
        except BlockingIOError:
            _let_reads_wait(handle)
            return os.read(handle, _PIECE)
        time.sleep(_POLL)
    return b""


def _let_reads_wait(handle: int) -> None:
    # On Windows they always do.
    if sys.platform != "win32":
        os.set_blocking(handle, True)


def _no_file(kind: str) -> Unreadable:
    return Unreadable(f"this is no file but {kind}; choose another, or take it away.")


def _too_large(most: int) -> Unreadable:
    size = f"{most // 1024} KB" if most < MEGABYTE else f"{most // MEGABYTE} MB"
    return Unreadable(f"this file is larger than {size}, the most that is read; check that it is the right one.")


def _refused(error: OSError | ValueError) -> str:
    if not isinstance(error, OSError):
        return "cannot be read (no file can have this name); check the name."
    if error.errno == errno.ELOOP:
        return "cannot be read (a link that leads in a circle); mend the link."
    if isinstance(error, PermissionError):
        return f"cannot be read ({error.strerror}); check your rights."
    return f"cannot be read ({error.strerror}); check the name and the disk."
