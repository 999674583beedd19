"""All questions of a step by stage, each with its state; a choice goes to the question."""

from rich.text import Text
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from facilitator.app.plain_text import one_line
from facilitator.guide.questions import AskedQuestion, QuestionState

MARKS = {
    QuestionState.OPEN: "●",
    QuestionState.ANSWERED: "✓",
    QuestionState.SKIPPED: "↷",
    QuestionState.UNKNOWN: "?",
    QuestionState.NOT_APPLICABLE: "-",
    QuestionState.STALE: "!",
}


LONGEST = 44


class QuestionList(OptionList):
    """The questions of the step in hand, with the one that is asked under the cursor."""

    class Chosen(Message):
        """The person went to a question."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self) -> None:
        super().__init__(id="question-list", markup=False)
        self._drawn: list[str] = []

    def show(self, asked: tuple[AskedQuestion, ...], at: int) -> None:
        """List these questions; `at` is the place of the one in hand."""
        lines = list(_lines(asked))
        drawn = [line for line, _ in lines]
        if drawn != self._drawn:
            self._drawn = drawn
            self.set_options(
                Option(
                    Text(line, no_wrap=True, overflow="ellipsis"),
                    id=str(place) if place >= 0 else None,
                    disabled=place < 0,
                )
                for line, place in lines
            )
        wanted = next((option for option, (_, place) in enumerate(lines) if place == at), None)
        with self.prevent(OptionList.OptionHighlighted):
            self.highlighted = wanted

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the question that was chosen."""
        event.stop()
        self.post_message(self.Chosen(int(event.option_id or 0)))


def _lines(asked: tuple[AskedQuestion, ...]) -> list[tuple[str, int]]:
    """A line for each question with its place, and a heading with place -1 where the stage changes."""
    lines: list[tuple[str, int]] = []
    stage = ""
    for place, item in enumerate(asked):
        if item.stage != stage:
            stage = item.stage
            lines.append((stage.replace("-", " "), -1))
        lines.append((f" {MARKS[item.state]} {one_line(item.text, LONGEST)}", place))
    return lines


def _option(line: str, place: int) -> Option:
    words = Text(line, no_wrap=True, overflow="ellipsis")
    return Option(words, id=str(place) if place >= 0 else None, disabled=place < 0)
