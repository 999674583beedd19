"""Where a record is shown."""

from dataclasses import dataclass

from facilitator.model.kinds import KINDS
from facilitator.model.part import Record
from facilitator.model.records.ratings import Rating
from facilitator.model.vocabulary import Step


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """A row of a table.

    step: the step that shows the table; None where any does. is_aside: whether it stands with people and notes.
    """

    row: str
    step: Step | None
    is_aside: bool


def place_of(record: Record) -> RecordPlace:
    """The place of a record; a rating is the row of its threat."""
    row = record.id
    if isinstance(record, Rating):
        row = record.threat
    kind = KINDS[record.kind]
    return RecordPlace(row, kind.step, kind.aside)
