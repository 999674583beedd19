"""Files written so that nothing is lost: atomically, with the rights that they had, and copies kept before."""

import glob
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from facilitator.store.history import flush_folder
from facilitator.store.reading import LARGEST_HISTORY, bytes_of


def kept_copy(path: Path, reason: str) -> Path:
    """Copy a file beside itself before it is overwritten; where. Raises OSError and StoreRefused."""
    copy = free_name(path.with_name(f"{path.stem}.{reason}{path.suffix}.copy"))
    write_copy(copy, bytes_of(path, LARGEST_HISTORY), path)
    return copy


def write_copy(copy: Path, content: bytes, like: Path) -> None:
    """Write a copy that as few people may read as the file that it is of. Raises OSError, and leaves nothing then."""
    try:
        copy.write_bytes(content)
        shutil.copymode(like, copy)
    except OSError:
        copy.unlink(missing_ok=True)
        raise


def write_atomically(path: Path, text: str) -> None:
    """Replace a file so that it is either as before or wholly new, with the rights that it had. Raises OSError."""
    temporary = path.with_name(f".{path.stem}.{secrets.token_hex(6)}.tmp")
    try:
        _write_flushed(temporary, text)
        if path.exists():
            shutil.copymode(path, temporary)
        os.replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from None
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def _write_flushed(path: Path, text: str) -> None:
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "w", encoding="utf-8", newline=""
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


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
