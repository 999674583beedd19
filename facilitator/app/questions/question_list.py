"""All questions of a step by stage, each with its state; a choice goes to the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from facilitator.app.terminal.plain_text import one_line
from facilitator.app.widgets.pick_list import PickLine, PickList

if TYPE_CHECKING:
    from facilitator.guide.questions import AskedQuestion

MARKS = {"open": "●", "answered": "✓", "skipped": "↷", "unknown": "?", "not-applicable": "-", "stale": "!"}
LONGEST = 60


class QuestionList(PickList):
    """The questions of the step in hand, a line each, with the one that is asked marked."""

    class Chosen(Message):
        """The person went to a question."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self) -> None:
        super().__init__(id="question-list")

    def show(self, asked: tuple[AskedQuestion, ...], at: int) -> None:
        """List these questions; `at` is the place of the one in hand."""
        self.offer(_lines(asked), str(at))

    def on_pick_list_moved(self, event: PickList.Moved) -> None:
        """The question under the cursor is the one in hand."""
        event.stop()
        self.post_message(self.Chosen(int(event.key)))

    def on_pick_list_taken(self, event: PickList.Taken) -> None:
        """The same."""
        event.stop()
        self.post_message(self.Chosen(int(event.key)))


def _lines(asked: tuple[AskedQuestion, ...]) -> list[PickLine]:
    """A line for each question, and a heading where the stage changes."""
    lines: list[PickLine] = []
    stage = ""
    for place, item in enumerate(asked):
        if item.stage != stage:
            stage = item.stage
            lines.append(PickLine(stage.replace("-", " ")))
        lines.append(PickLine(f"{MARKS[item.state.value]} {one_line(item.text, LONGEST)}", str(place)))
    return lines
