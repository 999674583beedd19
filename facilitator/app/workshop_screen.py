"""The workshop: six steps, the question in hand, the records, and what was saved."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.events import Click, Resize
from textual.widgets import Footer, Static

from facilitator.app.answering_acts import AnsweringActs
from facilitator.app.explain_screen import ExplainScreen, pages_for
from facilitator.app.facilitation_acts import FacilitationActs
from facilitator.app.guide_acts import GuideActs
from facilitator.app.key_names import name_of_keys
from facilitator.app.plain_text import one_line
from facilitator.app.question_pane import QuestionPane
from facilitator.app.record_acts import RecordActs
from facilitator.app.record_table import RecordTable
from facilitator.app.records_pane import RecordsPane
from facilitator.app.summary_screen import SummaryScreen
from facilitator.app.terms_here import terms_here
from facilitator.app.workshop_base import WIDE
from facilitator.guide.suggestions import PENDING
from facilitator.model.records import Record
from facilitator.model.vocabulary import Step
from facilitator.workshop.forms import STEP_TITLES
from facilitator.workshop.workshop import Workshop

MARKS = {"open": "○ open", "in-work": "◐ in work", "done": "✓ done"}
SHORT_MARKS = {"open": "○", "in-work": "◐", "done": "✓"}


class StepMark(Static):
    """One step in the bar; a click goes there."""

    def __init__(self, step: Step) -> None:
        super().__init__("", classes="step", id=f"step-{step.value}", markup=False)
        self.step = step

    def on_click(self, event: Click) -> None:
        """Go to this step."""
        event.stop()
        screen = self.screen
        assert isinstance(screen, WorkshopScreen)
        screen.action_step(self.step.value)


class WorkshopScreen(AnsweringActs, RecordActs, GuideActs, FacilitationActs):
    """Runs one open session; closes it when it goes."""

    BINDINGS = [
        *(
            Binding(str(number), f"step('{step.value}')", f"Step {number}: {STEP_TITLES[step]}", show=False)
            for number, step in enumerate(Step, 1)
        ),
        Binding("a", "add", "Add"),
        Binding("e", "edit", "Edit"),
        Binding("x,delete", "remove", "Remove"),
        Binding("u", "undo", "Undo"),
        Binding("r", "redo", "Redo", show=False),
        Binding("v", "view", "Questions or records"),
        Binding("y", "answer('yes')", "Answer yes", show=False),
        Binding("n", "answer('no')", "Answer no", show=False),
        Binding("question_mark", "answer('unknown')", "Answer don't know", show=False),
        Binding("minus", "answer('not-applicable')", "Answer not applicable", show=False),
        Binding("i", "type", "Type an answer or note", show=False),
        Binding("right_square_bracket", "question(1)", "Next question", show=False),
        Binding("left_square_bracket", "question(-1)", "Previous question", show=False),
        Binding("o", "next_open", "Next open question", show=False),
        Binding("backspace", "take_back", "Take the answer back", show=False),
        Binding("w", "what_next", "What next"),
        Binding("t", "close_step", "Mark step done or open", show=False),
        Binding("g", "suggestions", "Suggestions"),
        Binding("f", "failure_modes", "Failure modes", show=False),
        Binding("c", "coverage", "Coverage", show=False),
        Binding("b", "why", "Because: why is this here?", show=False),
        Binding("k", "news", "News of the question banks", show=False),
        Binding("p", "park", "Park a thought"),
        Binding("d", "decide", "Note a decision", show=False),
        Binding("A", "assign", "Note an action with owner and date", show=False),
        Binding("j", "become", "Turn a note into a record", show=False),
        Binding("l", "speaking", "Who is speaking", show=False),
        Binding("z", "clock", "Start or pause the clock", show=False),
        Binding("Z", "timebox", "Minutes for this step", show=False),
        Binding("slash", "search", "Search questions and records", show=False),
        Binding("m", "aside", "People and notes", show=False),
        Binding("h", "header", "Title, stages, scale", show=False),
        Binding("s", "summary", "Summary"),
        Binding("f1", "explain", "Explain"),
        Binding("escape", "leave_entry", "Leave the line", show=False),
        Binding("q", "leave", "Leave"),
    ]

    def __init__(self, workshop: Workshop, *, leave_app: bool) -> None:
        super().__init__()
        self.workshop = workshop
        self._leave_app = leave_app
        known = {step.value for step in Step}
        self.step = Step(workshop.place.step) if workshop.place.step in known else Step.ASSETS
        self._view = "records"
        self._aside = False

    def compose(self) -> ComposeResult:
        """Title and state, the steps, then questions and records side by side."""
        with Horizontal(id="bar"):
            yield Static("", id="title", markup=False)
            yield Static("", id="saved", markup=False)
        with Horizontal(id="steps"):
            for step in Step:
                yield StepMark(step)
        with Horizontal(id="body"):
            yield QuestionPane()
            yield RecordsPane()
        yield Static("This terminal is too small: 60 columns and 20 lines are needed.", id="too-small", markup=False)
        yield Footer(show_command_palette=True)

    def on_mount(self) -> None:
        """Go to where the team left off."""
        self.show_step(at=self.workshop.place.record)
        self.query_one(QuestionPane).first_open()
        self.set_interval(1, self.tick)
        news = self.workshop.guide.news()
        if news:
            parts = f"{len(news.new)} new, {len(news.changed)} changed, {len(news.withdrawn)} withdrawn"
            self.notify(f"Questions: {parts} (k shows them)", title="The banks have changed", markup=False)

    def on_unmount(self) -> None:
        """Remember the place and let the session go, however the screen ends."""
        self.workshop.close()

    def on_resize(self, event: Resize) -> None:
        """Two panes where there is room, one where there is not."""
        self._lay_out(event.size.width, event.size.height)

    @property
    def questions_shown(self) -> bool:
        """Whether the question in hand is on the screen."""
        return self._view == "questions" or self.size.width >= WIDE

    def show_questions(self) -> None:
        """Bring the question in hand on the screen where there is room for one pane only."""
        self._view = "questions"
        self._lay_out(self.size.width, self.size.height)

    def on_screen_resume(self) -> None:
        """Show what changed on a screen above."""
        if self.is_mounted:
            self.show_step()

    def show_step(self, at: str = "") -> None:
        """Draw the step in hand; with `at`, put the cursor on that record."""
        records = self.query_one(RecordsPane)
        records.show(self.workshop, self.step, aside=self._aside)
        asked = self.workshop.guide.questions(self.step)
        asked = tuple(item for item in asked if item.key in self.only) if self.only else asked
        self.query_one(QuestionPane).show(asked, self.workshop.guide.said)
        self.draw_bars()
        tables = records.shown_tables()
        focused = self.focused
        for table in tables:
            if at and table.go_to(at):
                table.focus()
                return
        if focused is None or (isinstance(focused, RecordTable) and focused not in tables):
            tables[0].focus()

    def action_step(self, step: str) -> None:
        """Go to a step."""
        if Step(step) is not self.step and self.workshop.step_clock.running:
            self.nudged = False
            self.workshop.step_clock.start(Step(step))
        self.step = Step(step)
        self._aside = False
        self.query_one(QuestionPane).index = 0
        self.show_step()
        self.query_one(RecordsPane).shown_tables()[0].focus()
        self.query_one(QuestionPane).first_open()
        self.remember()

    def action_view(self) -> None:
        """On a narrow screen, change between questions and records."""
        self._view = "questions" if self._view == "records" else "records"
        self._lay_out(self.size.width, self.size.height)

    def action_close_step(self) -> None:
        """Mark the step as done, or open it again."""
        closed = self.step.value in self.workshop.session.header.closed_steps
        self.attempt(lambda: self.workshop.close_step(self.step, not closed))

    def action_aside(self) -> None:
        """Show people and notes in place of the step's records, or go back to these."""
        self._aside = not self._aside
        self._view = "records"
        self._lay_out(self.size.width, self.size.height)
        self.show_step()

    def action_summary(self) -> None:
        """Show the summary as it stands."""
        self.app.push_screen(SummaryScreen(self.workshop))

    def action_explain(self) -> None:
        """Explain the words of what is in hand, the step and the keys."""
        keys = [(name_of_keys(item.key), item.description) for item in self.BINDINGS if isinstance(item, Binding)]
        here = terms_here(self.step, self.query_one(QuestionPane).current, self._record_in_hand())
        self.app.push_screen(ExplainScreen(pages_for(self.step, keys, self.workshop.banks.glossary.term, here)))

    def _record_in_hand(self) -> Record | None:
        chosen = self.query_one(RecordsPane).active().chosen
        return self.workshop.session.find(chosen) if chosen else None

    def action_leave(self) -> None:
        """Go back to the list, or leave the application; all is saved."""
        self.remember()
        if self._leave_app:
            self.app.exit()
        else:
            self.dismiss(None)

    def draw_bars(self) -> None:
        """Draw what is above: title, what is saved, the steps."""
        workshop = self.workshop
        self.query_one("#title", Static).update(one_line(workshop.session.header.title, 48))
        state = "saved ✓" if workshop.writable else "read only"
        waiting = sum(item.state in PENDING for item in workshop.guide.suggestions())
        offered = f"{waiting} suggested (g) · " if waiting else ""
        self.query_one("#saved", Static).update(
            one_line(workshop.unsafe, 60) or f"{self.clock_words()}{offered}{state}"
        )
        self.query_one("#saved", Static).set_class(bool(workshop.unsafe), "unsafe")
        marks = MARKS if self.size.width >= WIDE else SHORT_MARKS
        states = workshop.guide.steps()
        for number, step in enumerate(Step, 1):
            mark = self.query_one(f"#step-{step.value}", StepMark)
            left = states[step].left if states[step].state != "done" else 0
            count = f" {left}" if left and self.size.width >= WIDE else ""
            words = f"{number} {STEP_TITLES[step]} {marks[states[step].state]}{count}"
            mark.update(words)
            mark.set_class(step is self.step, "current")

    def _lay_out(self, width: int, height: int) -> None:
        small = width < 60 or height < 20
        self.query_one("#too-small").display = small
        self.query_one("#body").display = not small
        wide = width >= WIDE
        self.query_one(QuestionPane).display = wide or self._view == "questions"
        self.query_one(RecordsPane).display = wide or self._view == "records"
        if self.is_mounted:
            self.draw_bars()
