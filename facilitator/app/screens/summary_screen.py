"""The summary as it stands, to read as a document or as Markdown, and to write to a file."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.worker import get_current_worker

from facilitator.app.widgets.document import Document, document_of, lines_of
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.text_line import Words
from facilitator.app.widgets.text_view import ReadDocument
from facilitator.store.errors import StoreRefused
from facilitator.store.files.output import write_output
from facilitator.store.files.rights import rights_for
from facilitator.workshop.views.reports import report_of
from facilitator.workshop.workshop import Workshop

LONGEST_DOCUMENT = 1_000_000
"""A summary of so many characters or more is shown as Markdown, for to make a document of it takes seconds."""


class SummaryScreen(Screen[None]):
    """The report, read only. It is written on a thread of its own; Escape does not wait for it."""

    BINDINGS = [
        Binding("escape,q", "back", "Back", id="summary.back"),
        Binding("f", "write", "Write to a file", id="summary.write"),
        Binding("m", "markdown", "Markdown or document", id="summary.markdown"),
    ]

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop
        self._text = ""
        self._as_document = True

    def compose(self) -> ComposeResult:
        """A heading, the document, the keys."""
        yield Words("Summary · it is being written; Esc goes back", id="top")
        yield ReadDocument(id="document")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to write it."""
        self.query_one(ReadDocument).focus()
        self.call_after_refresh(self._begin)

    def action_markdown(self) -> None:
        """Change between the document and its Markdown."""
        if self._text:
            self._as_document = not self._as_document
            self._begin()

    def action_back(self) -> None:
        """Go back to the workshop."""
        self.dismiss(None)

    def action_write(self) -> None:
        """Write the summary beside the session."""
        if not self._text:
            self.notify("The summary is still being written; press f again when it is there.", markup=False)
            return
        path = self.workshop.path.with_suffix(".md")
        try:
            write_output(path, self._text, rights=rights_for(self.workshop.path))
        except StoreRefused as refusal:
            self.notify(str(refusal), severity="error", markup=False)
            return
        except OSError as error:
            self.notify(f"{path}: cannot be written ({error.strerror}).", severity="error", markup=False)
            return
        self.notify(f"Written to {path}", markup=False)

    def _begin(self) -> None:
        width = max(1, self.query_one(ReadDocument).size.width - 1)
        self.run_worker(lambda: self._write(width), thread=True, exclusive=True, group="summary")

    def _write(self, width: int) -> None:
        """On a thread of its own: write the report, and wrap it to the width that it will be shown at."""
        worker = get_current_worker()
        text = self._text or report_of(self.workshop)
        as_document = self._as_document and len(text) < LONGEST_DOCUMENT
        if worker.is_cancelled:
            return
        document = document_of(text) if as_document else lines_of(text)
        document.lines(width)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, text, document, as_document)

    def _show(self, text: str, document: Document, as_document: bool) -> None:
        self._text, self._as_document = text, as_document
        if self.is_attached:
            self.query_one(Words).say(f"Summary{'' if as_document else ' · as Markdown'}")
            self.query_one(ReadDocument).show(document)
