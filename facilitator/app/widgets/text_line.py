"""One line of words that costs nothing while it stays the same."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from facilitator.app.terminal.plain_text import fitted, one_line


class Words(Widget):
    """Words on one line, as they were typed; cut with a mark where there is no room for all."""

    DEFAULT_CSS = "Words { height: 1; }"

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.text = text

    def say(self, text: str) -> None:
        """Show these words."""
        if text != self.text:
            self.text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        text = fitted(one_line(self.text), self.size.width) if y == 0 else ""
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)
