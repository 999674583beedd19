"""Files written so that nothing is lost: atomically, with the rights that they had, and copies kept before."""

import glob
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from facilitator.store.files.reading import LARGEST_HISTORY, bytes_of
from facilitator.store.files.rights import PRIVATE


def kept_copy(path: Path, reason: str) -> Path:
    """Copy a file of a session beside itself before it is overwritten, and return the copy.

    Raises OSError and StoreRefused.
    """
    copy = free_name(path.with_name(f"{path.stem}.{reason}{path.suffix}.copy"))
    write_copy(copy, bytes_of(path, LARGEST_HISTORY), path)
    return copy


def write_copy(copy: Path, content: bytes, like: Path) -> None:
    """Write a copy that only those may read who may read the original. Raises OSError, and leaves nothing then."""
    rights = stat.S_IMODE(like.stat().st_mode)
    try:
        _write_flushed(copy, content, rights)
    except FileExistsError:
        raise
    except OSError:
        copy.unlink(missing_ok=True)
        raise


def write_atomically(path: Path, text: str, rights: int | None = None) -> None:
    """Replace a file so that it is either as before or wholly new, with the rights that it had. Raises OSError.

    rights: those of a file that is not there yet; without them, as other programs make files.
    """
    temporary = path.with_name(f".{path.stem}.{secrets.token_hex(6)}.tmp")
    try:
        if path.exists():
            rights = stat.S_IMODE(path.stat().st_mode)
        _write_flushed(temporary, text.encode(), rights)
        os.replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from None
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def _write_flushed(path: Path, content: bytes, rights: int | None) -> None:
    """Write a new file, which nobody else may read before it has its rights. Raises OSError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o666 if rights is None else PRIVATE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if rights is not None:
        give_rights(path, rights)


def give_rights(path: Path, rights: int) -> None:
    """Give a new file these rights; on a disk that knows none, it stays as private as it was made."""
    with suppress(OSError):
        os.chmod(path, rights)


def clear_temporary_files(path: Path) -> None:
    """Take away what a killed writer of this session has left half written."""
    with suppress(OSError):
        for left in path.parent.glob(f".{glob.escape(path.stem)}.????????????.tmp"):
            left.unlink(missing_ok=True)


def free_name(path: Path) -> Path:
    """A name beside this one that nothing has yet."""
    number = 1
    while (found := path.with_name(f"{path.name}-{number}")).exists():
        number += 1
    return found


def flush_folder(folder: Path) -> None:
    """Make a new or renamed file in a folder survive a crash, where the platform can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
