"""Answering the questions of a step, and going from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.widgets import Input

from facilitator.app.acts.workshop_base import WorkshopBase
from facilitator.app.questions.question_list import QuestionList
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.records.records_pane import RecordsPane
from facilitator.app.widgets.choices import Choices
from facilitator.app.widgets.text_line import Words
from facilitator.errors import UserError
from facilitator.model.kinds import filled_in
from facilitator.model.vocabulary import STEP_TITLES, Step
from facilitator.workshop.commands.questions import AnswerQuestion, EnterRecord, KnowBanks, TakeBackAnswer

if TYPE_CHECKING:
    from facilitator.guide.over_time.consequences import Consequences


class AnsweringActs(WorkshopBase):
    """What the keys do with the questions of the step in hand."""

    _listed = ("", "")

    def action_answer(self, value: str) -> None:
        """Answer the question in hand with one key."""
        self.wait_for_guide()
        pane = self.query_one(QuestionPane)
        if not pane.display or pane.current is None:
            return
        if value in ("yes", "no") and not pane.current.question.answering.takes_yes_no:
            self.notify("This question is not answered by yes or no; i goes to its answers.", markup=False)
            return
        pane.answer(value)

    def on_question_pane_answered(self, event: QuestionPane.Answered) -> None:
        """Keep the answer and go on to the next open question; show first what a changed answer touches."""
        if event.asked.answer is None:
            self._answered(event)
            return
        try:
            found = self.workshop.consequences(
                AnswerQuestion(event.asked.question.id, event.value, about=event.asked.about)
            )
        except UserError as refusal:
            self.notify(str(refusal), severity="error", markup=False)
            return
        self._warned(found, "Change the answer", lambda: self._answered(event))

    def action_take_back(self) -> None:
        """Make the question in hand open again; show first what that touches."""
        self.wait_for_guide()
        asked = self.query_one(QuestionPane).current
        if asked is None or asked.answer is None:
            return
        act = TakeBackAnswer(*asked.key)
        found = self.workshop.consequences(act)
        self._warned(found, "Take it back", lambda: self.attempt(lambda: self.workshop.do(act)))

    def _warned(self, found: Consequences, yes: str, act: Callable[[], object]) -> None:
        from facilitator.app.dialogs.lines_screen import LinesScreen
        from facilitator.workshop.views.consequence_lines import consequence_lines

        def decided(go_on: bool | None) -> None:
            if go_on:
                act()

        if found.warn:
            self.app.push_screen(LinesScreen("This touches what came after it", consequence_lines(found), yes), decided)
        else:
            act()

    def _answered(self, event: QuestionPane.Answered) -> None:
        question_id, about = event.asked.key

        def answer() -> None:
            self.workshop.do(AnswerQuestion(question_id, event.value, event.note, about))
            if event.takes_line:
                self.query_one(QuestionPane).is_saved(event.asked)

        if not self.attempt(answer):
            return
        if self.questions_shown:
            self.remember()
        self.command_again()
        if event.asked.answer is None:
            self.query_one(QuestionPane).next_open()
        self._end_of_only()
        if self.workshop.guide.steps()[self.step].state == "nothing-open":
            self.notify(
                "Nothing is open in this step, and a round brought nothing new: t marks it as done.", markup=False
            )

    @property
    def closed_steps(self) -> tuple[str, ...]:
        """The steps that people marked as done."""
        return self.workshop.session.header.closed_steps

    def _end_of_only(self) -> None:
        """When the new questions are all answered, ask all questions again."""
        if self.only and not self.workshop.guide.news().new:
            self.only = frozenset()
            self.attempt(lambda: self.workshop.do(KnowBanks()))
            self.notify("All new questions are answered; here are all questions again.", markup=False)

    def on_question_pane_record_typed(self, event: QuestionPane.RecordTyped) -> None:
        """Add the record that was typed, and stay for the next one."""

        def enter() -> None:
            self.workshop.do(EnterRecord(event.asked.question.id, event.line, event.asked.about))
            self.query_one(QuestionPane).is_saved(event.asked)

        self.attempt(enter)

    def on_question_pane_done(self) -> None:
        """Go on to the next open question."""
        self.command_again()
        self.query_one(QuestionPane).next_open()

    def list_questions(self) -> None:
        """Keep the list of questions with the one in hand."""
        pane = self.query_one(QuestionPane)
        self.query_one(QuestionList).show(pane.asked, pane.index)
        if pane.current is None or pane.current.key == self._listed:
            return
        self._listed = pane.current.key
        self.refresh_bindings()
        self.command_again()

    def on_question_list_chosen(self, event: QuestionList.Chosen) -> None:
        """Go to the question that was chosen in the list."""
        self.query_one(QuestionPane).go_to_place(event.place)

    def action_search(self) -> None:
        """Search all questions in scope and all records, and go there."""
        from facilitator.app.dialogs.search_screen import SearchScreen

        questions = [asked for step in Step for asked in self.workshop.guide.questions(step)]
        entries = [(f"{asked.state.value:<14} {asked.text}", "|".join(asked.key)) for asked in questions]
        searched = {kind.name for kind in filled_in() if kind.step}
        records = [one for one in self.workshop.session.every_record() if one.kind in searched]
        entries += [(f"{one.id:<14} {one.title_text}", one.id) for one in records]
        self.app.push_screen(SearchScreen("Search questions and records", entries), self._go_to_found)

    def _go_to_found(self, found: str | None) -> None:
        if not found:
            return
        question, bar, about = found.partition("|")
        if bar:
            asked = self.workshop.banks.question(question)
            self.action_step(asked.step.value)
            self.show_questions()
            self.query_one(QuestionPane).go_to((question, about))
            return
        self.go_to_record(found)

    def action_type(self) -> None:
        """Go to the choices of the question, or to the line under it."""
        self.wait_for_guide()
        pane = self.query_one(QuestionPane)
        if not pane.display:
            self.show_questions()
        choices = self.query_one(Choices)
        if choices.choices and not choices.has_focus:
            choices.focus()
        else:
            self.query_one("#question-entry", Input).focus()

    def action_leave_entry(self) -> None:
        """Go back from the choices or the line to the records; among these, take the marks away."""
        records = self.query_one(RecordsPane)
        table = records.active()
        if table.has_focus:
            table.unmark()
        if records.display:
            table.focus()
        else:
            self.set_focus(None)

    def command_again(self) -> None:
        """Leave the choices and the line, so that a key means the same after every answer, at every question."""
        if self.focused in (self.query_one(Choices), self.query_one(QuestionPane).entry):
            self.set_focus(None)
            self.action_leave_entry()

    def action_question(self, by: int) -> None:
        """Go to the next or previous question."""
        self.wait_for_guide()
        self.query_one(QuestionPane).move(by)

    def action_scroll_question(self, by: int) -> None:
        """Bring up what of the question does not fit on the screen."""
        text = self.query_one(Choices)
        text.scroll_lines(text.top + by * max(1, text.room // 2))

    def on_question_pane_note_waits(self) -> None:
        """A note was typed before the answer: leave the line, and say how to go on."""
        self.action_leave_entry()
        self.notify("Now answer with a key; the note goes with the answer.", markup=False)

    def action_next_open(self) -> None:
        """Go to the next open question."""
        self.wait_for_guide()
        self.query_one(QuestionPane).next_open()

    def action_what_next(self) -> None:
        """Go to the question, the record or the step that is worth doing next, and say why."""
        following = self.workshop.guide.next_thing()
        if following.record and not following.question[0]:
            self.go_to_record(following.record, following.step)
        else:
            self.action_step(following.step.value)
        if following.question[0]:
            self.show_questions()
            self.query_one(QuestionPane).go_to(following.question)
        words = self.query_one("#next", Words)
        if cell_len(words.text) > words.size.width:
            self.notify(f"{STEP_TITLES[following.step]}: {following.text} {following.reason}", markup=False)
