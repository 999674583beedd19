"""Answering the question in hand, changing its answer and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.binding import Binding

from facilitator.app.act import act, act_of, handles
from facilitator.app.key import Help, InHand, Place
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.errors import UserError
from facilitator.workshop.commands.questions import AnswerQuestion, EnterRecord, KnowBanks, TakeBackAnswer

if TYPE_CHECKING:
    from facilitator.guide.over_time.consequences import Consequences


ANSWER = Binding.Group("Answer")
FIRST = "workshop.answer-yes"
AT_ONCE = "the next open question comes at once"


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


def _to_yes_or_no(hand: InHand, words: str) -> str:
    takes_yes_no = hand.question is not None and hand.question.answering.takes_yes_no
    return words if takes_yes_no else ""


def _to_any(hand: InHand, words: str) -> str:
    return words if hand.question else ""


for state, key, words, help_words, here in (
    ("yes", "y", "Answer yes", "yes", _to_yes_or_no),
    ("no", "n", "Answer no", "no", _to_yes_or_no),
    ("unknown", "question_mark", "Answer don't know", "don't know", _to_any),
    ("not-applicable", "minus", "Answer not applicable", f"not applicable; {AT_ONCE}", _to_any),
):
    help = Help(Place.QUESTION, help_words, beside=FIRST)
    act_id = f"workshop.answer-{state}"
    act(act_id, key, words, help, bar=1, group=ANSWER, here=here)(partial(answer, value=state))


@handles(QuestionPane.Answered)
def answered(screen: WorkshopScreen, event: QuestionPane.Answered) -> None:
    """Keep the answer and go on to the next open question; show first what a changed answer touches."""
    if event.asked.answer is None:
        _answered(screen, event)
        return
    question_id, about = event.asked.key
    try:
        found = screen.workshop.consequences(AnswerQuestion(question_id, event.value, about=about))
    except UserError as refusal:
        screen.notify(str(refusal), severity="error", markup=False)
        return
    _warned(screen, found, "Change the answer", lambda: _answered(screen, event))


@act_of(TakeBackAnswer, Help(Place.QUESTION, "make the question open again"))
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
        dialog = LinesScreen("This touches what came after it", consequence_lines(found), yes)
        screen.app.push_screen(dialog, decided)
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
    _end_of_step(screen)


def _end_of_only(screen: WorkshopScreen) -> None:
    """When the new questions are all answered, ask all questions again."""
    if screen.only and not screen.workshop.guide.news().new:
        screen.only = frozenset()
        screen.attempt(lambda: screen.workshop.do(KnowBanks()))
        screen.notify("All new questions are answered; here are all questions again.", markup=False)


def _end_of_step(screen: WorkshopScreen) -> None:
    """When nothing is open in the step, say how to close it."""
    state = screen.workshop.guide.steps()[screen.step].state
    if state == "nothing-open":
        words = "Nothing is open in this step, and a round brought nothing new: t marks it as done."
        screen.notify(words, markup=False)


@handles(QuestionPane.RecordTyped)
def record_typed(screen: WorkshopScreen, event: QuestionPane.RecordTyped) -> None:
    """Add the record that was typed, and stay for the next one."""

    def enter() -> None:
        question_id, about = event.asked.key
        screen.workshop.do(EnterRecord(question_id, event.line, about))
        screen.query_one(QuestionPane).is_saved(event.asked)

    screen.attempt(enter)


@handles(QuestionPane.Done)
def done(screen: WorkshopScreen, _: QuestionPane.Done) -> None:
    """Go on to the next open question."""
    screen.command_again()
    screen.query_one(QuestionPane).next_open()


@handles(QuestionPane.NoteWaits)
def note_waits(screen: WorkshopScreen, _: QuestionPane.NoteWaits) -> None:
    """A note was typed before the answer: leave the line, and say how to go on."""
    screen.leave_entry()
    screen.notify("Now answer with a key; the note goes with the answer.", markup=False)
