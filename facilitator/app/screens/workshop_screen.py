"""The workshop: six steps, the question in hand, the records, and what was saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap
from textual.containers import Horizontal
from textual.events import Resize
from textual.message import Message
from textual.screen import Screen

from facilitator.app.act import ACTS, EACH_SECOND, HANDLERS, bindings
from facilitator.app.questions.question_list import QuestionList
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.questions.said_to_answer import said_to
from facilitator.app.records.record_table import RecordTable
from facilitator.app.records.records_pane import RecordsPane
from facilitator.app.screens.workshop_bars import WorkshopBars
from facilitator.app.sessions.preparation import Preparation
from facilitator.app.widgets.choices import Choices
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.key_groups import words_at_foot
from facilitator.app.widgets.state_bar import WIDE, StateBar
from facilitator.app.widgets.text_line import Words
from facilitator.errors import UserError
from facilitator.model.kinds import KINDS
from facilitator.model.records.ratings import Rating
from facilitator.model.vocabulary import Step
from facilitator.workshop.clock import StepClock
from facilitator.workshop.workshop import Workshop

if TYPE_CHECKING:
    pass

WIDEST = 120
"""From this width on the list of questions stands beside them."""


class WorkshopScreen(Screen[None]):
    """Runs one open session; closes it when it goes.

    What its keys do is declared as acts, and what follows a message as handlers: see `facilitator.app.acts`.
    only: when not empty, the questions to ask, and no others.
    """

    AUTO_FOCUS = ""
    BLANK = True

    def __init__(self, workshop: Workshop, *, leave_app: bool) -> None:
        super().__init__()
        self._bindings = BindingsMap.merge([self._bindings, BindingsMap(bindings())])
        self.workshop = workshop
        self.step_clock = StepClock(workshop)
        self.only: frozenset[tuple[str, str]] = frozenset()
        self._bars = WorkshopBars(self, workshop, self.step_clock)
        self._preparation = Preparation(self, workshop, self._show_guide)
        self._listed = ("", "")
        self._leave_app = leave_app
        known = {step.value for step in Step}
        self.step = Step(workshop.log.place.step) if workshop.log.place.step in known else Step.ASSETS
        self._view = "records"
        self._aside = False

    def compose(self) -> ComposeResult:
        """Title and state, the steps, then questions and records side by side."""
        yield StateBar()
        with Horizontal(id="body"):
            yield QuestionList()
            yield QuestionPane(self.list_questions)
            yield RecordsPane()
        yield Words(id="next")
        yield KeyBar(self._words_at_foot)

    def on_mount(self) -> None:
        """Show the records where the team left off; what the banks say follows when they are read."""
        self.show_step(at=self.workshop.log.place.record)
        self._preparation.begin()
        for each in EACH_SECOND:
            self.set_interval(1, partial(each, self))

    def action_act(self, act_id: str) -> None:
        """Do what a key is for."""
        ACTS[act_id].run(self)

    @on(QuestionPane.Answered)
    @on(QuestionPane.RecordTyped)
    @on(QuestionPane.Done)
    @on(QuestionPane.NoteWaits)
    @on(QuestionList.Chosen)
    @on(RecordTable.Opened)
    def handle(self, event: Message) -> None:
        """Do what follows when a part of the screen says something."""
        HANDLERS[type(event)](self, event)

    def wait_for_guide(self) -> None:
        """Wait, right after the start, until the question banks are read."""
        self._preparation.wait()

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do an act of the workshop and draw anew; say why when it is refused. Whether it was done."""
        try:
            act()
        except UserError as refusal:
            self.notify(str(refusal), severity="error", timeout=10, markup=False)
            self.draw_bars()
            return False
        self.show_step()
        return True

    def remember(self) -> None:
        """Note where the team is, to come back to it."""
        self.workshop.log.go_to(self.step.value, self.query_one(RecordsPane).active().chosen)

    def on_unmount(self) -> None:
        """Remember the place and let the session go, however the screen ends."""
        self.let_go()

    def let_go(self) -> None:
        """Close the session; where something of it could not be saved, the application says in the end where it is."""
        rescued = self.workshop.close()
        note = getattr(self.app, "note_rescue", None)
        if rescued is not None and note is not None:
            note(rescued)

    def on_resize(self, event: Resize) -> None:
        """Two panes where there is room, one where there is not."""
        self._lay_out(event.size.width)

    @property
    def questions_shown(self) -> bool:
        """Whether the question in hand is on the screen."""
        return self._view == "questions" or self.size.width >= WIDE

    @property
    def shows_aside(self) -> bool:
        """Whether people and notes stand in place of the step's records."""
        return self._aside

    def turn(self) -> None:
        """On a narrow screen, change between questions and records."""
        self._view = "questions" if self._view == "records" else "records"
        self._lay_out(self.size.width)

    def show_questions(self) -> None:
        """Bring the question in hand on the screen where there is room for one pane only."""
        self._view = "questions"
        self._lay_out(self.size.width)

    def show_records(self, *, aside: bool = False) -> None:
        """Bring the records of the step, or people and notes, on the screen where there is room for one pane only."""
        self._aside = aside
        self._view = "records"
        self._lay_out(self.size.width)

    def on_screen_resume(self) -> None:
        """Show what changed on a screen above."""
        if self.is_mounted:
            self.show_step()

    def show_step(self, at: str = "") -> None:
        """Draw the step in hand; with `at`, put the cursor on that record."""
        records = self.query_one(RecordsPane)
        records.show(self.workshop, self.step, aside=self._aside)
        if self.workshop.is_prepared:
            asked = self.workshop.guide.questions(self.step)
            asked = tuple(item for item in asked if item.key in self.only) if self.only else asked
            self.query_one(QuestionPane).show(asked, partial(said_to, self.workshop))
        self.draw_bars()
        tables = records.shown_tables()
        focused = self.focused
        for table in tables:
            if at and table.go_to(at):
                self.set_focus(table)
                return
        out_of_place = isinstance(focused, RecordTable) and focused not in tables
        if records.display and (focused is None or out_of_place):
            self.set_focus(records.active())

    def go_to_step(self, step: Step) -> None:
        """Go to a step."""
        if step is not self.step and self.step_clock.running:
            self.step_clock.start(step)
        self.step = step
        self._aside = False
        self.query_one(QuestionPane).index = 0
        self.show_step()
        records = self.query_one(RecordsPane)
        self.set_focus(records.shown_tables()[0] if records.display else None)
        self.query_one(QuestionPane).first_open()
        self.remember()

    def on_state_bar_chosen(self, event: StateBar.Chosen) -> None:
        """Go to the step that was clicked."""
        self.go_to_step(Step(event.step))

    def _show_pane(self, records: RecordsPane, is_shown: bool) -> None:
        """Show or hide the records; a table that is out of sight keeps its turn, and no focus."""
        records.display = is_shown
        if not is_shown and isinstance(self.focused, RecordTable):
            self.set_focus(None)
        elif is_shown and self.focused is None and records.shown_tables():
            self.set_focus(records.active())

    def _words_at_foot(self, binding: Binding) -> str:
        asked = self.query_one(QuestionPane).current if self.questions_shown else None
        records = self.query_one(RecordsPane)
        return words_at_foot(binding, asked, records.active(), self._other_view) if records.shown_tables() else ""

    @property
    def _other_view(self) -> str:
        """What v changes to; "" where there is room for both."""
        if self.size.width >= WIDE:
            return ""
        return "Questions" if self._view == "records" else "Records"

    def leave_session(self) -> None:
        """Go back to the list, or leave the application."""
        self.remember()
        if self._leave_app:
            self.app.exit()
        else:
            self.dismiss(None)

    def go_to_record(self, record_id: str, step: Step | None = None) -> None:
        """Put the cursor on a record, in its table; a rating is the row of its threat.

        step: where to, for a record that several steps show.
        """
        record = self.workshop.record(record_id)
        there = step or KINDS[record.kind].step or self.step
        if there is not self.step:
            self.go_to_step(there)
        self.show_records(aside=KINDS[record.kind].aside)
        self.show_step(at=record.threat if isinstance(record, Rating) else record_id)

    def command_again(self) -> None:
        """Leave the choices and the line, so that a key means the same after every answer, at every question."""
        if self.focused in (self.query_one(Choices), self.query_one(QuestionPane).entry):
            self.set_focus(None)
            self.leave_entry()

    def leave_entry(self) -> None:
        """Go back from the choices or the line to the records; among these, take the marks away."""
        records = self.query_one(RecordsPane)
        table = records.active()
        if table.has_focus:
            table.unmark()
        self.set_focus(table if records.display else None)

    def list_questions(self) -> None:
        """Keep the list of questions with the one in hand."""
        pane = self.query_one(QuestionPane)
        self.query_one(QuestionList).show(pane.asked, pane.index)
        if pane.current is None or pane.current.key == self._listed:
            return
        self._listed = pane.current.key
        self.refresh_bindings()
        self.command_again()

    def _show_guide(self) -> None:
        """Begin at the first open question, and say what newer banks bring."""
        self.show_step()
        self.query_one(QuestionPane).first_open()
        if not any(table.lines.row_count for table in self.query_one(RecordsPane).shown_tables()):
            self.show_questions()
        self.call_after_refresh(self.query_one(RecordsPane).make_tables)
        news = self.workshop.guide.news()
        if news:
            parts = f"{len(news.new)} new, {len(news.changed)} changed, {len(news.withdrawn)} withdrawn"
            self.notify(f"Questions: {parts} (k shows them)", title="The banks have changed", markup=False)

    def draw_bars(self) -> None:
        """Draw what is above and below the panes."""
        self._bars.draw(self.step)

    def _lay_out(self, width: int) -> None:
        wide = width >= WIDE
        if not wide and self._view == "records":
            self.command_again()
        self.query_one(QuestionPane).display = wide or self._view == "questions"
        self._show_pane(self.query_one(RecordsPane), wide or self._view == "records")
        self.query_one(QuestionList).display = width >= WIDEST
        if self.is_mounted:
            self.draw_bars()
            self.refresh_bindings()
