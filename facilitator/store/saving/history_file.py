"""The history of an open session, as far as it is whole, and what is put behind it."""

from collections.abc import Sequence
from pathlib import Path

from facilitator.model.edit import Edit
from facilitator.store.files.paths import history_path
from facilitator.store.files.rights import rights_of_session
from facilitator.store.files.writing import write_atomically
from facilitator.store.formats.history import history_text
from facilitator.store.saving.history_writer import Displaced, HistoryWriter


class HistoryFile:
    """The history of the session at a path; it is opened when it is first written, and anew after a failure.

    whole_bytes: how many bytes belong to whole lines.
    has_vanished: whether the last attempt found the history gone from a folder that is still there.
    """

    def __init__(self, session_path: Path) -> None:
        """Open nothing yet."""
        self.whole_bytes = 0
        self.has_vanished = False
        self._session_path = session_path
        self._path = history_path(session_path)
        self._leftover = 0
        self._writer: HistoryWriter | None = None

    def begin_after(self, whole_bytes: int, leftover: int) -> None:
        """Go on after so many bytes. leftover: how many bytes behind them may be written over."""
        self.let_go()
        self.whole_bytes, self._leftover = whole_bytes, leftover

    def append(self, edit: Edit, identity: str) -> None:
        """Write one edit and flush it to disk. Raises OSError, in which case nothing of it counts."""
        self.has_vanished = False
        try:
            writer = self._opened()
            self.whole_bytes = writer.append(edit, identity)
        except OSError as error:
            self.let_go()
            if isinstance(error, Displaced):
                self.has_vanished = self._is_gone()
            raise

    def restore(self, edits: Sequence[Edit], identity: str) -> None:
        """Put back a history that vanished; the next edit goes on after it. Raises OSError."""
        text = history_text(edits, identity)
        write_atomically(self._path, text, rights_of_session(self._session_path))
        self.whole_bytes, self._leftover = len(text.encode()), 0

    def let_go(self) -> None:
        """Close the file, if it is open."""
        if self._writer:
            self._leftover = self._writer.leftover
            self._writer.close()
            self._writer = None

    def _opened(self) -> HistoryWriter:
        """The open history. Raises OSError."""
        if self._writer is None:
            rights = rights_of_session(self._session_path)
            self._writer = HistoryWriter(self._path, self.whole_bytes, self._leftover, rights)
        return self._writer

    def _is_gone(self) -> bool:
        return self._path.parent.is_dir() and not self._path.exists()
