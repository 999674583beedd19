"""The history: one edit a line, only ever appended to."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from facilitator.model.edit import Edit
from facilitator.store.codec import NotARecord, edit_from_plain, edit_to_line
from facilitator.store.refusal import StoreRefused


@dataclass(frozen=True, slots=True)
class ReadHistory:
    """The edits of a history file, how many of its bytes are whole, and what was left off at its end."""

    edits: tuple[Edit, ...]
    whole_bytes: int
    torn: bool


class HistoryWriter:
    """Appends edits; an edit is safe once `append` has returned."""

    def __init__(self, path: Path, whole_bytes: int) -> None:
        is_new = not path.exists()
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        self._end = whole_bytes
        if is_new:
            flush_folder(path.parent)

    def append(self, edit: Edit, identity: str) -> None:
        """Write one edit and flush it to disk. Raises OSError, in which case nothing of it counts."""
        line = (edit_to_line(edit, identity) + "\n").encode()
        os.ftruncate(self._file, self._end)
        os.lseek(self._file, self._end, os.SEEK_SET)
        written = 0
        while written < len(line):
            written += os.write(self._file, line[written:])
        os.fsync(self._file)
        self._end += len(line)

    def close(self) -> None:
        """Let the file go."""
        os.close(self._file)


def read_history(path: Path, identity: str) -> ReadHistory:
    """Every edit of a history file; a torn last line is left off. Raises StoreRefused with the damaged line."""
    if not path.exists():
        return ReadHistory((), 0, False)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise StoreRefused(path, f"cannot be read ({error.strerror}); check your rights.") from None
    whole, _, rest = content.rpartition(b"\n")
    lines = whole.split(b"\n") if whole else []
    edits = tuple(_edits(path, lines, identity))
    return ReadHistory(edits, len(content) - len(rest), bool(rest))


def flush_folder(folder: Path) -> None:
    """Make a new or renamed file in a folder survive a crash, where the platform can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _edits(path: Path, lines: list[bytes], identity: str) -> Iterator[Edit]:
    expected = 0
    for number, line in enumerate(lines, 1):
        try:
            session, edit = edit_from_plain(json.loads(line))
        except (NotARecord, ValueError, RecursionError) as fault:
            what = f"this line of the history is damaged ({fault}); restore it from a copy, or move the file away."
            raise StoreRefused(path, what, number) from None
        if identity and session != identity:
            raise StoreRefused(path, "this history belongs to another session; move it away.", number)
        if expected and edit.number != expected:
            what = f"edit {edit.number} stands where edit {expected} should; restore the history from a copy."
            raise StoreRefused(path, what, number)
        expected = edit.number + 1
        identity = identity or session
        yield edit
