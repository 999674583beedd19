"""What somebody else, who writes a session, has saved meanwhile."""

from dataclasses import dataclass
from pathlib import Path

from facilitator.model.edit import Edit, EditRefused
from facilitator.model.session import Session
from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import history_path
from facilitator.store.formats.history import read_history
from facilitator.store.invariants import applied, identity_of


@dataclass(frozen=True, slots=True)
class News:
    """The edits that another writer has added, the session after them, and how many bytes are whole now."""

    edits: tuple[Edit, ...]
    session: Session
    whole_bytes: int


def news_since(path: Path, session: Session, whole_bytes: int) -> News | None:
    """What was appended to the history of a session after so many bytes; None where it does not follow on the session.

    Raises OSError.
    """
    try:
        found = read_history(history_path(path), identity_of(session), after=whole_bytes)
        for edit in found.edits:
            session = applied(session, edit)
    except (StoreRefused, EditRefused):
        return None
    return News(found.edits, session, max(whole_bytes, found.whole_bytes))
