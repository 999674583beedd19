"""What the last line of the workshop says of a key, which depends on the question and the table in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from facilitator.app.key import WORDS_HERE, InHand
from facilitator.app.records.record_table import RecordTable

if TYPE_CHECKING:
    from facilitator.guide.questions import AskedQuestion


def words_at_foot(binding: Binding, asked: AskedQuestion | None, table: RecordTable, other_view: str) -> str:
    """The words of a key, or "" where it does nothing here.

    asked: the question on the screen. table: the table in hand. other_view: what is out of sight on a narrow screen.
    """
    words_here = WORDS_HERE.get(binding.id or "")
    if words_here is None:
        return binding.description
    question = asked.question if asked else None
    hand = InHand(table.kind, bool(table.chosen), question, other_view)
    return words_here(hand, binding.description)
