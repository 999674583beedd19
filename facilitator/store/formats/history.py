"""The history: one edit a line, only ever appended to."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facilitator.model.edit import Edit
from facilitator.store.errors import StoreRefused
from facilitator.store.files.reading import LARGEST_HISTORY, LARGEST_SNAPSHOT, bytes_of, text_of
from facilitator.store.formats.codec import (
    NotARecord,
    digest_of,
    digest_of_line,
    edit_from_plain,
    edit_to_line,
    edits_from_plain,
)
from facilitator.store.formats.migration import Lines, is_old

FAULTS = (NotARecord, ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading a line that is not as it should be raises."""


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
        if not 0 <= place < len(self.edits):
            return False
        line = self.lines[place] if place < len(self.lines) else b""
        return digest in _digests(line, self.edits[place], identity)

    def has_joined(self, number: int, known: Collection[str]) -> bool:
        """Whether a join has brought an edit that had this number in another copy. known: by what it may be known."""
        acts = (act for edit in self.edits for act in edit.acts)
        return any(act.edit in known and act.number == number for act in acts)


def read_history(path: Path, identity: str, *, after: int = 0, expected: int = 0) -> ReadHistory:
    """Every edit of a history file; a torn last line is left off. Raises StoreRefused with the damaged line.

    after: skip so many bytes. expected: the number that the first edit must have; 0 for any.
    """
    try:
        content = bytes_of(path, LARGEST_HISTORY, after=after)
    except FileNotFoundError:
        return ReadHistory((), 0)
    whole, _, rest = content.rpartition(b"\n")
    lines = whole.split(b"\n") if whole else []
    kept = [line for place, line in enumerate(lines) if not place or line != lines[place - 1]]
    reading = _Reading(path, goes_on=after > 0)
    edits = tuple(_edits(reading, lines, identity, expected))
    whole_bytes = after + len(content) - len(rest)
    following = edits[-1].number + 1 if edits else expected or 1
    unended = _unended(reading, rest, identity, following)
    all_edits = (*edits, unended) if unended else edits
    return ReadHistory(all_edits, whole_bytes, rest, unended, len(lines) - len(kept), tuple(kept))


def _digests(line: bytes, edit: Edit, identity: str) -> Iterator[str]:
    """The digest of a line as it stands, then that of the edit as the program would write it, which takes longer.

    An edit of an older format is known by its digest of then, also where it was written anew since.
    """
    yield digest_of_line(line)
    yield edit.id
    yield digest_of(edit, identity)


def _unended(reading: "_Reading", rest: bytes, identity: str, number: int) -> Edit | None:
    """The edit that a last line without its end holds whole, as some editors leave it."""
    try:
        session, edit = edit_from_plain(reading.plain(rest))
    except FAULTS:
        return None
    return edit if edit.number == number and (not identity or session == identity) else None


@dataclass(frozen=True, slots=True)
class Readable:
    """What can be read of a damaged history: each edit with its session, and the other lines by number."""

    edits: tuple[tuple[str, Edit], ...] = ()
    damaged: tuple[int, ...] = ()

    @property
    def first_identity(self) -> str:
        """The session that the first edit belongs to."""
        return next((identity for identity, edit in self.edits if edit.number == 1), "")


def readable_history(path: Path) -> Readable:
    """All that can be read of a history, line by line, whatever stands between.

    Raises StoreRefused for what is no file, and what is too large.
    """
    try:
        lines = bytes_of(path, LARGEST_HISTORY).split(b"\n")
    except FileNotFoundError:
        return Readable()
    found: list[tuple[str, Edit]] = []
    damaged: list[int] = []
    reading = _Reading(path)
    for number, line in enumerate(lines, 1):
        try:
            found.append(edit_from_plain(reading.plain(line)))
        except FAULTS:
            damaged += [number] if line.strip() else []
    return Readable(tuple(found), tuple(damaged))


def begins_at_first(path: Path) -> bool:
    """Whether a history is there and its first line is the first edit. Raises OSError or StoreRefused."""
    try:
        text = bytes_of(path, LARGEST_HISTORY)
    except FileNotFoundError:
        return False
    try:
        return edit_from_plain(_Reading(path).plain(text.partition(b"\n")[0]))[1].number == 1
    except FAULTS:
        return False


def history_text(edits: Iterable[Edit], identity: str) -> str:
    """A whole history as text."""
    return "".join(f"{edit_to_line(edit, identity)}\n" for edit in edits)


class _Reading:
    """One reading of a history, line after line. goes_on: it begins somewhere behind the first line."""

    def __init__(self, path: Path, *, goes_on: bool = False) -> None:
        self.path = path
        self._goes_on = goes_on
        self._lines: Lines | None = None

    def plain(self, text: bytes) -> Any:
        """What a line holds, in the format of today. Raises one of FAULTS."""
        line = json.loads(text)
        if not is_old(line):
            return line
        if self._goes_on:
            raise NotARecord("an older program has written this line; open the session anew")
        if self._lines is None:
            self._lines = Lines(None if line.get("number") == 1 else _snapshot_beside(self.path))
        return self._lines.today(line)


def _snapshot_beside(path: Path) -> dict[str, Any] | None:
    """The tables of the snapshot beside a history, if they can be read."""
    import tomli

    try:
        return tomli.loads(text_of(path.with_name(path.name.replace(".history.jsonl", ".toml")), LARGEST_SNAPSHOT))
    except (OSError, StoreRefused, ValueError, RecursionError):
        return None


def _edits(reading: _Reading, lines: list[bytes], identity: str, expected: int) -> Iterator[Edit]:
    path = reading.path
    for number, (session, edit) in _decoded(reading, lines):
        if identity and session != identity:
            raise StoreRefused(path, "this history belongs to another session; move it away.", number)
        if expected and edit.number != expected:
            what = f"edit {edit.number} stands where edit {expected} should; restore it from a copy, or use “recover”."
            raise StoreRefused(path, what, number)
        expected = edit.number + 1
        identity = identity or session
        yield edit


def _decoded(reading: _Reading, lines: list[bytes]) -> Iterator[tuple[int, tuple[str, Edit]]]:
    """Each line that is not the one before it once more, by its number. Raises StoreRefused at a damaged one."""
    numbered = [(number, line) for number, line in enumerate(lines, 1) if number == 1 or line != lines[number - 2]]
    plain: list[Any] = []
    for number, line in numbered:
        try:
            plain.append(reading.plain(line))
        except FAULTS as fault:
            for done, (earlier, _) in zip(plain, numbered, strict=False):
                _decoded_line(reading.path, earlier, done)
            raise _damaged(reading.path, number, fault) from None
    try:
        decoded = edits_from_plain(plain)
    except (ValueError, RecursionError):
        yield from (
            (number, _decoded_line(reading.path, number, data))
            for (number, _), data in zip(numbered, plain, strict=True)
        )
    else:
        yield from ((number, edit) for (number, _), edit in zip(numbered, decoded, strict=True))


def _decoded_line(path: Path, number: int, data: Any) -> tuple[str, Edit]:
    try:
        return edit_from_plain(data)
    except FAULTS as fault:
        raise _damaged(path, number, fault) from None


def _damaged(path: Path, number: int, fault: Exception) -> StoreRefused:
    what = f"this line of the history is damaged ({_short(fault)}); restore it from a copy, or use “recover”."
    return StoreRefused(path, what, number)


def _short(fault: Exception) -> str:
    words = " ".join(str(fault).split())
    return words if len(words) <= 160 else f"{words[:159]}…"
