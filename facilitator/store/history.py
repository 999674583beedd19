"""The history: one edit a line, only ever appended to."""

import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from facilitator.model.edit import Edit
from facilitator.store.codec import (
    NotARecord,
    digest_of,
    digest_of_line,
    edit_from_plain,
    edit_to_line,
    edits_from_plain,
)
from facilitator.store.refusal import StoreRefused


@dataclass(frozen=True, slots=True)
class ReadHistory:
    """The edits of a history file, and what was left off.

    whole_bytes: how many bytes belong to whole lines. torn: the bytes of a last line that was cut short.
    unended: the last edit, where it is whole but for its line end; it is not among the whole bytes, and should be
    written again.
    repeated: how many lines stood there twice in a row. lines: the whole lines, one for each edit but an unended one.
    """

    edits: tuple[Edit, ...]
    whole_bytes: int
    torn: bytes = b""
    unended: Edit | None = None
    repeated: int = 0
    lines: tuple[bytes, ...] = field(default=(), repr=False, compare=False)

    def holds(self, number: int, digest: str, identity: str) -> bool:
        """Whether the edit of this number is the one that a digest stands for."""
        place = number - self.edits[0].number
        line = self.lines[place] if place < len(self.lines) else b""
        return digest in _digests(line, self.edits[place], identity)

    def has_joined(self, number: int, digest: str) -> bool:
        """Whether a join has brought the edit that a digest stands for, which had this number in another copy."""
        acts = (act for edit in self.edits for act in edit.acts)
        return any(act.edit == digest and act.number == number for act in acts)


class Displaced(OSError):
    """The history file was moved away, replaced or changed by somebody else while it was open."""

    def __init__(self, path: Path) -> None:
        what = "the history file was moved away or changed by somebody else"
        super().__init__(None, what, str(path))
        self.strerror = what


class HistoryWriter:
    """Appends edits; an edit is safe once `append` has returned.

    It writes over nothing but what a failed attempt of its own, or a torn line that was there at first, has left
    behind the whole lines.
    """

    def __init__(self, path: Path, whole_bytes: int, leftover: int = 0) -> None:
        """Open the history to append after its whole lines. Raises OSError.

        leftover: how many bytes behind them may be written over.
        """
        is_new = not path.exists()
        if is_new and whole_bytes:
            raise Displaced(path)
        self._path = path
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        self._end = whole_bytes
        self.leftover = leftover
        if is_new:
            flush_folder(path.parent)

    def append(self, edit: Edit, identity: str) -> int:
        """Write one edit and flush it to disk; how many bytes are whole now.

        Raises OSError, in which case nothing of it counts.
        """
        line = (edit_to_line(edit, identity) + "\n").encode()
        self._check_place()
        try:
            self._write(line)
        except OSError:
            self._take_back(len(line))
            raise
        self._end += len(line)
        self.leftover = 0
        return self._end

    def close(self) -> None:
        """Let the file go."""
        os.close(self._file)

    def _write(self, line: bytes) -> None:
        if self.leftover:
            os.ftruncate(self._file, self._end)
        os.lseek(self._file, self._end, os.SEEK_SET)
        written = 0
        while written < len(line):
            written += os.write(self._file, line[written:])
        os.fsync(self._file)

    def _take_back(self, most: int) -> None:
        """After a failure, leave nothing behind the whole lines; where even that is refused, remember how much."""
        try:
            os.ftruncate(self._file, self._end)
            self.leftover = 0
        except OSError:
            self.leftover = min(most, max(0, os.fstat(self._file).st_size - self._end))

    def _check_place(self) -> None:
        """What is written must be found again under the file's name, and be all that follows. Raises Displaced."""
        mine = os.fstat(self._file)
        try:
            there = os.stat(self._path)
        except FileNotFoundError:
            raise Displaced(self._path) from None
        if not os.path.samestat(mine, there) or mine.st_size not in (self._end, self._end + self.leftover):
            raise Displaced(self._path)


def read_history(path: Path, identity: str, *, after: int = 0, expected: int = 0) -> ReadHistory:
    """Every edit of a history file; a torn last line is left off. Raises StoreRefused with the damaged line.

    after: skip so many bytes. expected: the number that the first edit must have; 0 for any.
    """
    check_is_file(path)
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
    whole_bytes = after + len(content) - len(rest)
    following = edits[-1].number + 1 if edits else expected or 1
    unended = _unended(rest, identity, following)
    all_edits = (*edits, unended) if unended else edits
    return ReadHistory(all_edits, whole_bytes, rest, unended, len(lines) - len(kept), tuple(kept))


def _digests(line: bytes, edit: Edit, identity: str) -> Iterator[str]:
    """The digest of a line as it stands, then that of the edit as the program would write it, which takes longer."""
    yield digest_of_line(line)
    yield digest_of(edit, identity)


def _unended(rest: bytes, identity: str, number: int) -> Edit | None:
    """The edit that a last line without its end holds whole, as some editors leave it."""
    try:
        session, edit = edit_from_plain(json.loads(rest))
    except (NotARecord, ValueError, RecursionError):
        return None
    return edit if edit.number == number and (not identity or session == identity) else None


def check_is_file(path: Path) -> None:
    """A pipe or a device would be read for ever. Raises StoreRefused; a path where nothing is, is no trouble."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "a link that leads in a circle, or a name that no file can have"
        raise StoreRefused(path, f"cannot be read ({reason}); check the name and your rights.") from None
    if not stat.S_ISREG(mode):
        raise StoreRefused(path, "this is no file but a folder, a pipe or a device; choose the file of a session.")


def readable_edits(path: Path) -> list[tuple[str, Edit]]:
    """Each edit of a damaged history that can still be read, with its session's identity; damaged lines left out."""
    found: list[tuple[str, Edit]] = []
    try:
        check_is_file(path)
        lines = path.read_bytes().split(b"\n")
    except (OSError, StoreRefused):
        return []
    for line in lines:
        try:
            found.append(edit_from_plain(json.loads(line)))
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
