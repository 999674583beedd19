"""Where a statement comes from: said by whom and when, assumed, or suggested by the question banks and taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from facilitator.model.edit import Act, Edit
from facilitator.model.part import Record
from facilitator.model.records.context import Assumption
from facilitator.model.vocabulary import AssumptionState


class Origin(StrEnum):
    """What stands behind a record."""

    SAID = "said"
    ASSUMED = "assumed"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True)
class Entry:
    """Who made a record and who changed it last, each with the time in ISO 8601; "" where the history does not say."""

    by: str = ""
    time: str = ""
    changed_by: str = ""
    changed: str = ""


class Entries:
    """Reads off a history who made and who changed each record, each edit once."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._read = 0
        self._found: dict[str, Entry] = {}

    def of(self, history: Sequence[Edit]) -> Mapping[str, Entry]:
        """Find the entry of each record; a record that is made anew begins anew."""
        if len(history) < self._read:
            self._read = 0
            self._found = {}
        for edit in history[self._read :]:
            self._take_note(edit)
        self._read = len(history)
        return self._found

    def _take_note(self, edit: Edit) -> None:
        for change in edit.changes:
            name = change.record.id
            act = _act_on(edit, name)
            known = self._found.get(name, Entry())
            if change.before is None:
                self._found[name] = Entry(act.by, act.time)
            else:
                self._found[name] = replace(known, changed_by=act.by, changed=act.time)


def origin_of(record: Record) -> Origin:
    """Find what stands behind a record as it is."""
    if isinstance(record, Assumption) and record.state is AssumptionState.UNCONFIRMED:
        return Origin.ASSUMED
    is_suggested = getattr(record, "suggestion", "") or getattr(record, "template", "")
    return Origin.SUGGESTED if is_suggested and record.kind != "suggestion" else Origin.SAID


def origin_words(record: Record, entry: Entry) -> str:
    """Say where a record comes from, such as “suggested by the question banks, taken by Ann on 2026-05-03”."""
    who = _who(entry.by, entry.time) or "before this history begins"
    words = {
        Origin.SAID: f"said {who}",
        Origin.ASSUMED: f"assumed {who}, not confirmed yet",
        Origin.SUGGESTED: f"suggested by the question banks, taken {who}",
    }[origin_of(record)]
    later = _who(entry.changed_by, entry.changed)
    return f"{words}; changed {later}" if later else words


def _who(by: str, time: str) -> str:
    return f"by {by} on {time[:10]}" if by else ""


def _act_on(edit: Edit, name: str) -> Edit | Act:
    """The last act on a record that a join brought, or else the edit itself."""
    return next((act for act in reversed(edit.acts) if name in act.records), edit)
