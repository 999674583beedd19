"""What somebody changed in a snapshot by hand, found by holding it against the history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from facilitator.model.edit import Change, Edit
from facilitator.model.session import Session, apply

OUTSIDE = "outside"
"""Who made an edit that somebody made in an editor."""


@dataclass(frozen=True, slots=True)
class MadeOutside:
    """The changes to apply to the session, and how many could not be joined with what came after."""

    changes: tuple[Change, ...] = ()
    unmerged: int = 0


def is_complete(edits: Sequence[Edit], revision: int) -> bool:
    """Whether a history begins with the first edit and reaches a snapshot's revision."""
    return bool(edits) and edits[0].number == 1 and edits[-1].number >= revision


def edit_by_hand(session: Session, changes: tuple[Change, ...]) -> Edit:
    """The edit, by outside, that brings what somebody changed in a snapshot into its session."""
    return Edit(
        number=session.revision + 1,
        time=datetime.now(UTC).isoformat(timespec="seconds"),
        by=OUTSIDE,
        what="Changes made by hand in the snapshot",
        changes=changes,
    )


def made_outside(snapshot: Session, edits: Sequence[Edit], now: Session) -> MadeOutside:
    """What a snapshot says that the history up to its revision does not.

    edits: a history from the first edit on, which may end below the snapshot. now: what all of it adds up to.
    Raises EditRefused when it does not fit together.
    """
    from facilitator.merging.difference import changes_between
    from facilitator.merging.merge import merge

    base = Session()
    for edit in edits[: snapshot.revision]:
        base = apply(base, edit)
    if not changes_between(base, snapshot):
        return MadeOutside()
    if now.revision <= snapshot.revision:
        return MadeOutside(changes_between(now, snapshot))
    found = merge(base, now, snapshot)
    return MadeOutside(changes_between(now, found.session), len(found.conflicts))
