"""Checking that a name is free for a new session."""

from pathlib import Path

from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import history_path
from facilitator.store.files.reading import LARGEST_HISTORY, bytes_of


def check_free(path: Path) -> None:
    """Raise StoreRefused where there is a session of this name already."""
    if path.exists() or _has_whole_line(history_path(path)):
        raise StoreRefused(path, "there is a session of this name already; choose another name.")


def _has_whole_line(path: Path) -> bool:
    """Tell whether a history holds anything; a writer that was killed at once leaves an empty one."""
    try:
        content = bytes_of(path, LARGEST_HISTORY)
    except FileNotFoundError:
        return False
    return b"\n" in content
