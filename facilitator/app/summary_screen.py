"""The summary as it stands, to read as a document or as Markdown, and to write to a file."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Markdown, Static, TextArea

from facilitator.app.key_bar import KeyBar
from facilitator.app.plain_text import shown
from facilitator.store.files import write_atomically
from facilitator.workshop.reporting import report_of
from facilitator.workshop.workshop import Workshop

LONGEST_DOCUMENT = 60_000
"""So many characters are drawn as a document at once; a longer summary is shown as Markdown, which costs nothing."""


class SummaryScreen(Screen[None]):
    """The report, read only."""

    BINDINGS = [
        Binding("escape,q", "back", "Back", id="summary.back"),
        Binding("f", "write", "Write to a file", id="summary.write"),
        Binding("m", "markdown", "Markdown or document", id="summary.markdown"),
    ]

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop
        self._text = report_of(workshop)
        self._as_document = len(self._text) <= LONGEST_DOCUMENT

    def compose(self) -> ComposeResult:
        """A heading, the text twice, the keys."""
        yield Static("Summary", id="top", markup=False)
        with VerticalScroll(id="document"):
            yield Markdown(id="summary-document", open_links=False)
        yield TextArea(shown(self._text), read_only=True, soft_wrap=True, id="summary")
        yield KeyBar()

    async def on_mount(self) -> None:
        """Show it as a document, where it is not too long for that."""
        if self._as_document:
            await self.query_one(Markdown).update(shown(self._text))
        self._show()

    async def action_markdown(self) -> None:
        """Change between the document and its Markdown."""
        self._as_document = not self._as_document
        if self._as_document:
            await self.query_one(Markdown).update(shown(self._text))
        self._show()

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

    def _show(self) -> None:
        document, text = self.query_one("#document"), self.query_one(TextArea)
        document.display, text.display = self._as_document, not self._as_document
        (document if self._as_document else text).focus()
