"""The record under the cursor, to read: under the tables, in what room they leave."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip

from facilitator.app.terminal.plain_text import fitted, one_line
from facilitator.app.widgets.text_view import DrawnText, Paragraph
from facilitator.workshop.views.record_summary import CardLine

LEAST = 4
"""So many lines are needed for a card to be worth it."""

MORE = "… Enter opens all of it"


class RecordCard(DrawnText):
    """A title and the fields of one record; the wheel brings up what does not fit."""

    DEFAULT_CSS = "RecordCard { height: 0; border-top: solid $primary-darken-1; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__(id="record-card")

    def show(self, title: str, lines: Sequence[CardLine]) -> None:
        """Show these lines under this title."""
        fields = (Paragraph(words, "", f"{label}: ", "text--muted") for label, words in lines)
        self.say(*([Paragraph(one_line(title), "text--strong")] if title else []), *fields)

    def render_line(self, y: int) -> Strip:
        """A line; the last says that there is more where there is."""
        last = y == self.size.height - 1
        if last and self.top + self.room < self.line_count:
            text = fitted(MORE, self.size.width)
            return Strip([Segment(text, self.style("text--muted"))], self.size.width)
        return super().render_line(y)
