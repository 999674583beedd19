"""The summary as it stands, to read and to write to a file."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Static, TextArea

from facilitator.app.key_bar import KeyBar
from facilitator.store.session_file import write_atomically
from facilitator.workshop.reporting import report_of
from facilitator.workshop.workshop import Workshop


class SummaryScreen(Screen[None]):
    """The Markdown of the report, read only."""

    BINDINGS = [
        Binding("escape,q", "back", "Back", id="summary.back"),
        Binding("f", "write", "Write to a file", id="summary.write"),
    ]

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop

    def compose(self) -> ComposeResult:
        """A heading, the text, the keys."""
        yield Static("Summary", id="top", markup=False)
        yield TextArea(report_of(self.workshop), read_only=True, soft_wrap=True, id="summary")
        yield KeyBar()

    def action_back(self) -> None:
        """Go back to the workshop."""
        self.dismiss(None)

    def action_write(self) -> None:
        """Write the summary beside the session."""
        path = self.workshop.path.with_suffix(".md")
        try:
            write_atomically(path, report_of(self.workshop))
        except OSError as error:
            self.notify(f"{path}: cannot be written ({error.strerror}).", severity="error", markup=False)
            return
        self.notify(f"Written to {path}", markup=False)
