"""One line to type."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from facilitator.app.terminal.plain_text import one_line, shown, typed
from facilitator.app.widgets.key_bar import KeyBar


class LineScreen(ModalScreen[str]):
    """Asks for a line; Enter takes it, Escape leaves with nothing."""

    BINDINGS = [Binding("escape", "cancel", "Cancel", id="line.cancel")]

    def __init__(self, question: str, now: str, names: list[str]) -> None:
        super().__init__()
        self._question = question
        self._now = now
        self._names = names

    def compose(self) -> ComposeResult:
        """The question, what may be written, the line."""
        with Vertical(id="dialog", classes="small"):
            yield Static(self._question, classes="heading", markup=False)
            if self._names:
                yield Static(one_line(f"Known: {', '.join(self._names)}", 200), markup=False)
            yield Input(shown(self._now), suggester=SuggestFromList(map(shown, self._names), case_sensitive=False))
            yield Static("Enter takes it, Esc leaves.", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to type."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line."""
        self.dismiss(typed(event.value).strip())

    def action_cancel(self) -> None:
        """Leave with nothing."""
        self.dismiss(None)
