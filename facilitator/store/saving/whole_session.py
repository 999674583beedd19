"""Writing all of a session in one go: the history first, then the snapshot that says where the history ends."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from facilitator.analysis.step_figures import StepFigures
from facilitator.model.edit import Edit
from facilitator.model.session import Session
from facilitator.store.files.paths import history_path
from facilitator.store.files.rights import rights_for
from facilitator.store.files.writing import write_atomically
from facilitator.store.formats.history import history_text
from facilitator.store.formats.snapshot import Place, history_end, snapshot_text


def write_session(
    path: Path, session: Session, edits: Sequence[Edit], place: Place, steps: Mapping[str, StepFigures] | None = None
) -> None:
    """Write both files of a session. Raises OSError.

    steps: where each step stands, if that is known.
    """
    identity = session.header.identity
    text = history_text(edits, identity)
    end = history_end(edits, identity, len(text.encode()))
    rights = rights_for(path, history_path(path))
    write_atomically(history_path(path), text, rights)
    write_atomically(path, snapshot_text(session, place, end, steps), rights)
