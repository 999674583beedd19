"""Reading the files of sessions: how large they may be, and the sentence when one cannot be read."""

from contextlib import suppress
from pathlib import Path

from facilitator.store.errors import StoreRefused
from facilitator.text.reading import MEGABYTE, Unreadable, check_kind, read_bytes, read_text

LARGEST_SNAPSHOT = 256 * MEGABYTE
LARGEST_HISTORY = 256 * MEGABYTE
LARGEST_ANSWERS = 16 * MEGABYTE


def text_of(path: Path, most: int, *, pipes: bool = False) -> str:
    """The text of a file. Raises StoreRefused and FileNotFoundError."""
    try:
        return read_text(path, most, pipes=pipes)
    except Unreadable as fault:
        raise StoreRefused(path, fault.what) from None


def bytes_of(path: Path, most: int, *, after: int = 0) -> bytes:
    """What a file holds after so many bytes. Raises StoreRefused and FileNotFoundError."""
    try:
        return read_bytes(path, most, after=after)
    except Unreadable as fault:
        raise StoreRefused(path, fault.what) from None


def check_is_file(path: Path) -> None:
    """Refuse a folder, a pipe or a device; a path at which there is nothing will do. Raises StoreRefused."""
    try:
        with suppress(FileNotFoundError):
            check_kind(path)
    except Unreadable as fault:
        raise StoreRefused(path, fault.what) from None
