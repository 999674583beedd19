"""Search: any question and any record of the session, by some of its words."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from facilitator.app.widgets.pick_list import PickLine, PickList
from facilitator.app.widgets.text_line import Words

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
        self._entries: list[tuple[str, PickLine]] = []
        for label, identity in entries:
            line = PickLine(label, identity)
            self._entries.append((label.casefold(), line))

    def compose(self) -> ComposeResult:
        """The line above, what fits below."""
        with Vertical(id="dialog", classes="search"):
            yield Words(self._heading, classes="heading")
            yield Input(placeholder="some words of it", id="search-words")
            yield PickList(id="search-found", classes="driven")
            yield Words(id="search-count")

    def on_mount(self) -> None:
        """Begin to type."""
        self.query_one(Input).focus()
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        self._fill(event.value)

    def on_input_submitted(self) -> None:
        """Take the one under the cursor."""
        self.query_one(PickList).action_take()

    def on_pick_list_taken(self, event: PickList.Taken) -> None:
        """Take the one that was chosen."""
        self.dismiss(event.key)

    def action_move(self, by: int) -> None:
        """Go up or down without leaving the line."""
        self.query_one(PickList).action_move(by)

    def action_cancel(self) -> None:
        """Leave with nothing."""
        self.dismiss("")

    def _fill(self, words: str) -> None:
        wanted = words.casefold().split()
        fitting = [line for folded, line in self._entries if all(word in folded for word in wanted)]
        found = self.query_one(PickList)
        found.offer(fitting[:MOST])
        found.action_end(-1)
        more = f", the first {MOST} shown" if len(fitting) > MOST else ""
        advice = "Enter goes there, Esc leaves." if fitting else "Try fewer words, or Esc leaves."
        self.query_one("#search-count", Words).say(f"{len(fitting)} fit{more}. {advice}")
