"""A screen to pick from: lines at the left, and at the right what is known of the one under the cursor."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen, ScreenResultType

from facilitator.app.screens.attempt import attempt
from facilitator.app.terminal.plain_text import one_line
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.pick_list import PickLine, PickList
from facilitator.app.widgets.text_line import Words
from facilitator.app.widgets.text_view import Paragraph, ReadText
from facilitator.workshop.workshop import Workshop


class PickingScreen(Screen[ScreenResultType]):
    """Lays out a heading, the lines and the text; what they say, a screen of its own says."""

    LIST: ClassVar[str]
    """The id of the lines."""

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop

    def compose(self) -> ComposeResult:
        """The heading, the lines, what stands behind the one in hand."""
        yield Words(id="top")
        with Horizontal(id="suggestions"):
            yield PickList(id=self.LIST)
            yield ReadText(id="because")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the first."""
        self.draw()
        self.query_one(PickList).focus()

    def on_pick_list_moved(self) -> None:
        """Show what stands behind the line under the cursor."""
        self.draw_text()

    def draw(self) -> None:
        """Draw all of it."""
        raise NotImplementedError

    def text(self) -> Sequence[Paragraph]:
        """What stands behind the line under the cursor."""
        raise NotImplementedError

    def draw_lines(self, heading: str, lines: Sequence[PickLine], key: str | None = None) -> None:
        """Draw these lines with the cursor on the one of this key, else near to where it was, and its text."""
        self.query_one(Words).say(heading)
        self.query_one(PickList).offer(lines, key)
        self.draw_text()

    def draw_text(self) -> None:
        """Draw what stands behind the line under the cursor."""
        self.query_one(ReadText).say(*self.text())

    @property
    def place(self) -> int:
        """The place of the line under the cursor."""
        return self.query_one(PickList).at

    def go_to(self, key: str) -> None:
        """Put the cursor on the line of this key, if there is one."""
        self.query_one(PickList).go_to(key)

    def attempt(self, act: Callable[[], object]) -> None:
        """Do an act of the workshop and draw anew; say why when it is refused."""
        attempt(self, act)
        self.draw()

    def undo(self) -> None:
        """Take the last act back, and say which."""
        undone = self.workshop.log.undo()
        words = "There is nothing left."
        if undone:
            words = f"Undone: {one_line(undone, 60)}"
        self.notify(words, markup=False)
