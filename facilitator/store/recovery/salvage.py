"""Reading what can still be read of the two files of a damaged session."""

from operator import attrgetter
from pathlib import Path

from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import history_path
from facilitator.store.formats.history import readable_history
from facilitator.store.formats.snapshot import Place
from facilitator.store.formats.snapshot_reading import is_cut_short, read_snapshot
from facilitator.store.recovery.courses import Found
from facilitator.store.recovery.left_out import lost_lines


def salvaged(path: Path) -> Found:
    """What can be read of the session at a path. Raises StoreRefused for a history that is no file or too large."""
    history = readable_history(history_path(path))
    snapshot, place, why_not, is_cut = None, Place(), "", False
    try:
        if path.exists():
            snapshot, place = read_snapshot(path)
            is_cut = is_cut_short(path)
    except (StoreRefused, OSError) as error:
        why_not = str(error).rstrip(".")
    identity = snapshot.header.identity if snapshot else history.first_identity
    own = [edit for session, edit in history.edits if session == identity]
    ordered = sorted(own, key=attrgetter("number"))
    lost = lost_lines(history, len(own))
    return Found(snapshot, place, why_not, is_cut, tuple(ordered), tuple(lost))
