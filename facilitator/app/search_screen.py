"""Search: any question and any record of the session, by some of its words."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from facilitator.app.plain_text import one_line

MOST = 200


class SearchScreen(ModalScreen[str]):
    """A line to type and what fits it; Enter gives the id of the one under the cursor, Escape nothing.

    found: label and id of everything there is.
    """

    BINDINGS = [
        Binding("escape", "cancel", "Cancel", id="search.cancel"),
        Binding("down", "move(1)", "Down", show=False, priority=True, id="search.move-on"),
        Binding("up", "move(-1)", "Up", show=False, priority=True, id="search.move-back"),
    ]

    def __init__(self, heading: str, entries: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._heading = heading
        self._entries = [(label, label.casefold(), identity) for label, identity in entries]
        self._fitting: list[str] = []

    def compose(self) -> ComposeResult:
        """The line above, what fits below."""
        with Vertical(id="dialog", classes="search"):
            yield Static(self._heading, classes="heading", markup=False)
            yield Input(placeholder="some words of it", id="search-words")
            yield OptionList(id="search-found", markup=False)
            yield Static("", id="search-count", markup=False)

    def on_mount(self) -> None:
        """Begin to type."""
        self.query_one(Input).focus()
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        self._fill(event.value)

    def on_input_submitted(self) -> None:
        """Take the one under the cursor."""
        self._take(self.query_one(OptionList).highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the one that was clicked."""
        self._take(event.option_index)

    def action_move(self, by: int) -> None:
        """Go up or down without leaving the line."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def action_cancel(self) -> None:
        """Leave with nothing."""
        self.dismiss("")

    def _take(self, place: int | None) -> None:
        if place is not None and place < len(self._fitting):
            self.dismiss(self._fitting[place])

    def _fill(self, words: str) -> None:
        wanted = words.casefold().split()
        fitting = [(label, one) for label, folded, one in self._entries if all(word in folded for word in wanted)]
        self._fitting = [one for _, one in fitting[:MOST]]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([one_line(label, 90) for label, _ in fitting[:MOST]])
        if self._fitting:
            options.highlighted = 0
        more = f", the first {MOST} shown" if len(fitting) > MOST else ""
        advice = "Enter goes there, Esc leaves." if fitting else "Try fewer words, or Esc leaves."
        self.query_one("#search-count", Static).update(f"{len(fitting)} fit{more}. {advice}")
