"""What the session has looked at, in numbers, and what waits for a decision."""

from collections.abc import Iterator

from facilitator.guide.coverage import coverage
from facilitator.guide.evidence.context import Context
from facilitator.guide.steps import steps
from facilitator.guide.suggested import SuggestedState
from facilitator.guide.suggestions import suggestions, undecided
from facilitator.report.markdown_text import table
from facilitator.report.words import counted


def looked_at(context: Context) -> Iterator[str]:
    """How much is documented, looked at and fine, or open."""
    found = coverage(context)
    yield "## What was looked at"
    rows: list[list[str]] = []
    for name, counts in found.counts().items():
        figures = map(str, counts.values())
        rows.append([name, *figures])
    yield table(("", "Documented", "Looked at and fine", "Open"), rows)
    yield f"{_answered(context)} {_to_decide_on(context)}"


def _answered(context: Context) -> str:
    states = steps(context).values()
    asked = sum(state.asked for state in states)
    still_open = sum(state.open_questions for state in states)
    questions = counted(asked, "question")
    return f"Of {questions} that apply, {asked - still_open} are answered."


def _to_decide_on(context: Context) -> str:
    count = len(undecided(context))
    waiting = counted(count, "suggestion")
    states = [item.state for item in suggestions(context)]
    later = states.count(SuggestedState.LATER)
    put_off = f", and {later} put off" if later else ""
    return f"To decide on: {waiting}{put_off}."
