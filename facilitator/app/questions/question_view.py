"""The question in hand: its words, why it is asked, how to answer, and what was answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from facilitator.app.questions.drafts import Draft, Drafts
from facilitator.app.terminal.plain_text import shown, typed
from facilitator.app.widgets.choices import Choices, Offer
from facilitator.app.widgets.text_view import Paragraph
from facilitator.model.records.answers import Answer
from facilitator.model.vocabulary import AnswerState

if TYPE_CHECKING:
    from facilitator.guide.questions import AskedQuestion

Said = Callable[["AskedQuestion"], tuple[str, ...]]
GAP = Paragraph("")
ALWAYS = "\n? don't know   - not applicable"
MARKS = {
    AnswerState.ANSWERED: "✓ answered",
    AnswerState.UNKNOWN: "? don't know",
    AnswerState.SKIPPED: "↷ skipped",
    AnswerState.NOT_APPLICABLE: "- not applicable",
}


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
        self._asks.ask([Paragraph("The question banks are being read.", "text--muted")], [])
        yield self._asks
        yield self.entry

    @property
    def current(self) -> AskedQuestion | None:
        """The question in hand, if there is any."""
        return self.asked[self.index] if self.index < len(self.asked) else None

    def show(self, asked: tuple[AskedQuestion, ...], said: Said, *, at: str = "") -> None:
        """Take these questions; go to the one with the id `at`, else stay as near as can be.

        said: what the banks say to an answer.
        """
        self._said = said
        before = self.current.key if self.current else ("", "")
        keys = [item.key for item in asked]
        ids = [item.question.id for item in asked]
        self.asked = asked
        near = keys.index(before) if before in keys else min(self.index, max(len(asked) - 1, 0))
        self.index = ids.index(at) if at in ids else near
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
        openings = [place for place, item in enumerate(self.asked) if item.is_open]
        self.index = openings[0] if openings else 0
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

        found = next_open(self.asked, self.current.key if self.current else ("", ""))
        if found is not None:
            self.index = self.asked.index(found)
        self._draw()

    def answer(self, value: str) -> None:
        """Answer the question in hand with a value, with the note that was typed."""
        if self.current is None:
            return
        kept = self.current.answer.note if self.current.answer else ""
        note = typed(self.entry.value) if self.is_answered_by_key else kept
        self.post_message(self.Answered(self.current, value, note, takes_line=self.is_answered_by_key))

    @property
    def is_answered_by_key(self) -> bool:
        """Whether the answer is given by a key or a choice, so that the line is for a note."""
        return self.current is not None and self.current.question.answering.by_key

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes the text as the answer, or as the note of a question that is answered by a key."""
        event.stop()
        if self.current is None:
            return
        answer = self.current.answer
        if self.is_answered_by_key:
            ticked = self._asks.ticked
            if answer is not None or ticked:
                self.answer(", ".join(ticked) or (_value(answer) if answer else ""))
            else:
                self.post_message(self.NoteWaits())
        elif self.current.question.answering.takes_records:
            line = typed(event.value).strip()
            self.post_message(self.RecordTyped(self.current, line) if line else self.Done())
        elif event.value.strip():
            note = answer.note if answer else ""
            self.post_message(self.Answered(self.current, typed(event.value), note, takes_line=True))

    def on_choices_taken(self, event: Choices.Taken) -> None:
        """What was chosen is the answer."""
        event.stop()
        self.answer(", ".join(event.chosen))

    def _draw(self) -> None:
        self._draw_question()
        self._moved()

    def _draw_question(self) -> None:
        self._drafts.keep(Draft(self.entry.value, frozenset(self._asks.ticked)))
        asked = self.current
        self.entry.display = asked is not None
        if asked is None:
            self._asks.ask([Paragraph("No question of the banks is about this step and stage.")], self._below())
            return
        question, answer = asked.question, asked.answer
        chosen = answer.choices or ((answer.value,) if answer.value else ()) if answer else ()
        saved = Draft(_line_of(asked), frozenset(chosen) & frozenset(question.choices))
        self._drafts.draw(asked.key, saved)
        draft = self._drafts.of(asked.key) or saved
        offer = Offer(question.choices, draft.ticked, question.answering.takes_several)
        self._asks.ask(self._above(asked), self._below(), offer)
        self.entry.placeholder = question.answering.placeholder(question.record)
        if self.entry.value != draft.line:
            self.entry.value = draft.line
            self.entry.cursor_position = len(draft.line)

    def _above(self, asked: AskedQuestion) -> list[Paragraph]:
        """What stands above the choices: where we are, the question, why it is asked, how to answer."""
        question = asked.question
        done = sum(item.answer is not None for item in self.asked)
        place = f"Question {self.index + 1} of {len(self.asked)} · {done} answered · {asked.stage.replace('-', ' ')}"
        place += " · draft kept" if self._drafts.of(asked.key) else ""
        lines = [
            Paragraph(place, "text--muted"),
            GAP,
            Paragraph(asked.text, "text--strong"),
            GAP,
            Paragraph(question.why, "text--muted", "Why we ask: ", "text--muted"),
        ]
        if question.example:
            lines.append(Paragraph(question.example, "text--muted", "For example: ", "text--muted"))
        if asked.because:
            lines.append(Paragraph(asked.because_words, "text--muted", "Asked because ", "text--muted"))
        return [*lines, GAP, Paragraph(f"{question.answering.keys(question.choices)}{ALWAYS}", "text--accent")]

    def _below(self) -> list[Paragraph]:
        """What stands below the choices: the answer, and what the answers so far led to."""
        asked = self.current
        lines = [GAP, *map(Paragraph, self._answer_lines(asked))] if asked else []
        return [*lines, GAP, *(Paragraph(line, "text--muted") for line in self._led)] if self._led else lines

    def _answer_lines(self, asked: AskedQuestion) -> list[str]:
        answer = asked.answer
        if answer is None:
            return ["● open"]
        lines = [f"{MARKS[answer.state]}{f': {answer.value}' if answer.value else ''} — {answer.by}"]
        if asked.is_stale:
            lines.append("! What this stands on has changed: b says how. Answer again, or backspace takes it back.")
        return [*lines, *(f"→ {line}" for line in self._said(asked))]


def _value(answer: Answer) -> str:
    return answer.value if answer.state is AnswerState.ANSWERED else answer.state.value


def _line_of(asked: AskedQuestion) -> str:
    """What the line shows of a saved answer: its note, or its text."""
    answer, answering = asked.answer, asked.question.answering
    if answer is None or answering.takes_records:
        return ""
    if answering.by_key:
        return shown(answer.note)
    return shown(answer.value) if answer.state is AnswerState.ANSWERED else ""
