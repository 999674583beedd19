"""Words for edits: a record by id and name, long texts cut short."""

from collections.abc import Sequence

from facilitator.model.edit import Change
from facilitator.model.part import Record


def named(record: Record) -> str:
    """A record's id with its name."""
    return f"{record.id} “{shortened(record.title_text)}”"


def shortened(text: str, longest: int = 60) -> str:
    """The beginning of a text, with a mark where it was cut."""
    if len(text) <= longest:
        return text
    return f"{text[: longest - 1]}…"


def put(records: Sequence[Record]) -> list[Change]:
    """The changes that add these records."""
    return [Change(before=None, after=record) for record in records]
