"""All questions of a step by stage, each with its state; a choice goes to the question."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.binding import Binding
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

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
LONGEST = 60


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A question with its place among the questions, or the heading of a stage, at no place."""

    text: str
    place: int | None = None


class QuestionList(ScrollView, can_focus=True):
    """The questions of the step in hand, a line each, with the one that is asked marked."""

    BINDINGS = [
        Binding("up", "move(-1)", "Question above", show=False, id="questions.up"),
        Binding("down", "move(1)", "Question below", show=False, id="questions.down"),
    ]
    COMPONENT_CLASSES = {"questions--stage", "questions--current"}
    DEFAULT_CSS = """
    QuestionList { overflow-x: hidden; }
    QuestionList > .questions--stage { color: $muted; }
    QuestionList > .questions--current { background: $panel; color: $foreground; text-style: bold; }
    QuestionList:focus > .questions--current { background: $cursor; color: $cursor-text; }
    """

    class Chosen(Message):
        """The person went to a question."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self) -> None:
        super().__init__(id="question-list")
        self.lines: Sequence[ListedLine] = ()
        self.at = 0

    def show(self, asked: tuple[AskedQuestion, ...], at: int) -> None:
        """List these questions; `at` is the place of the one in hand."""
        before, self.lines = self.lines, _lines(asked)
        changed = {at, self.at} if at != self.at else set()
        self.at = at
        if len(before) != len(self.lines):
            self.virtual_size = Size(0, len(self.lines))
            self.refresh()
        for number, line in enumerate(self.lines):
            if line.place in changed or number >= len(before) or before[number] != line:
                self.refresh_lines(number, 1)
        self._bring_into_view()

    def on_click(self, event: Click) -> None:
        """Go to the question that was clicked."""
        number = event.y + self.scroll_offset.y
        place = self.lines[number].place if number < len(self.lines) else None
        if place is not None:
            self.post_message(self.Chosen(place))

    def action_move(self, by: int) -> None:
        """Go to the question above or below."""
        places = [line.place for line in self.lines if line.place is not None]
        if self.at + by in places:
            self.post_message(self.Chosen(self.at + by))

    def render_line(self, y: int) -> Strip:
        """One question, or the heading of a stage."""
        number = y + self.scroll_offset.y
        if number >= len(self.lines):
            return Strip.blank(self.scrollable_content_region.width, self.rich_style)
        line, width = self.lines[number], self.scrollable_content_region.width
        style = self.rich_style
        if line.place is None:
            style = self.get_component_rich_style("questions--stage")
        elif line.place == self.at:
            style = self.get_component_rich_style("questions--current")
        text = line.text if cell_len(line.text) <= width else f"{set_cell_size(line.text, max(0, width - 1))}…"
        return Strip([Segment(set_cell_size(text, width), style)])

    def _bring_into_view(self) -> None:
        number = next((number for number, line in enumerate(self.lines) if line.place == self.at), 0)
        top, room = self.scroll_offset.y, max(1, self.size.height)
        if not top <= number < top + room:
            self.scroll_to(y=max(0, number - room // 2), animate=False, immediate=True)


def _lines(asked: tuple[AskedQuestion, ...]) -> tuple[ListedLine, ...]:
    """A line for each question, and a heading where the stage changes."""
    lines: list[ListedLine] = []
    stage = ""
    for place, item in enumerate(asked):
        if item.stage != stage:
            stage = item.stage
            lines.append(ListedLine(stage.replace("-", " ")))
        lines.append(ListedLine(f" {MARKS[item.state]} {one_line(item.text, LONGEST)}", place))
    return tuple(lines)
