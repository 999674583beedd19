"""Opening what the guide has to say: suggestions, failure modes, coverage, why, news."""

from facilitator.app.acts.workshop_base import WorkshopBase
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.records.records_pane import RecordsPane
from facilitator.workshop.commands.questions import KnowBanks
from facilitator.workshop.commands.suggestions import Confirm


class GuideActs(WorkshopBase):
    """The ways to what the guide has to say."""

    def action_suggestions(self) -> None:
        """Decide on what the answers and facts suggest."""
        from facilitator.app.screens.suggestions_screen import SuggestionsScreen

        def back(accepted: str | None) -> None:
            self.show_step(at=accepted or "")

        self.app.push_screen(SuggestionsScreen(self.workshop), back)

    def action_failure_modes(self) -> None:
        """Go through the failure modes of an asset, beginning with the one under the cursor."""
        from facilitator.app.screens.failure_modes_screen import FailureModesScreen

        chosen = self.query_one(RecordsPane).active().chosen
        assets = list(self.workshop.session.tables["asset"])
        if not assets:
            self.notify("Name an asset first; failure modes belong to assets.", markup=False)
            return
        self.app.push_screen(FailureModesScreen(self.workshop, chosen if chosen in assets else assets[0]))

    def action_coverage(self) -> None:
        """See what was looked at and what is open."""
        from facilitator.app.screens.coverage_screen import CoverageScreen

        self.app.push_screen(CoverageScreen(self.workshop))

    def action_why(self) -> None:
        """Show why the record under the cursor is here, or what the answer in hand stands on."""
        table = self.query_one(RecordsPane).active()
        chosen = table.chosen
        if table.kind == "rating" and chosen:
            rating = self.workshop.rating_of(chosen)
            chosen = rating.id if rating else chosen
        asked = self.query_one(QuestionPane).current
        answer = asked.answer if asked else None
        if asked and answer and (not chosen or asked.is_stale or self.focused is not table):
            chosen = answer.id
        if chosen:
            self.why_of(chosen)
        else:
            self.notify("Go to a record or to an answered question first.", markup=False)

    def why_of(self, record_id: str) -> None:
        """Show the way back from a record to question, answer, person and time, and let people confirm it."""
        from facilitator.app.dialogs.lines_screen import LinesScreen

        lines = [
            f"{'  ' * ground.depth}{ground.text}"
            for ground in self.workshop.guide.provenance(self.workshop.record(record_id), self.workshop.log.history)
        ]
        mark = record_id in self.workshop.guide.stale()
        screen = LinesScreen(f"Why is {record_id} here?", lines, "It still holds" if mark else "")
        self.app.push_screen(screen, lambda yes: self._confirmed(record_id) if yes else None)

    def action_news(self) -> None:
        """Show what newer banks bring; the new questions can be asked alone."""
        if self.only:
            self.only = frozenset()
            self.show_step()
            return
        from facilitator.app.dialogs.lines_screen import LinesScreen
        from facilitator.workshop.views.findings import news_lines

        news = self.workshop.guide.news()
        lines = list(news_lines(news))
        yes = "Ask only the new ones" if news.new else "Noted" if lines else ""
        screen = LinesScreen("The question banks since this session", lines or ["Nothing is new."], yes)
        self.app.push_screen(screen, self._noted)

    def _noted(self, yes: bool | None) -> None:
        new = self.workshop.guide.news().new
        if not yes:
            return
        if not new:
            self.attempt(lambda: self.workshop.do(KnowBanks()))
            return
        self.only = frozenset(asked.key for asked in new)
        self.action_step(new[0].step.value)
        self.query_one(QuestionPane).go_to(new[0].key)
        self.notify("Only the new questions are asked now; k shows all again.", markup=False)

    def _confirmed(self, record_id: str) -> None:
        self.attempt(lambda: self.workshop.do(Confirm(record_id)))
