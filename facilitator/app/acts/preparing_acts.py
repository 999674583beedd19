"""Reading the question banks behind the first screen, and showing what they say as soon as they are read."""

from importlib import import_module

from facilitator.app.acts.workshop_base import WorkshopBase
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.records.records_pane import RecordsPane
from facilitator.app.terminal.key_queue import leave_out_of_collection

FIRST_OPENED = (
    "dialogs.lines_screen",
    "dialogs.line_screen",
    "dialogs.choice_screen",
    "dialogs.confirm_screen",
    "dialogs.form_factory",
    "screens.suggestions_screen",
    "screens.explain_screen",
    "dialogs.search_screen",
    "screens.coverage_screen",
    "screens.failure_modes_screen",
    "screens.rating_screen",
    "screens.tree_screen",
    "dialogs.brainstorm_screen",
)


def warm_up() -> None:
    """Import the screens that people open first, so that none waits for it when they press the key."""
    for name in FIRST_OPENED:
        import_module(f"facilitator.app.{name}")


class PreparingActs(WorkshopBase):
    """What happens between the first screen and the moment when the guide is there."""

    _guide_is_shown = False

    def wait_for_guide(self) -> None:
        """Wait, right after the start, until the question banks are read."""
        if not self._guide_is_shown:
            self._banks_read(self._read_banks())

    def _prepare(self) -> None:
        """On a thread of its own: read the banks, so that the screen takes keys meanwhile."""
        self.app.call_from_thread(self._banks_read, self._read_banks())
        warm_up()
        leave_out_of_collection()

    def _read_banks(self) -> str:
        """Read the banks; what keeps them from being used, or ""."""
        from facilitator.banks.load import BankError

        try:
            self.workshop.prepare()
        except BankError as refusal:
            return str(refusal)
        return ""

    def _banks_read(self, refusal: str) -> None:
        end_refused = getattr(self.app, "end_refused", None)
        if not refusal:
            self._show_guide()
        elif end_refused is not None:
            end_refused(refusal)

    def _show_guide(self) -> None:
        """Begin at the first open question, and say what newer banks bring."""
        if self._guide_is_shown or not self.is_attached:
            return
        self._guide_is_shown = True
        self.show_step()
        self.query_one(QuestionPane).first_open()
        if not any(table.row_count for table in self.query_one(RecordsPane).shown_tables()):
            self.show_questions()
        self.call_after_refresh(self.query_one(RecordsPane).make_tables)
        news = self.workshop.guide.news()
        if news:
            parts = f"{len(news.new)} new, {len(news.changed)} changed, {len(news.withdrawn)} withdrawn"
            self.notify(f"Questions: {parts} (k shows them)", title="The banks have changed", markup=False)
