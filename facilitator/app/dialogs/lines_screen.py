"""Lines to read: why a record is here, what newer banks bring, what a change touches."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button

from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.text_view import DrawnText, Paragraph, ReadText


class LinesScreen(ModalScreen[bool]):
    """Shows lines under a heading; with `yes` it asks whether to go on, and Esc stays."""

    BINDINGS = [
        Binding("y", "answer(True)", "Yes", show=False, id="lines.answer-true"),
        Binding("n,escape,q", "answer(False)", "Close", show=False, id="lines.answer-false"),
    ]

    def __init__(self, heading: str, lines: Sequence[str], yes: str = "") -> None:
        super().__init__()
        self._heading = heading
        self._lines = lines
        self._yes = yes

    def compose(self) -> ComposeResult:
        """The heading, the lines, the ways out."""
        with Vertical(id="dialog", classes="lines"):
            yield DrawnText(Paragraph(self._heading), classes="heading")
            yield ReadText(*map(Paragraph, self._lines), id="lines")
            with Horizontal(classes="buttons"):
                yield Button("Stay (esc)" if self._yes else "Close (esc)", id="close", variant="primary")
                if self._yes:
                    yield Button(f"{self._yes} (y)", id="yes", variant="warning")
        yield KeyBar()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what their keys do."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """Close; go on only when there is something to go on to."""
        self.dismiss(yes and bool(self._yes))
