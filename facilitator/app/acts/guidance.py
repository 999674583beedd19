"""Opening what the guide has to say: suggestions, failure modes, coverage, why, news."""

from functools import partial

from facilitator.app.act import act
from facilitator.app.key import Help, Place
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.records.records_pane import RecordsPane
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.workshop.commands.questions import KnowBanks
from facilitator.workshop.commands.suggestions import Confirm

MODES = "workshop.failure-modes"


@act("workshop.suggestions", "g", "Suggested", Help(Place.SCREEN, "the suggestions"), bar=8)
def suggestions(screen: WorkshopScreen) -> None:
    """Decide on what the answers and facts suggest."""
    from facilitator.app.screens.suggestions_screen import SuggestionsScreen

    def back(accepted: str | None) -> None:
        screen.show_step(at=accepted or "")

    screen.app.push_screen(SuggestionsScreen(screen.workshop), back)


@act(MODES, "f", "Failure modes", Help(Place.SCREEN, "failure modes of an asset"))
def failure_modes(screen: WorkshopScreen) -> None:
    """Go through the failure modes of an asset, beginning with the one under the cursor."""
    from facilitator.app.screens.failure_modes_screen import FailureModesScreen

    workshop = screen.workshop
    assets = list(workshop.session.tables["asset"])
    if not assets:
        screen.notify("Name an asset first; failure modes belong to assets.", markup=False)
        return
    chosen = screen.query_one(RecordsPane).active().chosen
    first = chosen if chosen in assets else assets[0]
    screen.app.push_screen(FailureModesScreen(workshop, first))


@act("workshop.coverage", "c", "Coverage", Help(Place.SCREEN, "coverage", beside=MODES))
def coverage(screen: WorkshopScreen) -> None:
    """See what was looked at and what is open."""
    from facilitator.app.screens.coverage_screen import CoverageScreen

    screen.app.push_screen(CoverageScreen(screen.workshop))


@act("workshop.why", "b", "Because: why is this here?", Help(Place.SCREEN, "“why is this here?”", beside=MODES))
def why(screen: WorkshopScreen) -> None:
    """Show why the record under the cursor is here, or what the answer in hand stands on."""
    record_id = _in_hand(screen)
    if record_id:
        why_of(screen, record_id)
    else:
        screen.notify("Go to a record or to an answered question first.", markup=False)


def _in_hand(screen: WorkshopScreen) -> str:
    """The record under the cursor, or the answer in hand where that is what people look at; "" for none."""
    table = screen.query_one(RecordsPane).active()
    chosen = table.chosen
    if table.kind == "rating" and chosen:
        rating = screen.workshop.rating_of(chosen)
        chosen = rating.id if rating else chosen
    asked = screen.query_one(QuestionPane).current
    if asked is None or asked.answer is None:
        return chosen
    looks_at_record = screen.focused is table and not asked.is_stale
    if chosen and looks_at_record:
        return chosen
    return asked.answer.id


def why_of(screen: WorkshopScreen, record_id: str) -> None:
    """Show the way back from a record to question, answer, person and time, and let people confirm it."""
    from facilitator.app.dialogs.lines_screen import LinesScreen

    workshop = screen.workshop
    guide = workshop.guide
    record = workshop.record(record_id)
    grounds = guide.provenance(record, workshop.log.history)
    lines = [f"{'  ' * ground.depth}{ground.text}" for ground in grounds]
    yes = "It still holds" if record_id in guide.stale() else ""

    def decided(holds: bool | None) -> None:
        if holds:
            act = Confirm(record_id)
            screen.attempt(lambda: workshop.do(act))

    dialog = LinesScreen(f"Why is {record_id} here?", lines, yes)
    screen.app.push_screen(dialog, decided)


@act("workshop.news", "k", "News of the question banks", Help(Place.ROOM, "what newer question banks bring"))
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
    yes = ""
    if news.new:
        yes = "Ask only the new ones"
    elif lines:
        yes = "Noted"
    heading = "The question banks since this session"
    dialog = LinesScreen(heading, lines or ["Nothing is new."], yes)
    screen.app.push_screen(dialog, partial(_noted, screen))


def _noted(screen: WorkshopScreen, yes: bool | None) -> None:
    workshop = screen.workshop
    new = workshop.guide.news().new
    if not yes:
        return
    if not new:
        screen.attempt(lambda: workshop.do(KnowBanks()))
        return
    first = new[0]
    screen.only = frozenset(asked.key for asked in new)
    screen.go_to_step(first.step)
    screen.query_one(QuestionPane).go_to(first.key)
    screen.notify("Only the new questions are asked now; k shows all again.", markup=False)
