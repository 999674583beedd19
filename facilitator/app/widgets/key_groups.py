"""What the last line of the workshop says of a key, which depends on the question and the table in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from facilitator.app.records.record_table import RecordTable
from facilitator.model.kinds import KINDS

if TYPE_CHECKING:
    from facilitator.guide.questions import AskedQuestion

YES_NO = ("workshop.answer-yes", "workshop.answer-no")
ANY_ANSWER = ("workshop.answer-unknown", "workshop.answer-not-applicable")


def words_at_foot(binding: Binding, asked: AskedQuestion | None, table: RecordTable, other_view: str) -> str:
    """The words of a key, or "" where it does nothing here.

    asked: the question on the screen. table: the table in hand. other_view: what is out of sight on a narrow screen.
    """
    takes_yes_no = asked is not None and asked.question.answering.takes_yes_no
    if binding.id in YES_NO and not takes_yes_no:
        return ""
    if binding.id in ANY_ANSWER and asked is None:
        return ""
    if (binding.id or "").startswith("question.pick-"):
        choices = asked.question.choices if asked else ()
        has_choice = int(binding.key) <= len(choices)
        return binding.description if has_choice else ""
    if binding.id == "workshop.add":
        return what_is_added(table.kind)
    if binding.id == "workshop.edit":
        return binding.description if table.chosen else ""
    if binding.id == "workshop.view":
        return other_view
    return binding.description


def what_is_added(kind: str) -> str:
    """What the key to add does while the table of this kind is in hand."""
    if kind == "rating":
        return "Rate"
    noun = KINDS[kind].noun
    return f"Add {noun}"
