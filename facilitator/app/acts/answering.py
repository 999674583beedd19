"""Answering the questions of a step, and going from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.binding import Binding
from textual.widgets import Input

from facilitator.app.act import act, handles
from facilitator.app.questions.question_list import QuestionList
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.app.widgets.choices import Choices
from facilitator.app.widgets.text_line import Words
from facilitator.errors import UserError
from facilitator.model.kinds import filled_in
from facilitator.model.vocabulary import STEP_TITLES, Step
from facilitator.workshop.commands.questions import AnswerQuestion, EnterRecord, KnowBanks, TakeBackAnswer

if TYPE_CHECKING:
    from facilitator.guide.over_time.consequences import Consequences


ANSWER = Binding.Group("Answer")


def answer(screen: WorkshopScreen, value: str) -> None:
    """Answer the question in hand with one key."""
    screen.wait_for_guide()
    pane = screen.query_one(QuestionPane)
    if not pane.display or pane.current is None:
        return
    if value in ("yes", "no") and not pane.current.question.answering.takes_yes_no:
        screen.notify("This question is not answered by yes or no; i goes to its answers.", markup=False)
        return
    pane.answer(value)


for state, key, words in (
    ("yes", "y", "Answer yes"),
    ("no", "n", "Answer no"),
    ("unknown", "question_mark", "Answer don't know"),
    ("not-applicable", "minus", "Answer not applicable"),
):
    act(f"workshop.answer-{state}", key, words, bar=1, group=ANSWER)(partial(answer, value=state))


@handles(QuestionPane.Answered)
def answered(screen: WorkshopScreen, event: QuestionPane.Answered) -> None:
    """Keep the answer and go on to the next open question; show first what a changed answer touches."""
    if event.asked.answer is None:
        _answered(screen, event)
        return
    try:
        found = screen.workshop.consequences(
            AnswerQuestion(event.asked.question.id, event.value, about=event.asked.about)
        )
    except UserError as refusal:
        screen.notify(str(refusal), severity="error", markup=False)
        return
    _warned(screen, found, "Change the answer", lambda: _answered(screen, event))


@act("workshop.take-back", "backspace", "Take the answer back")
def take_back(screen: WorkshopScreen) -> None:
    """Make the question in hand open again; show first what that touches."""
    screen.wait_for_guide()
    asked = screen.query_one(QuestionPane).current
    if asked is None or asked.answer is None:
        return
    act = TakeBackAnswer(*asked.key)
    found = screen.workshop.consequences(act)
    _warned(screen, found, "Take it back", lambda: screen.attempt(lambda: screen.workshop.do(act)))


def _warned(screen: WorkshopScreen, found: Consequences, yes: str, act: Callable[[], object]) -> None:
    from facilitator.app.dialogs.lines_screen import LinesScreen
    from facilitator.workshop.views.consequence_lines import consequence_lines

    def decided(go_on: bool | None) -> None:
        if go_on:
            act()

    if found.warn:
        screen.app.push_screen(LinesScreen("This touches what came after it", consequence_lines(found), yes), decided)
    else:
        act()


def _answered(screen: WorkshopScreen, event: QuestionPane.Answered) -> None:
    question_id, about = event.asked.key

    def answer() -> None:
        screen.workshop.do(AnswerQuestion(question_id, event.value, event.note, about))
        if event.takes_line:
            screen.query_one(QuestionPane).is_saved(event.asked)

    if not screen.attempt(answer):
        return
    if screen.questions_shown:
        screen.remember()
    screen.command_again()
    if event.asked.answer is None:
        screen.query_one(QuestionPane).next_open()
    _end_of_only(screen)
    if screen.workshop.guide.steps()[screen.step].state == "nothing-open":
        screen.notify(
            "Nothing is open in this step, and a round brought nothing new: t marks it as done.", markup=False
        )


def _end_of_only(screen: WorkshopScreen) -> None:
    """When the new questions are all answered, ask all questions again."""
    if screen.only and not screen.workshop.guide.news().new:
        screen.only = frozenset()
        screen.attempt(lambda: screen.workshop.do(KnowBanks()))
        screen.notify("All new questions are answered; here are all questions again.", markup=False)


@handles(QuestionPane.RecordTyped)
def record_typed(screen: WorkshopScreen, event: QuestionPane.RecordTyped) -> None:
    """Add the record that was typed, and stay for the next one."""

    def enter() -> None:
        screen.workshop.do(EnterRecord(event.asked.question.id, event.line, event.asked.about))
        screen.query_one(QuestionPane).is_saved(event.asked)

    screen.attempt(enter)


@handles(QuestionPane.Done)
def done(screen: WorkshopScreen, _: QuestionPane.Done) -> None:
    """Go on to the next open question."""
    screen.command_again()
    screen.query_one(QuestionPane).next_open()


@handles(QuestionList.Chosen)
def question_chosen(screen: WorkshopScreen, event: QuestionList.Chosen) -> None:
    """Go to the question that was chosen in the list."""
    screen.query_one(QuestionPane).go_to_place(event.place)


@act("workshop.search", "slash", "Search questions and records")
def search(screen: WorkshopScreen) -> None:
    """Search all questions in scope and all records, and go there."""
    from facilitator.app.dialogs.search_screen import SearchScreen

    questions = [asked for step in Step for asked in screen.workshop.guide.questions(step)]
    entries = [(f"{asked.state.value:<14} {asked.text}", "|".join(asked.key)) for asked in questions]
    searched = {kind.name for kind in filled_in() if kind.step}
    records = [one for one in screen.workshop.session.every_record() if one.kind in searched]
    entries += [(f"{one.id:<14} {one.title_text}", one.id) for one in records]
    screen.app.push_screen(SearchScreen("Search questions and records", entries), partial(_go_to_found, screen))


def _go_to_found(screen: WorkshopScreen, found: str | None) -> None:
    if not found:
        return
    question, bar, about = found.partition("|")
    if bar:
        asked = screen.workshop.banks.question(question)
        screen.go_to_step(asked.step)
        screen.show_questions()
        screen.query_one(QuestionPane).go_to((question, about))
        return
    screen.go_to_record(found)


@act("workshop.type", "i", "Type", bar=2)
def type(screen: WorkshopScreen) -> None:
    """Go to the choices of the question, or to the line under it."""
    screen.wait_for_guide()
    pane = screen.query_one(QuestionPane)
    if not pane.display:
        screen.show_questions()
    choices = screen.query_one(Choices)
    if choices.choices and not choices.has_focus:
        screen.set_focus(choices)
    else:
        screen.query_one("#question-entry", Input).focus()


@act("workshop.leave-entry", "escape", "Leave the line")
def leave_entry(screen: WorkshopScreen) -> None:
    """Go back from the choices or the line to the records; among these, take the marks away."""
    screen.leave_entry()


def question(screen: WorkshopScreen, by: int) -> None:
    """Go to the next or previous question."""
    screen.wait_for_guide()
    screen.query_one(QuestionPane).move(by)


def scroll_question(screen: WorkshopScreen, by: int) -> None:
    """Bring up what of the question does not fit on the screen."""
    text = screen.query_one(Choices)
    text.scroll_lines(text.top + by * max(1, text.viewport.room // 2))


@handles(QuestionPane.NoteWaits)
def note_waits(screen: WorkshopScreen, _: QuestionPane.NoteWaits) -> None:
    """A note was typed before the answer: leave the line, and say how to go on."""
    screen.leave_entry()
    screen.notify("Now answer with a key; the note goes with the answer.", markup=False)


@act("workshop.next-open", "o", "Open question", bar=6)
def next_open(screen: WorkshopScreen) -> None:
    """Go to the next open question."""
    screen.wait_for_guide()
    screen.query_one(QuestionPane).next_open()


@act("workshop.what-next", "w", "Next", bar=7)
def what_next(screen: WorkshopScreen) -> None:
    """Go to the question, the record or the step that is worth doing next, and say why."""
    following = screen.workshop.guide.next_thing()
    if following.record and not following.question[0]:
        screen.go_to_record(following.record, following.step)
    else:
        screen.go_to_step(following.step)
    if following.question[0]:
        screen.show_questions()
        screen.query_one(QuestionPane).go_to(following.question)
    words = screen.query_one("#next", Words)
    if cell_len(words.text) > words.size.width:
        screen.notify(f"{STEP_TITLES[following.step]}: {following.text} {following.reason}", markup=False)


act("workshop.question-on", "right_square_bracket", "Next question")(partial(question, by=1))
act("workshop.question-back", "left_square_bracket", "Previous question")(partial(question, by=-1))
act("workshop.scroll-up", "less_than_sign", "Scroll the question up")(partial(scroll_question, by=-1))
act("workshop.scroll-down", "greater_than_sign", "Scroll the question down")(partial(scroll_question, by=1))
