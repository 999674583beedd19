"""What is shown while the terminal is too small for anything else."""

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen

from facilitator.app.widgets.text_view import DrawnText, Paragraph

COLUMNS, ROWS = 60, 20
NOTICE = f"This terminal is too small: {COLUMNS} columns and {ROWS} lines are needed. Nothing is lost; make it larger."


def is_too_small(size: Size) -> bool:
    """Whether a terminal of this size can show nothing of use."""
    return size.width < COLUMNS or size.height < ROWS


class TooSmallScreen(ModalScreen[None]):
    """A notice over whatever is open; it goes as soon as there is room."""

    def on_screen_resume(self) -> None:
        """Go, where there is room by the time that this comes to the top."""
        if not is_too_small(self.app.size):
            self.dismiss(None)

    def compose(self) -> ComposeResult:
        """The notice."""
        yield DrawnText(Paragraph(NOTICE), id="too-small")
