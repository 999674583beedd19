"""One of several to choose."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from facilitator.app.plain_text import one_line, shown


class ChoiceScreen(ModalScreen[str]):
    """Lists labels under a heading; Enter gives the id of the one chosen, Escape gives nothing."""

    BINDINGS = [Binding("escape", "cancel", "Cancel", id="choice.cancel")]

    def __init__(self, heading: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._heading = heading
        self._choices = choices

    def compose(self) -> ComposeResult:
        """The heading and the choices."""
        with Vertical(id="dialog", classes="small"):
            yield Static(shown(self._heading), classes="heading", markup=False)
            yield OptionList(*(one_line(label, 66) for label, _ in self._choices), id="choices", markup=False)
            yield Static("Enter takes it, Esc leaves.", markup=False)

    def on_mount(self) -> None:
        """Begin at the first."""
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the choice."""
        self.dismiss(self._choices[event.option_index][1])

    def action_cancel(self) -> None:
        """Leave with nothing."""
        self.dismiss("")
