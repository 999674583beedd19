"""The two lines at the top: what is worked on and what is saved; the steps with their state."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.events import Click
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from facilitator.app.terminal.plain_text import fitted

GAP = 2

WIDE = 100
"""From this width on two panes stand side by side."""


@dataclass(frozen=True, slots=True)
class StepTab:
    """A step as the bar shows it."""

    step: str
    words: str
    is_current: bool


class StateBar(Widget):
    """Title and state above, the steps below; a click goes to a step."""

    COMPONENT_CLASSES = {"bar--title", "bar--state", "bar--unsafe", "bar--current"}
    DEFAULT_CSS = """
    StateBar { height: 2; background: $surface; }
    StateBar > .bar--title { background: $bar-background; color: $bar-text; text-style: bold; }
    StateBar > .bar--state { background: $bar-background; color: $bar-text; }
    StateBar > .bar--unsafe { background: $error; color: $background; text-style: bold; }
    StateBar > .bar--current { background: $cursor; color: $cursor-text; text-style: bold; }
    """

    class Chosen(Message):
        """The person went to a step."""

        def __init__(self, step: str) -> None:
            super().__init__()
            self.step = step

    def __init__(self) -> None:
        super().__init__(id="state-bar")
        self.title = ""
        self.state = ""
        self.unsafe = False
        self.tabs: Sequence[StepTab] = ()

    def say(self, title: str, state: str, *, unsafe: bool) -> None:
        """Show the title and what is saved; unsafe: something is not."""
        before = (self.title, self.state, self.unsafe)
        if before != (title, state, unsafe):
            self.title = title
            self.state = state
            self.unsafe = unsafe
            self.refresh(Region(0, 0, self.size.width, 1))

    def show(self, tabs: Sequence[StepTab]) -> None:
        """Show the steps."""
        if tabs != self.tabs:
            self.tabs = tabs
            self.refresh(Region(0, 1, self.size.width, 1))

    def on_click(self, event: Click) -> None:
        """Go to the step that was clicked."""
        edge = 0
        for tab in self.tabs:
            edge += cell_len(tab.words) + self._gap
            if event.y == 1 and event.x < edge:
                self.post_message(self.Chosen(tab.step))
                return

    def render_line(self, y: int) -> Strip:
        """One of the two lines."""
        if y == 0:
            return self._state_line()
        return self._steps_line()

    @property
    def _gap(self) -> int:
        """Columns between two steps: one less where there is no room."""
        needed = 0
        for tab in self.tabs:
            needed += cell_len(tab.words) + GAP
        return GAP if needed <= self.size.width else GAP - 1

    def _state_line(self) -> Strip:
        width = self.size.width
        state = f" {self.state} "
        room = max(0, width - cell_len(state) - 1)
        title = f" {fitted(self.title, room)}"
        style = "bar--unsafe" if self.unsafe else "bar--state"
        segments = [
            Segment(title, self.get_component_rich_style("bar--title")),
            Segment(state, self.get_component_rich_style(style)),
        ]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _steps_line(self) -> Strip:
        current = self.get_component_rich_style("bar--current")
        after = " " * (self._gap - 1)
        plain = self.rich_style
        width = self.size.width
        segments: list[Segment] = []
        for tab in self.tabs:
            look = current if tab.is_current else plain
            segments.append(Segment(f" {tab.words}{after}", look))
        line = Strip(segments)
        if line.cell_length > width:
            begin = set_cell_size(line.text, max(0, width - 1))
            line = Strip([Segment(f"{begin}…", plain)])
        return line.adjust_cell_length(width, plain)
