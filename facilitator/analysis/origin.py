"""Where a statement comes from: said by whom and when, assumed, or suggested by the question banks and taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from facilitator.model.edit import Act, Change, Edit
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
    """Reads off a history who made and who changed each record, each edit once; what is taken back is as it was."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._read = 0
        self._found: dict[str, Entry] = {}
        self._before: dict[int, dict[str, Entry]] = {}

    def of(self, history: Sequence[Edit]) -> Mapping[str, Entry]:
        """Find the entry of each record; a record that is made anew begins anew."""
        if len(history) < self._read:
            self._read, self._found, self._before = 0, {}, {}
        for edit in history[self._read :]:
            self._take_note(edit)
        self._read = len(history)
        return self._found

    def _take_note(self, edit: Edit) -> None:
        found = self._found
        names = [change.record.id for change in edit.changes]
        self._before[edit.number] = {name: found[name] for name in names if name in found}
        known = self._before.get(edit.takes_back)
        if known is not None:
            found.update(known)
            return
        for change in edit.changes:
            name = change.record.id
            found[name] = _entry(edit, change, found.get(name, Entry()))


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


def _entry(edit: Edit, change: Change, known: Entry) -> Entry:
    """Who made a record and who changed it last, after a change of it."""
    first, *later = _acts_on(edit, change.record.id)
    if change.before is None:
        known, last = Entry(first.by, first.time), later[-1:]
    else:
        last = [first, *later][-1:]
    return replace(known, changed_by=last[0].by, changed=last[0].time) if last else known


def _acts_on(edit: Edit, name: str) -> Sequence[Edit | Act]:
    """The acts on a record that a join brought and that still stand, or else the edit itself."""
    return [act for act in edit.acts if name in act.records and not act.taken_back] or [edit]
