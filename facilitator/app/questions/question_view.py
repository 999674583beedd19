"""The question in hand: its words, why it is asked, how to answer, and what was answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from facilitator.app.questions.drafts import Draft, Drafts, Key, saved_draft
from facilitator.app.questions.question_words import GAP, MUTED, Said, answer_lines, words_of
from facilitator.app.terminal.plain_text import typed
from facilitator.app.widgets.choices import Choices, Offer
from facilitator.app.widgets.text_view import Paragraph
from facilitator.model.records.answers import Answer
from facilitator.model.vocabulary import AnswerState

if TYPE_CHECKING:
    from facilitator.guide.questions import AskedQuestion

NO_QUESTION: Key = ("", "")


class QuestionPane(Vertical):
    """Shows one of the questions of a step and says when it is answered."""

    class Answered(Message):
        """The person answered. takes_line: whether what stands in the line is part of it."""

        def __init__(self, asked: AskedQuestion, value: str, note: str, *, takes_line: bool) -> None:
            super().__init__()
            self.asked = asked
            self.value = value
            self.note = note
            self.takes_line = takes_line

    class RecordTyped(Message):
        """The person typed a record, as part of the answer to a question that asks for records."""

        def __init__(self, asked: AskedQuestion, line: str) -> None:
            super().__init__()
            self.asked = asked
            self.line = line

    class NoteWaits(Message):
        """A note was typed, and the answer is still to come."""

    class Done(Message):
        """Nothing more to say to this question."""

    def __init__(self, moved: Callable[[], None]) -> None:
        """moved: called when another question is in hand."""
        super().__init__(id="question-pane")
        self._moved = moved
        self.asked: tuple[AskedQuestion, ...] = ()
        self.index = 0
        self._drafts = Drafts()
        self._said: Said = lambda _: ()
        self._led: tuple[str, ...] = ()
        self._asks = Choices(id="question-text")
        self.entry = Input(id="question-entry")

    def compose(self) -> ComposeResult:
        """The question with its choices, and at the foot the line to type in."""
        self._asks.ask([Paragraph("The question banks are being read.", MUTED)], [])
        yield self._asks
        yield self.entry

    @property
    def current(self) -> AskedQuestion | None:
        """The question in hand, if there is any."""
        if self.index < len(self.asked):
            return self.asked[self.index]
        return None

    @property
    def is_entered(self) -> bool:
        """Whether the choices or the line have the focus."""
        return self.screen.focused in (self._asks, self.entry)

    def show(self, asked: tuple[AskedQuestion, ...], said: Said, *, at: str = "") -> None:
        """Take these questions; go to the one with the id `at`, else stay as near as can be.

        said: what the banks say to an answer.
        """
        self._said = said
        before = self._key_in_hand
        self.asked = asked
        keys = [item.key for item in asked]
        ids = [item.question.id for item in asked]
        if at in ids:
            self.index = ids.index(at)
        elif before in keys:
            self.index = keys.index(before)
        else:
            last = max(len(asked) - 1, 0)
            self.index = min(self.index, last)
        self._draw()

    def show_led(self, lines: tuple[str, ...]) -> None:
        """Say under the question what the answers so far led to."""
        if lines != self._led:
            self._led = lines
            self._asks.say_below(self._below())

    def is_saved(self, asked: AskedQuestion) -> None:
        """What was typed and ticked at a question is in the session: keep it no more."""
        self._drafts.let_go(asked.key)

    def first_open(self) -> None:
        """Go to the first question without an answer."""
        self.index = 0
        for place, item in enumerate(self.asked):
            if item.is_open:
                self.index = place
                break
        self._draw()

    def go_to_place(self, place: int) -> None:
        """Go to the question at this place."""
        if place < len(self.asked):
            self.index = place
            self._draw()

    def go_to(self, key: tuple[str, str]) -> None:
        """Go to a question by its key, if it is among those of the step."""
        keys = [item.key for item in self.asked]
        if key in keys:
            self.index = keys.index(key)
            self._draw()

    def move(self, by: int) -> None:
        """Go to the next or the previous question."""
        if self.asked:
            self.index = (self.index + by) % len(self.asked)
            self._draw()

    def next_open(self) -> None:
        """Go to the next question without an answer, or stay when all have one."""
        from facilitator.guide.questions import next_open

        found = next_open(self.asked, self._key_in_hand)
        if found is not None:
            self.index = self.asked.index(found)
        self._draw()

    def answer(self, value: str) -> None:
        """Answer the question in hand with a value, with the note that was typed."""
        asked = self.current
        if asked is None:
            return
        takes_line = self.is_answered_by_key
        note = typed(self.entry.value) if takes_line else _note_of(asked)
        self.post_message(self.Answered(asked, value, note, takes_line=takes_line))

    @property
    def is_answered_by_key(self) -> bool:
        """Whether the answer is given by a key or a choice, so that the line is for a note."""
        return self.current is not None and self.current.question.answering.by_key

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes the text as the answer, or as the note of a question that is answered by a key."""
        event.stop()
        asked = self.current
        if asked is None:
            return
        words = typed(event.value)
        if self.is_answered_by_key:
            self._note(asked)
        elif asked.question.answering.takes_records:
            line = words.strip()
            self.post_message(self.RecordTyped(asked, line) if line else self.Done())
        elif event.value.strip():
            note = _note_of(asked)
            self.post_message(self.Answered(asked, words, note, takes_line=True))

    def _note(self, asked: AskedQuestion) -> None:
        """Answer with what is ticked, else as before; without either the note waits for the answer."""
        answer = asked.answer
        ticked = ", ".join(self._asks.ticked)
        if ticked:
            self.answer(ticked)
        elif answer is not None:
            self.answer(_value(answer))
        else:
            self.post_message(self.NoteWaits())

    def on_choices_taken(self, event: Choices.Taken) -> None:
        """What was chosen is the answer."""
        event.stop()
        value = ", ".join(event.chosen)
        self.answer(value)

    @property
    def _key_in_hand(self) -> Key:
        return self.current.key if self.current else NO_QUESTION

    def _draw(self) -> None:
        self._draw_question()
        self._moved()

    def _draw_question(self) -> None:
        now = Draft(self.entry.value, frozenset(self._asks.ticked))
        self._drafts.keep(now)
        asked = self.current
        self.entry.display = asked is not None
        if asked is None:
            none = Paragraph("No question of the banks is about this step and stage.")
            self._asks.ask([none], self._below())
            return
        saved = saved_draft(asked)
        self._drafts.draw(asked.key, saved)
        draft = self._drafts.of(asked.key) or saved
        self._draw_choices(asked, draft)
        self._draw_line(asked, draft)

    def _draw_choices(self, asked: AskedQuestion, draft: Draft) -> None:
        question = asked.question
        above = [Paragraph(self._place(asked), MUTED), GAP, *words_of(asked)]
        several = question.answering.takes_several
        offer = Offer(question.choices, draft.ticked, several)
        self._asks.ask(above, self._below(), offer)

    def _draw_line(self, asked: AskedQuestion, draft: Draft) -> None:
        question = asked.question
        self.entry.placeholder = question.answering.placeholder(question.record)
        if self.entry.value != draft.line:
            self.entry.value = draft.line
            self.entry.cursor_position = len(draft.line)

    def _place(self, asked: AskedQuestion) -> str:
        """Where the question stands among the others of the step."""
        done = sum(item.answer is not None for item in self.asked)
        stage = asked.stage.replace("-", " ")
        place = f"Question {self.index + 1} of {len(self.asked)} · {done} answered · {stage}"
        if self._drafts.of(asked.key):
            place += " · draft kept"
        return place

    def _below(self) -> list[Paragraph]:
        """What stands below the choices: the answer, and what the answers so far led to."""
        lines: list[Paragraph] = []
        asked = self.current
        if asked:
            lines.append(GAP)
            lines += answer_lines(asked, self._said)
        if self._led:
            lines.append(GAP)
            lines += [Paragraph(line, MUTED) for line in self._led]
        return lines


def _note_of(asked: AskedQuestion) -> str:
    return asked.answer.note if asked.answer else ""


def _value(answer: Answer) -> str:
    if answer.state is AnswerState.ANSWERED:
        return answer.value
    return answer.state.value
