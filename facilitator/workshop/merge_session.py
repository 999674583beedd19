"""Joining another copy of a session into the one that is open."""

from collections.abc import Iterator
from pathlib import Path

from facilitator.errors import UserError
from facilitator.merging.difference import changes_between
from facilitator.merging.histories import Join, NotACopy, Told, join
from facilitator.merging.merge import Conflict
from facilitator.model.edit import Edit, EditRefused
from facilitator.store.external_edits import OUTSIDE
from facilitator.store.formats.copies import told
from facilitator.store.store import SessionStore
from facilitator.workshop.workshop import Workshop


class Joining:
    """What changed in two copies of a session since they went apart, and what was decided about it so far."""

    def __init__(self, workshop: Workshop, path: Path) -> None:
        """Read another copy of the open session. Raises UserError where it is none."""
        self._workshop = workshop
        self.path = path
        other = SessionStore(path, read_only=True)
        identity = workshop.session.header.identity
        if not other.edits or other.session.header.identity != identity:
            raise UserError(f"{path} is not a copy of this session with its history.")
        edits = [*other.edits, *self._made_by_hand(other)]
        history = told(edits, identity)
        self._theirs = _whole(history, path)
        self.decisions: dict[str, str] = {}
        found = self._found()
        self.conflicts: tuple[Conflict, ...] = found.conflicts

    @property
    def open(self) -> int:
        """How many conflicts are not decided yet."""
        return sum(conflict.key not in self.decisions for conflict in self.conflicts)

    def decide(self, key: str, side: str) -> None:
        """Decide a conflict; side: OURS or THEIRS."""
        self.decisions[key] = side

    def finish(self) -> int:
        """Join, as one edit that can be undone, and count what changed. Raises UserError while conflicts are open."""
        found = self._found()
        if found.conflicts:
            raise UserError(f"{len(found.conflicts)} are still to decide.")
        if found.brings_something:
            self._workshop.log.join(found, f"Join what {self.path.name} says")
        return len(found.changes)

    def _made_by_hand(self, other: SessionStore) -> Iterator[Edit]:
        """Find what somebody changed by hand in the other snapshot, which its history does not say yet."""
        if other.edits[0].number != 1:
            return
        before = told(other.edits, "")
        changes = changes_between(before.session, other.session)
        if changes:
            number = other.edits[-1].number + 1
            what = "Changes made by hand in the snapshot"
            yield Edit(number=number, time=self._workshop.time(), by=OUTSIDE, what=what, changes=changes)

    def _found(self) -> Join:
        workshop = self._workshop
        history = told(workshop.log.history, workshop.session.header.identity)
        ours = _whole(history, workshop.path)
        try:
            return join(ours, self._theirs, decisions=self.decisions, keep_ours=True)
        except (NotACopy, EditRefused) as reason:
            words = f"{self.path} cannot be joined with this session ({reason})"
            raise UserError(f"{words}; use “facilitator merge” with a base.") from None


def _whole(history: Told, path: Path) -> Told:
    """Refuse a history that lacks its beginning. Raises UserError."""
    if not history.edits or history.edits[0].number != 1:
        raise UserError(f"The history of {path} lacks its beginning; use “facilitator merge” with a base.")
    return history
