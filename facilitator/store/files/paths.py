"""Where the two files of a session lie, and whether a file is still the one that was read."""

from pathlib import Path

from facilitator.store.errors import StoreRefused
from facilitator.store.files.reading import check_is_file

Stamp = tuple[int, int, int]
"""By which a file is known to be the one that was read or written: inode, size, time of change."""


HISTORY_ENDING = ".history.jsonl"
"""How the name of every history ends; before it stands that of the snapshot."""


def history_path(path: Path) -> Path:
    """The history that belongs to a snapshot."""
    return path.with_name(f"{path.stem}{HISTORY_ENDING}")


def snapshot_path(history: Path) -> Path:
    """The snapshot that a history belongs to."""
    name = history.name.removesuffix(HISTORY_ENDING)
    return history.with_name(f"{name}.toml")


def followed(path: Path) -> Path:
    """The file that a path leads to through all links. Raises StoreRefused for a link that leads in a circle."""
    check_is_file(path)
    try:
        return path.resolve() if path.is_symlink() else path
    except (OSError, RuntimeError, ValueError):
        raise StoreRefused(path, "this link leads nowhere; mend it or take it away.") from None


def check_no_link(history: Path) -> None:
    """Refuse a history that is a link, for through it somebody else's file would be written. Raises StoreRefused."""
    if history.is_symlink():
        what = "this history is a link, which is never written through; put the file here instead."
        raise StoreRefused(history, what)


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of a file, or None where none can be had."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
