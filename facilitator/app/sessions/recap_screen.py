"""Coming back to a session: where it stands, what is open, what changed."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen

from facilitator.app.dialogs.line_screen import LineScreen
from facilitator.app.terminal.plain_text import one_line
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.text_line import Words
from facilitator.app.widgets.text_view import Paragraph, ReadText, titled
from facilitator.workshop.views.recap import is_day, recap
from facilitator.workshop.workshop import Workshop

MOST_CHANGES = 200


class ResumeScreen(Screen[bool]):
    """One screen about a session; Enter goes to the very place, Escape back to the list."""

    BINDINGS = [
        Binding("enter", "go_on", "Go on with it", id="resume.go-on"),
        Binding("d", "since", "Changes since a day", id="resume.since"),
        Binding("escape,q", "back", "Back", id="resume.back"),
    ]

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop

    def compose(self) -> ComposeResult:
        """The title, then everything in one column."""
        yield Words(id="top")
        yield ReadText(id="resume")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what changed on the last day of work."""
        self._show("")
        self.query_one(ReadText).focus()

    def action_go_on(self) -> None:
        """Go to where the team left off."""
        self.dismiss(True)

    def action_since(self) -> None:
        """Choose the day from which on changes are shown."""
        found = recap(self.workshop)
        screen = LineScreen("Changes since which day?", found.since, list(reversed(found.days[-12:])))
        self.app.push_screen(screen, self._since)

    def action_back(self) -> None:
        """Leave the session alone."""
        self.dismiss(False)

    def _since(self, day: str | None) -> None:
        if day and is_day(day):
            self._show(day)
        elif day:
            self.notify(f"“{day}” should be a day such as 2026-03-02.", severity="error", markup=False)

    def _show(self, since: str) -> None:
        found = recap(self.workshop, since)
        self.query_one(Words).say(self.workshop.session.header.title)
        heading = f"Changed since {found.since} ({len(found.changed)})"
        self.query_one(ReadText).say(
            Paragraph(f"You were at: {found.place}. Enter goes there."),
            *_listed("Left open", found.open),
            *_listed(heading, found.changed[-MOST_CHANGES:]),
        )


def _listed(heading: str, lines: tuple[str, ...]) -> tuple[Paragraph, ...]:
    return (Paragraph(""), *titled(heading, (f"  {one_line(line)}" for line in lines or ("nothing",))))
