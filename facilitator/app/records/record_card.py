"""The record under the cursor, to read: under the tables, in what room they leave."""

from collections.abc import Sequence

from textual.strip import Strip

from facilitator.app.terminal.plain_text import fitted, one_line
from facilitator.app.widgets.lines.text_line import TextLine
from facilitator.app.widgets.text_view import DrawnText, Paragraph
from facilitator.workshop.views.record_summary import CardLine

MORE = "… Enter opens all of it"


class RecordCard(DrawnText):
    """A title and the fields of one record; the wheel brings up what does not fit."""

    DEFAULT_CSS = "RecordCard { height: 0; border-top: solid $primary-darken-1; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__(id="record-card")

    def show(self, title: str, lines: Sequence[CardLine]) -> None:
        """Show these lines under this title."""
        paragraphs: list[Paragraph] = []
        if title:
            paragraphs.append(Paragraph(one_line(title), "text--strong"))
        for label, words in lines:
            paragraphs.append(Paragraph(words, "", f"{label}: ", "text--muted"))
        self.say(*paragraphs)

    def render_line(self, y: int) -> Strip:
        """A line; the last says that there is more where there is."""
        width, height = self.size
        if y == height - 1 and self.viewport.has_more_below:
            more = TextLine(((fitted(MORE, width), "text--muted"),))
            return self.painter.strip_of(more, width)
        return super().render_line(y)
