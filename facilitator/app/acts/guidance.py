"""Opening what the guide has to say: suggestions, failure modes, coverage, why, news."""

from functools import partial

from facilitator.app.act import act
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.records.records_pane import RecordsPane
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.workshop.commands.questions import KnowBanks
from facilitator.workshop.commands.suggestions import Confirm


@act("workshop.suggestions", "g", "Suggested", bar=8)
def suggestions(screen: WorkshopScreen) -> None:
    """Decide on what the answers and facts suggest."""
    from facilitator.app.screens.suggestions_screen import SuggestionsScreen

    def back(accepted: str | None) -> None:
        screen.show_step(at=accepted or "")

    screen.app.push_screen(SuggestionsScreen(screen.workshop), back)


@act("workshop.failure-modes", "f", "Failure modes")
def failure_modes(screen: WorkshopScreen) -> None:
    """Go through the failure modes of an asset, beginning with the one under the cursor."""
    from facilitator.app.screens.failure_modes_screen import FailureModesScreen

    chosen = screen.query_one(RecordsPane).active().chosen
    assets = list(screen.workshop.session.tables["asset"])
    if not assets:
        screen.notify("Name an asset first; failure modes belong to assets.", markup=False)
        return
    screen.app.push_screen(FailureModesScreen(screen.workshop, chosen if chosen in assets else assets[0]))


@act("workshop.coverage", "c", "Coverage")
def coverage(screen: WorkshopScreen) -> None:
    """See what was looked at and what is open."""
    from facilitator.app.screens.coverage_screen import CoverageScreen

    screen.app.push_screen(CoverageScreen(screen.workshop))


@act("workshop.why", "b", "Because: why is this here?")
def why(screen: WorkshopScreen) -> None:
    """Show why the record under the cursor is here, or what the answer in hand stands on."""
    table = screen.query_one(RecordsPane).active()
    chosen = table.chosen
    if table.kind == "rating" and chosen:
        rating = screen.workshop.rating_of(chosen)
        chosen = rating.id if rating else chosen
    asked = screen.query_one(QuestionPane).current
    answer = asked.answer if asked else None
    if asked and answer and (not chosen or asked.is_stale or screen.focused is not table):
        chosen = answer.id
    if chosen:
        why_of(screen, chosen)
    else:
        screen.notify("Go to a record or to an answered question first.", markup=False)


def why_of(screen: WorkshopScreen, record_id: str) -> None:
    """Show the way back from a record to question, answer, person and time, and let people confirm it."""
    from facilitator.app.dialogs.lines_screen import LinesScreen

    lines = [
        f"{'  ' * ground.depth}{ground.text}"
        for ground in screen.workshop.guide.provenance(screen.workshop.record(record_id), screen.workshop.log.history)
    ]
    mark = record_id in screen.workshop.guide.stale()
    dialog = LinesScreen(f"Why is {record_id} here?", lines, "It still holds" if mark else "")
    screen.app.push_screen(dialog, lambda yes: _confirmed(screen, record_id) if yes else None)


@act("workshop.news", "k", "News of the question banks")
def news(screen: WorkshopScreen) -> None:
    """Show what newer banks bring; the new questions can be asked alone."""
    if screen.only:
        screen.only = frozenset()
        screen.show_step()
        return
    from facilitator.app.dialogs.lines_screen import LinesScreen
    from facilitator.workshop.views.findings import news_lines

    news = screen.workshop.guide.news()
    lines = list(news_lines(news))
    yes = "Ask only the new ones" if news.new else "Noted" if lines else ""
    dialog = LinesScreen("The question banks since this session", lines or ["Nothing is new."], yes)
    screen.app.push_screen(dialog, partial(_noted, screen))


def _noted(screen: WorkshopScreen, yes: bool | None) -> None:
    new = screen.workshop.guide.news().new
    if not yes:
        return
    if not new:
        screen.attempt(lambda: screen.workshop.do(KnowBanks()))
        return
    screen.only = frozenset(asked.key for asked in new)
    screen.go_to_step(new[0].step)
    screen.query_one(QuestionPane).go_to(new[0].key)
    screen.notify("Only the new questions are asked now; k shows all again.", markup=False)


def _confirmed(screen: WorkshopScreen, record_id: str) -> None:
    screen.attempt(lambda: screen.workshop.do(Confirm(record_id)))
