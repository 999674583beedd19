"""The history: one edit a line, only ever appended to."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from facilitator.model.edit import Edit
from facilitator.store.codec import NotARecord, edit_from_plain, edit_to_line, edits_from_plain
from facilitator.store.refusal import StoreRefused


@dataclass(frozen=True, slots=True)
class ReadHistory:
    """The edits of a history file, and what was left off.

    whole_bytes: how many bytes belong to whole lines. torn: the bytes of a last line that was cut short.
    repeated: how many lines stood there twice in a row.
    """

    edits: tuple[Edit, ...]
    whole_bytes: int
    torn: bytes = b""
    repeated: int = 0


class Displaced(OSError):
    """The history file was moved away, replaced or changed by somebody else while it was open."""

    def __init__(self, path: Path) -> None:
        super().__init__(None, "the history file was moved away or replaced", str(path))
        self.strerror = "the history file was moved away or replaced"


class HistoryWriter:
    """Appends edits; an edit is safe once `append` has returned."""

    def __init__(self, path: Path, whole_bytes: int) -> None:
        """Open the history to append after its whole lines. Raises OSError."""
        is_new = not path.exists()
        if is_new and whole_bytes:
            raise Displaced(path)
        self._path = path
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        self._end = whole_bytes
        if is_new:
            flush_folder(path.parent)

    def append(self, edit: Edit, identity: str) -> int:
        """Write one edit and flush it to disk; how many bytes are whole now.

        Raises OSError, in which case nothing of it counts.
        """
        line = (edit_to_line(edit, identity) + "\n").encode()
        self._check_place()
        os.ftruncate(self._file, self._end)
        os.lseek(self._file, self._end, os.SEEK_SET)
        written = 0
        while written < len(line):
            written += os.write(self._file, line[written:])
        os.fsync(self._file)
        self._end += len(line)
        return self._end

    def close(self) -> None:
        """Let the file go."""
        os.close(self._file)

    def _check_place(self) -> None:
        """What is written must be found again under the file's name. Raises Displaced."""
        mine = os.fstat(self._file)
        try:
            there = os.stat(self._path)
        except FileNotFoundError:
            raise Displaced(self._path) from None
        if not os.path.samestat(mine, there) or mine.st_size < self._end:
            raise Displaced(self._path)


def read_history(path: Path, identity: str, *, after: int = 0, expected: int = 0) -> ReadHistory:
    """Every edit of a history file; a torn last line is left off. Raises StoreRefused with the damaged line.

    after: skip so many bytes. expected: the number that the first edit must have; 0 for any.
    """
    try:
        with path.open("rb") as file:
            file.seek(after)
            content = file.read()
    except FileNotFoundError:
        return ReadHistory((), 0)
    except OSError as error:
        raise StoreRefused(path, f"cannot be read ({error.strerror}); check your rights.") from None
    whole, _, rest = content.rpartition(b"\n")
    lines = whole.split(b"\n") if whole else []
    kept = [line for place, line in enumerate(lines) if not place or line != lines[place - 1]]
    edits = tuple(_edits(path, lines, identity, expected))
    return ReadHistory(edits, after + len(content) - len(rest), rest, len(lines) - len(kept))


def readable_edits(path: Path) -> list[Edit]:
    """The edits of a damaged history that can still be read, in order, damaged lines left out."""
    found: list[Edit] = []
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError:
        return []
    for line in lines:
        try:
            found.append(edit_from_plain(json.loads(line))[1])
        except (NotARecord, ValueError, RecursionError):
            continue
    return found


def history_text(edits: Iterator[Edit] | tuple[Edit, ...] | list[Edit], identity: str) -> str:
    """A whole history as text."""
    return "".join(f"{edit_to_line(edit, identity)}\n" for edit in edits)


def flush_folder(folder: Path) -> None:
    """Make a new or renamed file in a folder survive a crash, where the platform can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _edits(path: Path, lines: list[bytes], identity: str, expected: int) -> Iterator[Edit]:
    for number, (session, edit) in _decoded(path, lines):
        if identity and session != identity:
            raise StoreRefused(path, "this history belongs to another session; move it away.", number)
        if expected and edit.number != expected:
            what = f"edit {edit.number} stands where edit {expected} should; restore it from a copy, or use “recover”."
            raise StoreRefused(path, what, number)
        expected = edit.number + 1
        identity = identity or session
        yield edit


def _decoded(path: Path, lines: list[bytes]) -> Iterator[tuple[int, tuple[str, Edit]]]:
    """Each line that is not the one before it once more, by its number. Raises StoreRefused at a damaged one."""
    numbered = [(number, line) for number, line in enumerate(lines, 1) if number == 1 or line != lines[number - 2]]
    try:
        decoded = edits_from_plain([json.loads(line) for _, line in numbered])
    except (ValueError, RecursionError):
        yield from ((number, _decoded_line(path, number, line)) for number, line in numbered)
    else:
        yield from ((number, edit) for (number, _), edit in zip(numbered, decoded, strict=True))


def _decoded_line(path: Path, number: int, line: bytes) -> tuple[str, Edit]:
    try:
        return edit_from_plain(json.loads(line))
    except (NotARecord, ValueError, RecursionError) as fault:
        what = f"this line of the history is damaged ({_short(fault)}); restore it from a copy, or use “recover”."
        raise StoreRefused(path, what, number) from None


def _short(fault: Exception) -> str:
    words = " ".join(str(fault).split())
    return words if len(words) <= 160 else f"{words[:159]}…"
