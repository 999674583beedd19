"""A brainstorm: loose lines, one after another; what becomes of them is decided later."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from facilitator.app.terminal.plain_text import one_line, typed
from facilitator.app.widgets.text_line import Words
from facilitator.app.widgets.text_view import Paragraph, ReadText


class BrainstormScreen(ModalScreen[int]):
    """A line to type; Enter keeps it and empties the line for the next. Closes with how many were kept.

    keep: puts a line on disk, and says whether it is kept.
    """

    BINDINGS = [Binding("escape", "end", "End", id="brainstorm.end")]

    def __init__(self, heading: str, keep: Callable[[str], bool]) -> None:
        super().__init__()
        self._heading = heading
        self._keep = keep
        self._kept: list[str] = []

    def compose(self) -> ComposeResult:
        """The heading, the lines so far, the line to type."""
        with Vertical(id="dialog", classes="search"):
            yield Words(self._heading, classes="heading")
            yield ReadText(id="brainstorm")
            yield Input(placeholder="a thought, then Enter; the next one, then Enter")
            yield Words("Nothing is judged now; each line is parked. Esc ends.")

    def on_mount(self) -> None:
        """Begin to type."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the line, and go on with the next."""
        event.stop()
        line = typed(event.value).strip()
        if not line or not self._keep(line):
            return
        self._kept.append(line)
        event.input.value = ""
        lines = self.query_one(ReadText)
        lines.say(*(Paragraph(f"{number:>3}  {one_line(text)}") for number, text in enumerate(self._kept, 1)))
        lines.action_scroll_to_end(1)

    def action_end(self) -> None:
        """Close."""
        self.dismiss(len(self._kept))
