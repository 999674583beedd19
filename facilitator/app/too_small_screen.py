"""What is shown while the terminal is too small for anything else."""

from textual.app import ComposeResult
from textual.screen import ModalScreen

from facilitator.app.drawn_text import DrawnText, Paragraph

COLUMNS, ROWS = 60, 20
NOTICE = f"This terminal is too small: {COLUMNS} columns and {ROWS} lines are needed. Nothing is lost; make it larger."


class TooSmallScreen(ModalScreen[None]):
    """A notice over whatever is open; it goes as soon as there is room."""

    def compose(self) -> ComposeResult:
        """The notice."""
        yield DrawnText(Paragraph(NOTICE), id="too-small")
