"""Results written where a person says: a plain file whole or not at all, a pipe or a device as it takes them."""

import os
import re
import stat
from pathlib import Path

from facilitator.store.errors import StoreRefused
from facilitator.store.files.writing import write_atomically

_STANDARD = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_MOST_LINKS = 40


def write_output(path: Path, text: str, *, rights: int | None = None) -> None:
    """Write a result to a path, through links. Raises StoreRefused and OSError.

    rights: those of a file that is not there yet; without them, as other programs make files.
    """
    target = file_behind(path)
    if target is not None:
        write_atomically(target, text, rights)
        return
    number = _own_descriptor(path)
    handle = _opened(path) if number is None else os.dup(number)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def _opened(path: Path) -> int:
    """Open a pipe or a device; a terminal does not become the one that controls this program."""
    flags = os.O_WRONLY | getattr(os, "O_NOCTTY", 0)
    return os.open(path, flags)


def file_behind(path: Path) -> Path | None:
    """The plain file that a path leads to, whether it is there yet or not; None for a pipe or a device.

    Raises StoreRefused for what takes no text, and OSError.
    """
    if _own_descriptor(path) is not None:
        return None
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return Path(os.path.realpath(path))
    if stat.S_ISREG(mode):
        return Path(os.path.realpath(path))
    if stat.S_ISFIFO(mode) or stat.S_ISCHR(mode):
        return None
    raise StoreRefused(path, "this is a folder, a socket or a disk, and takes no text; choose a file.")


def _own_descriptor(path: Path) -> int | None:
    """Which of this program's own open files a path such as /dev/stdout means."""
    for _ in range(_MOST_LINKS):
        place = os.path.abspath(path)
        if place in _STANDARD:
            return _STANDARD[place]
        if found := re.fullmatch(rf"(?:/dev|/proc/(?:self|{os.getpid()}))/fd/(\d{{1,9}})", place):
            return int(found.group(1))
        if not path.is_symlink():
            return None
        path = path.parent / os.readlink(path)
    return None
