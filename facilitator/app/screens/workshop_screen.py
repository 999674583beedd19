"""The workshop: six steps, the question in hand, the records, and what was saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult
from textual.binding import BindingsMap
from textual.events import Resize
from textual.message import Message
from textual.screen import Screen

from facilitator.app.act import EACH_SECOND, HANDLERS, bindings, every_act
from facilitator.app.panes.record_place import place_of
from facilitator.app.panes.workshop_bars import WorkshopBars
from facilitator.app.panes.workshop_panes import TOLD, Only, WorkshopPanes, on_each
from facilitator.app.sessions.host import host_of
from facilitator.app.sessions.preparation import Preparation
from facilitator.app.widgets.state_bar import StateBar
from facilitator.errors import UserError
from facilitator.model.vocabulary import Step
from facilitator.workshop.clock import StepClock
from facilitator.workshop.workshop import Workshop


class WorkshopScreen(Screen[None]):
    """Runs one open session; closes it when it goes.

    What its keys do is declared as acts, and what follows a message as handlers: see `facilitator.app.acts`.
    only: when not empty, the questions to ask, and no others.
    """

    AUTO_FOCUS = ""
    BLANK = True

    def __init__(self, workshop: Workshop, *, leave_app: bool) -> None:
        super().__init__()
        own_keys = BindingsMap(bindings())
        self._bindings = BindingsMap.merge([self._bindings, own_keys])
        self.workshop = workshop
        self.step = _step_left(workshop)
        self.step_clock = StepClock(workshop)
        self.only: Only = frozenset()
        self.panes = WorkshopPanes(self, workshop)
        self._bars = WorkshopBars(self, workshop, self.step_clock)
        self._preparation = Preparation(self, workshop, self._show_guide)
        self._leave_app = leave_app

    def compose(self) -> ComposeResult:
        """Title and state, the steps, then questions and records side by side."""
        yield from self._bars.compose_above()
        yield self.panes.composed()
        yield from self._bars.compose_below(self.panes.words_at_foot)

    def on_mount(self) -> None:
        """Show the records where the team left off; what the banks say follows when they are read."""
        self.show_step(at=self.workshop.log.place.record)
        self._preparation.begin()
        for each in EACH_SECOND:
            self.set_interval(1, partial(each, self))

    def action_act(self, act_id: str) -> None:
        """Do what a key is for."""
        every_act()[act_id].run(self)

    @on_each(TOLD)
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
        chosen = self.panes.records.active().chosen
        self.workshop.log.go_to(self.step.value, chosen)

    def on_unmount(self) -> None:
        """Remember the place and let the session go, however the screen ends."""
        self.let_go()

    def let_go(self) -> None:
        """Close the session; where something of it could not be saved, the application says in the end where it is."""
        rescued = self.workshop.close()
        if rescued is not None:
            host_of(self).note_rescue(rescued)

    def on_resize(self, event: Resize) -> None:
        """Two panes where there is room, one where there is not."""
        self._lay_out(event.size.width)

    @property
    def questions_shown(self) -> bool:
        """Whether the question in hand is on the screen."""
        return self.panes.questions_shown

    @property
    def shown_aside(self) -> str:
        """Which view stands in place of the step's records, or ""."""
        return self.panes.aside

    def turn(self) -> None:
        """On a narrow screen, change between questions and records."""
        self.panes.turn()
        self._lay_out(self.size.width)

    def show_questions(self) -> None:
        """Bring the question in hand on the screen where there is room for one pane only."""
        self.panes.view_questions()
        self._lay_out(self.size.width)

    def show_records(self, *, aside: str = "") -> None:
        """Bring the records of the step, or of a view beside the steps, on the screen."""
        self.panes.aside = aside
        self.panes.view_records()
        self._lay_out(self.size.width)

    def on_screen_resume(self) -> None:
        """Show what changed on a screen above."""
        if self.is_mounted:
            self.show_step()

    def show_step(self, at: str = "") -> None:
        """Draw the step in hand; with `at`, put the cursor on that record."""
        self.panes.fill(self.step, self.only)
        self.draw_bars()
        self.panes.settle_focus(at)

    def go_to_step(self, step: Step) -> None:
        """Go to a step."""
        if step is not self.step and self.step_clock.running:
            self.step_clock.start(step)
        self.step = step
        self.panes.aside = ""
        self.panes.questions.index = 0
        self.show_step()
        self.panes.focus_first_table()
        self.panes.questions.first_open()
        self.remember()

    def on_state_bar_chosen(self, event: StateBar.Chosen) -> None:
        """Go to the step that was clicked."""
        self.go_to_step(Step(event.step))

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
        place = place_of(record)
        there = step or place.step or self.step
        if there is not self.step:
            self.go_to_step(there)
        self.show_records(aside=place.aside)
        self.show_step(at=place.row)

    def command_again(self) -> None:
        """Leave the choices and the line, so that a key means the same after every answer, at every question."""
        self.panes.command_again()

    def leave_entry(self) -> None:
        """Go back from the choices or the line to the records; among these, take the marks away."""
        self.panes.leave_entry()

    def draw_bars(self) -> None:
        """Draw what is above and below the panes."""
        self._bars.draw(self.step)

    def _show_guide(self) -> None:
        """Begin at the first open question, and say what newer banks bring."""
        self.show_step()
        self.panes.questions.first_open()
        records = self.panes.records
        if not any(table.lines.row_count for table in records.shown_tables()):
            self.show_questions()
        self.call_after_refresh(records.make_tables)
        news = self.workshop.guide.news()
        if news:
            parts = f"{len(news.new)} new, {len(news.changed)} changed, {len(news.withdrawn)} withdrawn"
            self.notify(f"Questions: {parts} (k shows them)", title="The banks have changed", markup=False)

    def _lay_out(self, width: int) -> None:
        self.panes.lay_out(width)
        if self.is_mounted:
            self.draw_bars()
            self.refresh_bindings()


def _step_left(workshop: Workshop) -> Step:
    """The step at which the team left off; the first, where a session names none that there is."""
    name = workshop.log.place.step
    known = {step.value for step in Step}
    if name in known:
        return Step(name)
    return Step.ASSETS
