"""Histories as they are held against each other, from files or from an open session."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.merging.histories import Told
from facilitator.model.edit import Edit, EditRefused
from facilitator.model.session import Session, apply
from facilitator.store.errors import StoreRefused
from facilitator.store.formats.codec import edit_to_line, key_of
from facilitator.store.formats.history import read_history


@dataclass(frozen=True, slots=True)
class HistoryCopy:
    """A history read from a file of any name. lines: its whole lines, as they stand there."""

    path: Path
    told: Told
    identity: str
    lines: tuple[bytes, ...] = ()
    is_torn: bool = False

    def text_with(self, edit: Edit | None = None) -> bytes:
        """The file's content, with one more edit."""
        lines = self.lines
        if edit:
            lines = (*lines, _line(edit, self.identity))
        ended = [line + b"\n" for line in lines]
        return b"".join(ended)


def told(edits: Sequence[Edit], identity: str) -> Told:
    """A history of a session to hold against another copy's."""
    keys = [key_of(edit, identity) for edit in edits]
    return Told(tuple(edits), tuple(keys))


def read_copy(path: Path) -> HistoryCopy:
    """Read a history from its first edit on; an empty file holds none. Raises StoreRefused."""
    found = read_history(path, "", expected=1)
    if not found.edits:
        nothing = Told((), ())
        return HistoryCopy(path, nothing, "")
    try:
        begun = apply(Session(), found.edits[0])
        identity = begun.header.identity
    except (EditRefused, KeyError):
        raise StoreRefused(path, "its first edit does not begin a session; restore it from a copy.", 1) from None
    lines = found.lines
    if found.unended:
        lines = (*lines, _line(found.unended, identity))
    is_torn = bool(found.torn) and found.unended is None
    history = told(found.edits, identity)
    return HistoryCopy(path, history, identity, lines, is_torn)


def _line(edit: Edit, identity: str) -> bytes:
    return edit_to_line(edit, identity).encode()
