"""What the session has looked at, in numbers, and what waits for a decision."""

from collections.abc import Iterator

from facilitator.guide.context import Context
from facilitator.guide.coverage import coverage
from facilitator.guide.suggestions import pending
from facilitator.report.markdown_text import table
from facilitator.report.words import counted


def looked_at(context: Context) -> Iterator[str]:
    """How much is documented, looked at and fine, or open."""
    found = coverage(context)
    yield "## What was looked at"
    rows = [(name, *map(str, counts.values())) for name, counts in found.counts().items()]
    yield table(("", "Documented", "Looked at and fine", "Open"), rows)
    asked = sum(cell.asked for cell in found.stages)
    still_open = sum(cell.open for cell in found.stages)
    waiting = counted(len(pending(context)), "suggestion")
    yield f"Of {counted(asked, 'question')} that apply, {asked - still_open} are answered. To decide on: {waiting}."
