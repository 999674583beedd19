"""Histories as they are held against each other, from files or from an open session."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.merging.histories import Told
from facilitator.model.edit import Edit, EditRefused
from facilitator.model.session import Session, apply
from facilitator.store.errors import StoreRefused
from facilitator.store.formats.codec import digest_of, edit_to_line
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
        added = [edit_to_line(edit, self.identity).encode()] if edit else []
        return b"".join(line + b"\n" for line in (*self.lines, *added))


def told(edits: Sequence[Edit], identity: str) -> Told:
    """A history of a session to hold against another copy's."""
    return Told(tuple(edits), tuple(digest_of(edit, identity) for edit in edits))


def read_copy(path: Path) -> HistoryCopy:
    """Read a history from its first edit on; an empty file holds none. Raises StoreRefused."""
    found = read_history(path, "", expected=1)
    if not found.edits:
        return HistoryCopy(path, Told((), ()), "")
    try:
        identity = apply(Session(), found.edits[0]).header.identity
    except (EditRefused, KeyError):
        raise StoreRefused(path, "its first edit does not begin a session; restore it from a copy.", 1) from None
    unended = [edit_to_line(found.unended, identity).encode()] if found.unended else []
    is_torn = bool(found.torn) and found.unended is None
    return HistoryCopy(path, told(found.edits, identity), identity, (*found.lines, *unended), is_torn)
