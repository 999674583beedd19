"""The record under the cursor, to read: under the tables, in what room they leave."""

from collections.abc import Sequence

from rich.text import Text
from textual.widget import Widget

from facilitator.app.plain_text import one_line, shown
from facilitator.workshop.card import CardLine

LEAST = 4
"""So many lines are needed for a card to be worth it."""

MORE = "… Enter opens all of it"


class RecordCard(Widget):
    """A title and the fields of one record; what does not fit is cut with a mark."""

    COMPONENT_CLASSES = {"card--label"}
    DEFAULT_CSS = """
    RecordCard { height: 0; border-top: solid $primary-darken-1; padding: 0 1; }
    RecordCard > .card--label { color: $muted; }
    """

    def __init__(self) -> None:
        super().__init__(id="record-card")
        self._title = ""
        self._lines: Sequence[CardLine] = ()

    def show(self, title: str, lines: Sequence[CardLine]) -> None:
        """Show these lines under this title."""
        if (title, lines) != (self._title, self._lines):
            self._title, self._lines = title, lines
            self.refresh()

    def render(self) -> Text:
        """The card, wrapped and cut to its room."""
        width, room = self.content_size
        label_style = self.get_component_rich_style("card--label")
        card = Text(one_line(self._title), style="bold")
        for label, words in self._lines:
            card.append("\n")
            card.append_text(Text.assemble((f"{label}: ", label_style), (shown(words), "not bold")))
        lines = list(card.wrap(self.app.console, max(width, 1), tab_size=4))
        if len(lines) > room > 0:
            lines = lines[: room - 1]
            lines.append(Text(MORE, style=label_style))
        return Text("\n").join(lines)
