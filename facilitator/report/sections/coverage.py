"""What the session has looked at, in numbers, and what waits for a decision."""

from collections.abc import Iterator

from facilitator.guide.coverage import coverage
from facilitator.guide.evidence.context import Context
from facilitator.guide.steps import steps
from facilitator.guide.suggestions import SuggestedState, suggestions, undecided
from facilitator.report.markdown_text import table
from facilitator.report.words import counted


def looked_at(context: Context) -> Iterator[str]:
    """How much is documented, looked at and fine, or open."""
    found = coverage(context)
    yield "## What was looked at"
    rows = [(name, *map(str, counts.values())) for name, counts in found.counts().items()]
    yield table(("", "Documented", "Looked at and fine", "Open"), rows)
    states = steps(context).values()
    asked, still_open = sum(state.asked for state in states), sum(state.open_questions for state in states)
    yield (
        f"Of {counted(asked, 'question')} that apply, {asked - still_open} are answered. "
        f"To decide on: {counted(len(undecided(context)), 'suggestion')}{_put_off(context)}."
    )


def _put_off(context: Context) -> str:
    later = sum(item.state is SuggestedState.LATER for item in suggestions(context))
    return f", and {later} put off" if later else ""
