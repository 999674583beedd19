"""What is said below a question that was answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from facilitator.app.terminal.plain_text import one_line

if TYPE_CHECKING:
    from facilitator.guide.questions import AskedQuestion
    from facilitator.workshop.workshop import Workshop

MOST_NAMED = 10


def said_to(workshop: Workshop, asked: AskedQuestion) -> tuple[str, ...]:
    """What the banks say to an answer; to one that entered records, the last of these first."""
    said = workshop.guide.said(asked)
    kind = asked.question.record
    if not asked.question.answering.takes_records or not kind:
        return said
    records = workshop.session.tables[kind].values()
    names = [one_line(record.title_text, 30) for record in records]
    if not names:
        return said
    return (f"in the table: {_last_of(names)}", *said)


def _last_of(names: Sequence[str]) -> str:
    """The last names, and how many come before them."""
    last = ", ".join(names[-MOST_NAMED:])
    before = len(names) - MOST_NAMED
    if before > 0:
        return f"{before} more, then {last}"
    return last
