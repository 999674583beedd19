"""The history of an open session, as far as it is whole, and what is put behind it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from facilitator.model.edit import Edit
from facilitator.store.files.writing import write_atomically
from facilitator.store.formats.history import history_text
from facilitator.store.saving.history_writer import HistoryWriter


class HistoryFile:
    """A history that is opened when it is first written, and anew after a failure.

    whole_bytes: how many bytes belong to whole lines.
    """

    def __init__(self, path: Path, rights: Callable[[], int]) -> None:
        """Nothing is opened yet. rights: those of a history that is not there yet."""
        self.whole_bytes = 0
        self._path = path
        self._rights = rights
        self._leftover = 0
        self._writer: HistoryWriter | None = None

    def begin_after(self, whole_bytes: int, leftover: int) -> None:
        """Go on after so many bytes. leftover: how many bytes behind them may be written over."""
        self.let_go()
        self.whole_bytes, self._leftover = whole_bytes, leftover

    def append(self, edit: Edit, identity: str) -> None:
        """Write one edit and flush it to disk. Raises OSError, in which case nothing of it counts."""
        try:
            if self._writer is None:
                self._writer = HistoryWriter(self._path, self.whole_bytes, self._leftover, self._rights())
            self.whole_bytes = self._writer.append(edit, identity)
        except OSError:
            self.let_go()
            raise

    def has_vanished(self) -> bool:
        """Whether the history is gone from a folder that is still there."""
        return self._path.parent.is_dir() and not self._path.exists()

    def restore(self, edits: Sequence[Edit], identity: str) -> None:
        """Put back a history that vanished; the next edit goes on after it. Raises OSError."""
        text = history_text(edits, identity)
        write_atomically(self._path, text, self._rights())
        self.whole_bytes, self._leftover = len(text.encode()), 0

    def let_go(self) -> None:
        """Close the file, if it is open."""
        if self._writer:
            self._leftover = self._writer.leftover
            self._writer.close()
            self._writer = None
