"""Keeping copies of what is to be mended in the files of a session, and saying what was done."""

import os
from collections.abc import Callable
from pathlib import Path

from facilitator.store.files.paths import history_path
from facilitator.store.files.writing import free_name, kept_copy, write_copy

Mend = Callable[[], str]
"""Keeps what must be kept, and returns the sentence about it. Raises StoreRefused or OSError."""


class Mending:
    """The mends of one session. Somebody who only reads keeps no copies, and is told what was met."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        """Mend nothing yet."""
        self._path = path
        self._writable = writable

    def short_history(self) -> str:
        """Move aside a history that lacks its beginning and ends below the snapshot."""
        what = "The history ends before the snapshot and lacks its beginning; undo begins here."
        if not self._writable:
            return what
        history = history_path(self._path)
        copy = kept_copy(history, "short")
        os.truncate(history, 0)
        return f"{what} It is kept in {copy.name}."

    def damaged_snapshot(self, what: str) -> str:
        """Keep a snapshot that says nothing, or not all, beside a history that says it all."""
        kept = "it was left as it is"
        if self._writable:
            copy = kept_copy(self._path, "damaged")
            kept = f"it is kept in {copy.name}"
        return f"The snapshot was {what} and was rebuilt from the history; {kept}."

    def torn_line(self, torn: bytes) -> str:
        """Keep what is left of a last line, which will be written over."""
        name = f"{self._path.stem}.torn.jsonl"
        place = free_name(self._path.with_name(name))
        write_copy(place, torn, history_path(self._path))
        return f"What was left of that line is kept in {place.name}."

    def snapshot_of_joined_copy(self) -> str:
        """Keep a snapshot changed by hand in a copy that the history has joined since."""
        what = "The snapshot was changed by hand before its session was joined with another copy"
        return f"{what}; what it says is in {self._kept_by_hand()}. Enter it anew, or leave it."

    def unmerged_changes(self, count: int) -> str:
        """Keep a snapshot with changes by hand that do not join with what came after them."""
        what = f"The snapshot was changed by hand while the history went on; {count} changes cannot be"
        return f"{what} joined and stay in {self._kept_by_hand()}."

    def _kept_by_hand(self) -> str:
        if not self._writable:
            return self._path.name
        copy = kept_copy(self._path, "by-hand")
        return copy.name
