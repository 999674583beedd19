"""The introduction: the real workshop on a private copy, with a page of explanation below it."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding

from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.app.widgets.state_bar import WIDE
from facilitator.app.widgets.text_view import DrawnText, titled
from facilitator.banks.schema.glossary import IntroductionPage
from facilitator.workshop.workshop import Workshop


class IntroductionScreen(WorkshopScreen):
    """The workshop with the pages of the walk; every key of the workshop works."""

    BINDINGS = [
        Binding("f2", "page(1)", "Next page", id="introduction.page-on"),
        Binding("f3", "page(-1)", "Page before", show=False, id="introduction.page-back"),
    ]

    def __init__(self, workshop: Workshop, pages: Sequence[IntroductionPage], *, leave_app: bool) -> None:
        super().__init__(workshop, leave_app=leave_app)
        self._pages = pages
        self._page = 0

    def compose(self) -> ComposeResult:
        """The workshop, with the page between it and what is worth doing next."""
        for widget in super().compose():
            if widget.id == "next":
                yield DrawnText(id="introduction")
            yield widget

    def on_mount(self) -> None:
        """Begin with the first page."""
        self.action_page(0)

    def action_page(self, by: int) -> None:
        """Go to the next page or the one before, and to what it is about, so that its keys do what it says."""
        last = len(self._pages) - 1
        self._page = max(0, min(last, self._page + by))
        page = self._pages[self._page]
        self.go_to_step(page.step)
        self._bring(question=page.question)
        keys = "F2 goes on" if self._page < last else "q leaves"
        heading = f"{self._page + 1} of {len(self._pages)} · {page.title} ({keys}, F3 goes back)"
        shown = self.query_one("#introduction", DrawnText)
        shown.say(*titled(heading, [page.text]))
        shown.refresh(layout=True)

    def _bring(self, *, question: bool) -> None:
        """Where there is room for one side only, bring the question or the records."""
        is_narrow = self.size.width < WIDE
        if is_narrow and self.questions_shown is not question:
            self.turn()
