"""Joining another copy of a session into the one that is open."""

from pathlib import Path

from facilitator.errors import UserError
from facilitator.merging.difference import changes_between
from facilitator.merging.merge import Conflict, Merged, merge
from facilitator.model.session import Session, apply
from facilitator.store.refusal import StoreRefused
from facilitator.store.session_file import SessionFile
from facilitator.workshop.workshop import Workshop


class Joining:
    """What two copies of a session made since they went apart, and what was decided about it so far."""

    def __init__(self, workshop: Workshop, path: Path) -> None:
        """Hold another copy against the open session. Raises UserError when it is no copy of it."""
        self._workshop = workshop
        self.path = path
        try:
            other = SessionFile(path, read_only=True)
        except StoreRefused as refusal:
            raise UserError(str(refusal)) from None
        if not other.edits or other.session.header.identity != workshop.session.header.identity:
            raise UserError(f"{path} is not a copy of this session with its history.")
        self._base = Session()
        for mine, yours in zip(workshop.log.history, other.edits, strict=False):
            if mine != yours:
                break
            self._base = apply(self._base, mine)
        if not self._base.revision:
            raise UserError(
                f"{path} has no first edit in common with this session; use “facilitator merge” with a base."
            )
        self._theirs = other.session
        self.decisions: dict[str, str] = {}
        self.conflicts: tuple[Conflict, ...] = self._merged().conflicts

    @property
    def open(self) -> int:
        """How many conflicts are not decided yet."""
        return sum(conflict.key not in self.decisions for conflict in self.conflicts)

    def decide(self, key: str, side: str) -> None:
        """Decide a conflict; side: OURS or THEIRS."""
        self.decisions[key] = side

    def finish(self) -> int:
        """Join, as one edit that can be undone; how many records changed. Raises UserError while conflicts are open."""
        found = self._merged()
        if found.conflicts:
            raise UserError(f"{len(found.conflicts)} are still to decide.")
        changes = changes_between(self._workshop.session, found.session)
        if changes:
            self._workshop.log.append(f"Join what {self.path.name} says", *changes)
        return len(changes)

    def _merged(self) -> Merged:
        return merge(self._base, self._workshop.session, self._theirs, self.decisions)
