"""Why a record is here: from a rating or a tree to its threat, the suggestion, the answers, the person and the time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.facts import moment
from facilitator.guide.over_time.grounds import Ground, Grounds, own_grounds, stands_on
from facilitator.guide.over_time.stale import stale
from facilitator.model.edit import Act, Edit
from facilitator.model.part import Record

DEEPEST = 6


def provenance(context: Context, record: Record, edits: Sequence[Edit]) -> tuple[Ground, ...]:
    """The way back from a record to what it stands on, and who entered each part of it when.

    edits: the history, as far as it is there; without it persons and times of some parts are not known.
    """
    way_back = _WayBack(context, edits, stale(context))
    return tuple(way_back.grounds(record, 0))


@dataclass(frozen=True, slots=True)
class _WayBack:
    """The way back through a session. edits: its history. stale: record id -> why it should be looked at again."""

    context: Context
    edits: Sequence[Edit]
    stale: Mapping[str, str]

    def grounds(self, record: Record, depth: int) -> Grounds:
        """What a record stands on, and what that stands on in turn."""
        yield Ground(depth, f"{record.id} {record.title_text}: {self._entered(record)}", record.id)
        if record.id in self.stale:
            yield Ground(depth + 1, f"Look at it again. {self.stale[record.id]}", record.id)
        if depth >= DEEPEST:
            return
        yield from own_grounds(self.context, record, depth + 1)
        for record_id in stands_on(self.context, record):
            found = self.context.find(record_id) if record_id else None
            if found is not None:
                yield from self.grounds(found, depth + 1)

    def _entered(self, record: Record) -> str:
        """Who entered a record, and when."""
        for edit in self.edits:
            if _enters(edit, record.id):
                act = _act_that_made(record, edit)
                return f"entered by {act.by} at {moment(act.time)}"
        return "entered before this history begins"


def _enters(edit: Edit, record_id: str) -> bool:
    """Whether an edit put a record into the session."""
    for change in edit.changes:
        if change.before is None and change.after is not None and change.after.id == record_id:
            return True
    return False


def _act_that_made(record: Record, edit: Edit) -> Edit | Act:
    """The first act on a record that a join brought, or else the edit itself."""
    for act in edit.acts:
        if record.id in act.records:
            return act
    return edit
