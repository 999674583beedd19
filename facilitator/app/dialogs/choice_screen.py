"""One of several to choose."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.pick_list import PickLine, PickList
from facilitator.app.widgets.text_line import Words
from facilitator.app.widgets.text_view import DrawnText, Paragraph


class ChoiceScreen(ModalScreen[str]):
    """Lists labels under a heading; Enter gives the id of the one chosen, Escape gives nothing."""

    BINDINGS = [Binding("escape", "cancel", "Cancel", id="choice.cancel")]

    def __init__(self, heading: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._heading = heading
        self._choices = choices

    def compose(self) -> ComposeResult:
        """The heading and the choices."""
        lines = [PickLine(label, str(place)) for place, (label, _) in enumerate(self._choices)]
        with Vertical(id="dialog", classes="small"):
            yield DrawnText(Paragraph(self._heading), classes="heading")
            yield PickList(lines, id="choices")
            yield Words("Enter takes it, Esc leaves.")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the first."""
        self.query_one(PickList).focus()

    def on_pick_list_taken(self, event: PickList.Taken) -> None:
        """Take the choice."""
        self.dismiss(self._choices[int(event.key)][1])

    def action_cancel(self) -> None:
        """Leave with nothing."""
        self.dismiss("")
