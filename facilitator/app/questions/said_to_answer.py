"""What is said below a question that was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.app.terminal.plain_text import one_line

if TYPE_CHECKING:
    from facilitator.guide.questions import AskedQuestion
    from facilitator.workshop.workshop import Workshop

MOST_NAMED = 10


def said_to(workshop: Workshop, asked: AskedQuestion) -> tuple[str, ...]:
    """What the banks say to an answer; to one that entered records, the last of these first."""
    said = workshop.guide.said(asked)
    if not asked.question.answering.takes_records or not asked.question.record:
        return said
    names = [one_line(record.title_text, 30) for record in workshop.session.tables[asked.question.record].values()]
    last = ", ".join(names[-MOST_NAMED:])
    more = f"{len(names) - MOST_NAMED} more, then " if len(names) > MOST_NAMED else ""
    return (f"in the table: {more}{last}", *said) if names else said
