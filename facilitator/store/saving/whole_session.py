"""Writing all of a session in one go: the history first, then the snapshot that says where the history ends."""

from collections.abc import Sequence
from pathlib import Path

from facilitator.model.edit import Edit
from facilitator.model.session import Session
from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import history_path
from facilitator.store.files.rights import rights_of_session
from facilitator.store.files.writing import write_atomically
from facilitator.store.formats.history import history_text
from facilitator.store.formats.snapshot import KnownSteps, Place, history_end, snapshot_text


def write_new_session(
    path: Path, session: Session, edits: Sequence[Edit], place: Place, steps: KnownSteps = None
) -> None:
    """Write both files of a session where there is none yet. Raises OSError or StoreRefused."""
    if path.exists() or history_path(path).exists():
        raise StoreRefused(path, "there is a session of this name already; choose another name.")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_session(path, session, edits, place, steps)


def write_session(path: Path, session: Session, edits: Sequence[Edit], place: Place, steps: KnownSteps = None) -> None:
    """Write both files of a session. Raises OSError."""
    identity = session.header.identity
    text = history_text(edits, identity)
    end = history_end(edits, identity, len(text.encode()))
    rights = rights_of_session(path)
    write_atomically(history_path(path), text, rights)
    snapshot = snapshot_text(session, place, end, steps)
    write_atomically(path, snapshot, rights)
