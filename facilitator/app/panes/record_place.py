"""Where a record is shown."""

from dataclasses import dataclass

from facilitator.model.kinds import KINDS
from facilitator.model.part import Record
from facilitator.model.records.ratings import Rating
from facilitator.model.vocabulary import Step


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """A row of a table.

    step: the step that shows the table; None where any does. aside: the view beside the steps that it stands in, or "".
    """

    row: str
    step: Step | None
    aside: str


def place_of(record: Record) -> RecordPlace:
    """The place of a record; a rating is the row of its threat."""
    row = record.id
    if isinstance(record, Rating):
        row = record.threat
    kind = KINDS[record.kind]
    return RecordPlace(row, kind.step, kind.aside)
