"""Jump mode: a letter on everything that can be gone to; the letter goes there."""

from string import ascii_lowercase

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static


class JumpScreen(ModalScreen[Widget]):
    """Shows a letter at the corner of each widget; gives the one whose letter is pressed."""

    BINDINGS = [Binding("escape", "cancel", "Stay", id="jump.cancel")]

    def __init__(self, targets: list[Widget]) -> None:
        super().__init__()
        self._targets = dict(zip(ascii_lowercase, targets, strict=False))

    def compose(self) -> ComposeResult:
        """The letters."""
        for letter, target in self._targets.items():
            mark = Static(f" {letter} ", classes="jump", markup=False)
            mark.styles.offset = (target.region.x, target.region.y)
            yield mark

    def on_key(self, event: Key) -> None:
        """Go to the widget of this letter."""
        if event.key in self._targets:
            event.stop()
            self.dismiss(self._targets[event.key])

    def action_cancel(self) -> None:
        """Stay where you were."""
        self.dismiss(None)
