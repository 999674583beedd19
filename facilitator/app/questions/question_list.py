"""All questions of a step by stage, a line each with its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.app.terminal.plain_text import one_line
from facilitator.app.widgets.pick_list import PickLine

if TYPE_CHECKING:
    from facilitator.guide.questions import AskedQuestion

QUESTION_LIST = "question-list"
"""The id of the list on the screen."""

MARKS = {"open": "●", "answered": "✓", "skipped": "↷", "unknown": "?", "not-applicable": "-", "stale": "!"}
LONGEST = 60


def question_lines(asked: tuple[AskedQuestion, ...]) -> list[PickLine]:
    """A line for each question, which stands for its place, and a heading where the stage changes."""
    lines: list[PickLine] = []
    stage = ""
    for place, item in enumerate(asked):
        if item.stage != stage:
            stage = item.stage
            heading = stage.replace("-", " ")
            lines.append(PickLine(heading))
        mark = MARKS[item.state.value]
        words = one_line(item.text, LONGEST)
        lines.append(PickLine(f"{mark} {words}", str(place)))
    return lines
