"""The workshop: six steps, the question in hand, the records, and what was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.events import Resize
from textual.widget import Widget

from facilitator.analysis.step_figures import STATE_WORDS
from facilitator.app.acts.answering_acts import AnsweringActs
from facilitator.app.acts.facilitation_acts import FacilitationActs
from facilitator.app.acts.guide_acts import GuideActs
from facilitator.app.acts.preparing_acts import PreparingActs
from facilitator.app.acts.record_acts import RecordActs
from facilitator.app.acts.saving_acts import SavingActs
from facilitator.app.acts.workshop_base import WIDE, WIDEST
from facilitator.app.acts.workshop_keys import WORKSHOP_KEYS
from facilitator.app.questions.glossary_context import terms_here
from facilitator.app.questions.question_list import QuestionList
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.records.record_table import RecordTable
from facilitator.app.records.records_pane import RecordsPane
from facilitator.app.terminal.key_names import name_of_keys
from facilitator.app.terminal.plain_text import one_line
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.key_groups import words_at_foot
from facilitator.app.widgets.state_bar import StateBar, StepTab
from facilitator.app.widgets.text_line import Words
from facilitator.model.part import Record
from facilitator.model.records.session import Participant
from facilitator.model.vocabulary import STEP_TITLES, Step
from facilitator.workshop.clock import StepClock
from facilitator.workshop.commands.session import CloseStep
from facilitator.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitator.guide.questions import AskedQuestion
    from facilitator.guide.steps import StepState

MARKS = {"open": "○", "in-work": "◐", "nothing-open": "●", "done": "✓"}
ROOM_FOR_WORDS = 168
MOST_NAMED = 10
SHORT_TITLES = {Step.ARCHITECTURE: "Arch.", Step.DECOMPOSE: "Decomp."}
"""Titles where there are few columns."""


class WorkshopScreen(PreparingActs, AnsweringActs, RecordActs, GuideActs, FacilitationActs, SavingActs):
    """Runs one open session; closes it when it goes."""

    AUTO_FOCUS = ""
    BLANK = True
    BINDINGS = [*WORKSHOP_KEYS]

    def __init__(self, workshop: Workshop, *, leave_app: bool) -> None:
        super().__init__()
        self.workshop = workshop
        self.step_clock = StepClock(workshop)
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
        if self.workshop.is_prepared:
            self._show_guide()
        else:
            self.call_after_refresh(self.run_worker, self._prepare, thread=True, exclusive=True, group="prepare")
        self.set_interval(1, self.tick)
        self.set_interval(1, self.keep_saving)

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
            self.query_one(QuestionPane).show(asked, self._said)
        self.draw_bars()
        tables = records.shown_tables()
        focused = self.focused
        for table in tables:
            if at and table.go_to(at):
                table.focus()
                return
        out_of_place = isinstance(focused, RecordTable) and focused not in tables
        if records.display and (focused is None or out_of_place):
            records.active().focus()

    def _said(self, asked: AskedQuestion) -> tuple[str, ...]:
        """What the banks say to an answer; to one that entered records, the last of these first."""
        said = self.workshop.guide.said(asked)
        if not asked.question.answering.takes_records or not asked.question.record:
            return said
        names = [
            one_line(record.title_text, 30) for record in self.workshop.session.tables[asked.question.record].values()
        ]
        last = ", ".join(names[-MOST_NAMED:])
        more = f"{len(names) - MOST_NAMED} more, then " if len(names) > MOST_NAMED else ""
        return (f"in the table: {more}{last}", *said) if names else said

    def action_step(self, step: str) -> None:
        """Go to a step."""
        if Step(step) is not self.step and self.step_clock.running:
            self.nudged = False
            self.step_clock.start(Step(step))
        self.step = Step(step)
        self._aside = False
        self.query_one(QuestionPane).index = 0
        self.show_step()
        records = self.query_one(RecordsPane)
        self.set_focus(records.shown_tables()[0] if records.display else None)
        self.query_one(QuestionPane).first_open()
        self.remember()

    def on_state_bar_chosen(self, event: StateBar.Chosen) -> None:
        """Go to the step that was clicked."""
        self.action_step(event.step)

    def action_view(self) -> None:
        """On a narrow screen, change between questions and records."""
        self._view = "questions" if self._view == "records" else "records"
        self._lay_out(self.size.width)

    def action_close_step(self) -> None:
        """Mark the step as done, or open it again."""
        closed = self.step.value in self.workshop.session.header.closed_steps
        self.attempt(lambda: self.workshop.do(CloseStep(self.step, not closed)))

    def action_aside(self) -> None:
        """Show people and notes in place of the step's records, or go back to these."""
        self.show_records(aside=not self._aside)
        self.show_step()

    def action_summary(self) -> None:
        """Show the summary as it stands."""
        from facilitator.app.screens.summary_screen import SummaryScreen

        self.app.push_screen(SummaryScreen(self.workshop))

    def action_draw_architecture(self) -> None:
        """Draw components, flows and trust boundaries."""
        from facilitator.app.screens.architecture_screen import ArchitectureScreen

        self.app.push_screen(ArchitectureScreen(self.workshop))

    def action_jump(self) -> None:
        """Show a letter on everything that can be gone to."""
        from facilitator.app.dialogs.jump_screen import JumpScreen

        self.app.push_screen(JumpScreen(list(self.focus_chain)), self._jumped)

    def _jumped(self, target: Widget | None) -> None:
        if target is not None:
            target.focus()

    def _show_pane(self, records: RecordsPane, is_shown: bool) -> None:
        """Show or hide the records; a table that is out of sight keeps its turn, and no focus."""
        records.display = is_shown
        if not is_shown and isinstance(self.focused, RecordTable):
            self.set_focus(None)
        elif is_shown and self.focused is None and records.shown_tables():
            records.active().focus()

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

    def action_explain(self) -> None:
        """Explain the words of what is in hand, the step and the keys."""
        from facilitator.app.screens.explain_screen import ExplainScreen, pages_for

        keys = [(name_of_keys(item.key), item.description) for item in self.BINDINGS if isinstance(item, Binding)]
        here = terms_here(self.step, self.query_one(QuestionPane).current, self._record_in_hand())
        self.app.push_screen(ExplainScreen(pages_for(self.step, keys, self.workshop.banks.glossary.term, here)))

    def _record_in_hand(self) -> Record | None:
        chosen = self.query_one(RecordsPane).active().chosen
        return self.workshop.session.find(chosen) if chosen else None

    def leave(self) -> None:
        """Go back to the list, or leave the application."""
        self.remember()
        if self._leave_app:
            self.app.exit()
        else:
            self.dismiss(None)

    def draw_bars(self) -> None:
        """Draw what is above and below: title, what is saved, the steps, what is worth doing next."""
        workshop = self.workshop
        offered = self._draw_guide() if workshop.is_prepared else "reading the question banks · "
        state = "saved ✓" if workshop.log.writable else "read only"
        bar = self.query_one(StateBar)
        chosen = workshop.by in {person.name for person in workshop.session.all(Participant)}
        speaking = f"{one_line(workshop.by, 20)} speaks (l) · " if chosen and self.size.width >= WIDE else ""
        state = one_line(workshop.log.unsafe, 60) or f"{self.clock_words()}{offered}{speaking}{state}"
        bar.say(one_line(workshop.session.header.title), state, unsafe=bool(workshop.log.unsafe))
        bar.show(self._tabs())

    def _draw_guide(self) -> str:
        """Draw what the guide has to say; how many suggestions wait, in words."""
        from facilitator.app.questions.pending_suggestions import led_to

        guide = self.workshop.guide
        waiting = guide.undecided()
        self.query_one(QuestionPane).show_led(led_to(waiting))
        following = guide.next_thing()
        words = f"Next (w): {STEP_TITLES[following.step]}: {following.text} {following.reason}"
        self.query_one("#next", Words).say(words)
        return f"{len(waiting)} suggested (g) · " if waiting else ""

    def _tabs(self) -> list[StepTab]:
        """The steps, with their state as soon as the guide knows it."""
        states = self.workshop.guide.steps() if self.workshop.is_prepared else {}
        tabs = []
        for number, step in enumerate(Step, 1):
            state = f" {_state_words(states[step], self.size.width, step is self.step)}" if states else ""
            title = STEP_TITLES[step] if self.size.width >= WIDE else SHORT_TITLES.get(step, STEP_TITLES[step])
            tabs.append(StepTab(step.value, f"{number} {title}{state}", step is self.step))
        return tabs

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


def _state_words(state: StepState, width: int, is_current: bool) -> str:
    """A mark, then as many words as there is room for: those of the step in hand first."""
    has_words = width >= ROOM_FOR_WORDS or (is_current and width >= WIDE)
    words = f" {STATE_WORDS[state.state]}" if has_words else ""
    left = str(state.figures.left or "")
    return f"{MARKS[state.state]}{words}{' ' if left and width >= WIDE else ''}{left}"
