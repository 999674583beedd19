"""What a damaged session may be, the best first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from facilitator.model.edit import Edit, EditRefused
from facilitator.model.session import Session
from facilitator.store.external_edits import edit_by_hand, made_outside
from facilitator.store.formats.snapshot import Place
from facilitator.store.invariants import applied


@dataclass(frozen=True, slots=True)
class Found:
    """What can be read of a session: its snapshot, or why there is none, and the edits of its history by number.

    is_cut: the snapshot can be read and has lost its end, perhaps with records in it.
    """

    snapshot: Session | None
    place: Place
    why_no_snapshot: str
    is_cut: bool
    edits: tuple[Edit, ...]
    lost_lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A session that may be rebuilt, the history to keep with it, and what does not come along."""

    session: Session
    kept: tuple[Edit, ...]
    from_snapshot: bool
    left_out: tuple[str, ...] = ()
    refused: str = ""


def courses(found: Found) -> Iterator[Course]:
    """Every session that may be rebuilt of what was found, the best first."""
    from_first = _gone_on(Session(), found.edits)
    snapshot = found.snapshot
    if snapshot is not None and found.is_cut:
        if from_first.session.revision >= snapshot.revision:
            yield from_first
        words = "The snapshot was cut short; what stood behind that place is lost."
        yield replace(_gone_on(snapshot, found.edits), from_snapshot=True, left_out=(words,))
    elif snapshot is not None:
        yield from _joined(found, snapshot, from_first)
        yield replace(_gone_on(snapshot, found.edits), from_snapshot=True)
    yield from_first


def _gone_on(session: Session, edits: Sequence[Edit]) -> Course:
    """A session after all edits that follow without a gap and leave it whole."""
    kept: list[Edit] = []
    refused = ""
    for edit in edits:
        if edit.number != session.revision + 1:
            continue
        try:
            session = applied(session, edit)
        except EditRefused as refusal:
            refused = f"edit {edit.number} does not fit ({str(refusal).rstrip('.')})"
            continue
        kept.append(edit)
        refused = ""
    return Course(session, tuple(kept), False, refused=refused)


def _joined(found: Found, snapshot: Session, from_first: Course) -> Iterator[Course]:
    """The history from its first edit on; what the snapshot says otherwise is one more edit, by outside."""
    is_all = len(from_first.kept) == len(found.edits) and not found.lost_lines
    if not from_first.kept or (from_first.session.revision < snapshot.revision and not is_all):
        return
    now = from_first.session
    try:
        by_hand = made_outside(snapshot, from_first.kept, now)
        if not by_hand.changes:
            yield replace(from_first, from_snapshot=True)
            return
        edit = edit_by_hand(now, by_hand.changes)
        after = applied(now, edit)
    except EditRefused:
        return
    words = f"{by_hand.unmerged} changes by hand in the snapshot could not be joined with what came after them."
    left_out = (words,) if by_hand.unmerged else ()
    yield Course(after, (*from_first.kept, edit), True, left_out)
