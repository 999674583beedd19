"""The workshop: six steps, the question in hand, the records, and what was saved."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.events import Click, Resize
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Input, Static

from facilitator.app.confirm_screen import RemovalScreen
from facilitator.app.consequence_words import words_of
from facilitator.app.coverage_screen import CoverageScreen
from facilitator.app.failure_modes_screen import FailureModesScreen
from facilitator.app.help_screen import HelpScreen
from facilitator.app.lines_screen import LinesScreen
from facilitator.app.plain_text import one_line
from facilitator.app.question_pane import QuestionPane
from facilitator.app.rating_screen import RatingScreen
from facilitator.app.record_forms import empty_values, form_screen, values_of
from facilitator.app.records_pane import RecordsPane, RecordTable
from facilitator.app.suggestions_screen import SuggestionsScreen
from facilitator.app.summary_screen import SummaryScreen
from facilitator.app.tree_screen import TreeScreen
from facilitator.guide.suggestions import PENDING
from facilitator.model.records import HEADER_ID
from facilitator.model.vocabulary import Step
from facilitator.workshop.checking import news_lines
from facilitator.workshop.entering import Refused, Typed
from facilitator.workshop.forms import FORMS, STEP_TITLES, Form
from facilitator.workshop.workshop import Workshop

MARKS = {"open": "○ open", "in-work": "◐ in work", "done": "✓ done"}
SHORT_MARKS = {"open": "○", "in-work": "◐", "done": "✓"}
WIDE = 100


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


class WorkshopScreen(Screen[None]):
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
        Binding("w", "what_next", "What next"),
        Binding("t", "close_step", "Mark step done or open", show=False),
        Binding("g", "suggestions", "Suggestions"),
        Binding("f", "failure_modes", "Failure modes", show=False),
        Binding("c", "coverage", "Coverage", show=False),
        Binding("b", "why", "Because: why is this here?", show=False),
        Binding("k", "news", "News of the question banks", show=False),
        Binding("p", "park", "Park a thought", show=False),
        Binding("m", "aside", "People and notes", show=False),
        Binding("h", "header", "Title, stages, scale", show=False),
        Binding("s", "summary", "Summary"),
        Binding("f1", "help", "Help"),
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

    def on_screen_resume(self) -> None:
        """Show what changed on a screen above."""
        if self.is_mounted:
            self.show_step()

    def show_step(self, at: str = "") -> None:
        """Draw the step in hand; with `at`, put the cursor on that record."""
        records = self.query_one(RecordsPane)
        records.show(self.workshop, self.step, aside=self._aside)
        self.query_one(QuestionPane).show(self.workshop.guide.questions(self.step), self.workshop.guide.said)
        self._draw_bars()
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
        self.step = Step(step)
        self._aside = False
        self.query_one(QuestionPane).index = 0
        self.show_step()
        self.query_one(RecordsPane).shown_tables()[0].focus()
        self.query_one(QuestionPane).first_open()
        self._remember()

    def action_add(self) -> None:
        """Add a record of the kind whose table has the focus."""
        table = self.query_one(RecordsPane).active()
        if table.kind == "rating":
            self.action_edit()
            return
        self._open_form(FORMS[table.kind], "")

    def action_edit(self) -> None:
        """Change the record under the cursor; a tree opens in its editor, a threat of step 6 in its rating."""
        table = self.query_one(RecordsPane).active()
        if not table.chosen:
            self.notify("There is nothing here to change; press a to add.", markup=False)
        elif table.kind == "rating":
            self.app.push_screen(RatingScreen(self.workshop, table.chosen))
        else:
            self._open_form(FORMS[table.kind], table.chosen)

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter opens a tree in its editor, and anything else to change it."""
        table = event.data_table
        if isinstance(table, RecordTable) and table.kind == "tree":
            self.app.push_screen(TreeScreen(self.workshop, table.chosen))
        elif isinstance(table, RecordTable) and table.kind == "control":
            self._try(lambda: self.workshop.trees.switch_control(table.chosen))
        else:
            self.action_edit()

    def action_remove(self) -> None:
        """Remove the record under the cursor; asks when others name it."""
        table = self.query_one(RecordsPane).active()
        if not table.chosen or table.kind == "rating":
            return
        record_id = table.chosen
        namers = [f"{one.id} {one_line(one.title_text, 50)}" for one in self.workshop.named_by(record_id)]
        if not namers:
            self._removed(record_id, "unlink")
            return
        self.app.push_screen(RemovalScreen(record_id, namers), lambda way: self._removed(record_id, way or ""))

    def action_undo(self) -> None:
        """Take the last act back."""
        self._try(lambda: self._tell("Undone", self.workshop.undo()))

    def action_redo(self) -> None:
        """Put the last undone act again."""
        self._try(lambda: self._tell("Done again", self.workshop.redo()))

    def action_view(self) -> None:
        """On a narrow screen, change between questions and records."""
        self._view = "questions" if self._view == "records" else "records"
        self._lay_out(self.size.width, self.size.height)

    def action_answer(self, value: str) -> None:
        """Answer the question in hand with one key."""
        pane = self.query_one(QuestionPane)
        if pane.display and pane.current is not None:
            pane.answer(value)

    def on_question_pane_answered(self, event: QuestionPane.Answered) -> None:
        """Keep the answer and go on to the next open question."""

        question_id, about = event.asked.key
        if event.asked.answer is not None:
            try:
                found = self.workshop.guide.consequences_of_answer(question_id, event.value, about)
            except Refused as refusal:
                self.notify(str(refusal), severity="error", markup=False)
                return
            if found.warn:
                screen = LinesScreen("This answer touches what came after it", words_of(found), "Change the answer")
                self.app.push_screen(screen, lambda yes: self._answered(event) if yes else None)
                return
        self._answered(event)

    def _answered(self, event: QuestionPane.Answered) -> None:
        before = {item.key for item in self.workshop.guide.suggestions()}

        def act() -> None:
            self.workshop.guide.answer(event.asked.question.id, event.value, event.note, event.asked.about)
            if self._view == "questions" or self.size.width >= WIDE:
                self._remember()

        if self._try(act):
            self.query_one(QuestionPane).next_open()
            for item in self.workshop.guide.suggestions():
                if item.key not in before:
                    self.notify(f"{item.title} (g decides)", title="Suggested", markup=False)

    def action_suggestions(self) -> None:
        """Decide on what the answers and facts suggest."""
        self.app.push_screen(SuggestionsScreen(self.workshop))

    def action_failure_modes(self) -> None:
        """Go through the failure modes of an asset, beginning with the one under the cursor."""
        chosen = self.query_one(RecordsPane).active().chosen
        assets = list(self.workshop.session.tables["asset"])
        if not assets:
            self.notify("Name an asset first; failure modes belong to assets.", markup=False)
            return
        self.app.push_screen(FailureModesScreen(self.workshop, chosen if chosen in assets else assets[0]))

    def action_coverage(self) -> None:
        """See what was looked at and what is open."""
        self.app.push_screen(CoverageScreen(self.workshop))

    def action_why(self) -> None:
        """Show why the record under the cursor is here, back to question, answer, person and time."""
        table = self.query_one(RecordsPane).active()
        chosen = table.chosen
        if table.kind == "rating" and chosen:
            rating = self.workshop.rating_of(chosen)
            chosen = rating.id if rating else chosen
        if not chosen:
            self.notify("Go to a record first.", markup=False)
            return
        lines = [f"{'  ' * ground.depth}{ground.text}" for ground in self.workshop.guide.provenance(chosen)]
        mark = chosen in self.workshop.guide.stale()
        screen = LinesScreen(f"Why is {chosen} here?", lines, "It still holds" if mark else "")
        self.app.push_screen(screen, lambda yes: self._confirmed(chosen) if yes else None)

    def action_news(self) -> None:
        """Show what newer banks bring, and take note of it."""
        lines = list(news_lines(self.workshop.guide.news()))
        screen = LinesScreen(
            "The question banks since this session", lines or ["Nothing is new."], "Noted" * bool(lines)
        )
        self.app.push_screen(screen, self._noted)

    def _noted(self, yes: bool | None) -> None:
        if yes:
            self._try(self.workshop.guide.know_banks)

    def _confirmed(self, record_id: str) -> None:
        self._try(lambda: self.workshop.guide.confirm(record_id))

    def action_type(self) -> None:
        """Go to the line under the question."""
        if self.query_one(QuestionPane).display:
            self.query_one("#question-entry", Input).focus()

    def action_leave_entry(self) -> None:
        """Go back from the line to the records."""
        self.query_one(RecordsPane).shown_tables()[0].focus()

    def action_question(self, by: int) -> None:
        """Go to the next or previous question."""
        self.query_one(QuestionPane).move(by)

    def action_next_open(self) -> None:
        """Go to the next open question."""
        self.query_one(QuestionPane).next_open()

    def action_what_next(self) -> None:
        """Go to the step that is worth doing next, and say why."""
        following = self.workshop.guide.next_thing()
        self.action_step(following.step.value)
        if following.question[0]:
            self.query_one(QuestionPane).go_to(following.question)
        self.notify(f"{STEP_TITLES[following.step]}: {following.text} {following.reason}", markup=False)

    def action_close_step(self) -> None:
        """Mark the step as done, or open it again."""
        closed = self.step.value in self.workshop.session.header.closed_steps
        self._try(lambda: self.workshop.close_step(self.step, not closed))

    def action_park(self) -> None:
        """Park a thought, note a decision or an action."""
        self._open_form(FORMS["note"], "")

    def action_aside(self) -> None:
        """Show people and notes in place of the step's records, or go back to these."""
        self._aside = not self._aside
        self._view = "records"
        self._lay_out(self.size.width, self.size.height)
        self.show_step()

    def action_header(self) -> None:
        """Change what the session says of itself."""
        self._open_form(FORMS["session"], HEADER_ID)

    def action_summary(self) -> None:
        """Show the summary as it stands."""
        self.app.push_screen(SummaryScreen(self.workshop))

    def action_help(self) -> None:
        """Show what this step is about, and every key."""
        self.app.push_screen(HelpScreen(self.step, self.BINDINGS))

    def action_leave(self) -> None:
        """Go back to the list, or leave the application; all is saved."""
        self._remember()
        if self._leave_app:
            self.app.exit()
        else:
            self.dismiss(None)

    def _open_form(self, form: Form, record_id: str) -> None:
        def save(values: Mapping[str, Typed]) -> None:
            if record_id:
                self.workshop.change(record_id, values)
            else:
                added.append(self.workshop.add(form.kind, values).id)

        def done(saved: bool | None) -> None:
            if saved:
                self.show_step(at=added[0] if added else "")
                if added and form.kind == "tree":
                    self.app.push_screen(TreeScreen(self.workshop, added[0]))

        added: list[str] = []
        verb = f"Change {record_id}" if record_id else f"New {form.singular}"
        values = values_of(form, self.workshop.record(record_id)) if record_id else empty_values(form)
        self.app.push_screen(form_screen(self.workshop, form, verb, values, save), done)

    def _removed(self, record_id: str, way: str) -> None:
        if way:
            self._try(lambda: self.workshop.remove(record_id, take_along=way == "along"))

    def _tell(self, what: str, words: str) -> None:
        self.notify(f"{what}: {one_line(words, 70)}" if words else "There is nothing left.", markup=False)

    def _try(self, act: object) -> bool:
        assert callable(act)
        try:
            act()
        except Refused as refusal:
            self.notify(str(refusal), severity="error", timeout=10, markup=False)
            self._draw_bars()
            return False
        self.show_step()
        return True

    def _remember(self) -> None:
        self.workshop.go_to(self.step.value, self.query_one(RecordsPane).active().chosen)

    def _draw_bars(self) -> None:
        workshop = self.workshop
        self.query_one("#title", Static).update(one_line(workshop.session.header.title, 48))
        state = "saved ✓" if workshop.writable else "read only"
        waiting = sum(item.state in PENDING for item in workshop.guide.suggestions())
        offered = f"{waiting} suggested (g) · " if waiting else ""
        self.query_one("#saved", Static).update(one_line(workshop.unsafe, 60) or f"{offered}{state}")
        self.query_one("#saved", Static).set_class(bool(workshop.unsafe), "unsafe")
        marks = MARKS if self.size.width >= WIDE else SHORT_MARKS
        states = workshop.guide.steps()
        for number, step in enumerate(Step, 1):
            mark = self.query_one(f"#step-{step.value}", StepMark)
            words = f"{number} {STEP_TITLES[step]} {marks[states[step].state]}"
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
            self._draw_bars()
