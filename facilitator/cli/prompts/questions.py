"""Asking the questions of the banks."""

from functools import partial

import click

from facilitator.cli.prompts.line_reader import LineReader
from facilitator.errors import UserError
from facilitator.guide.evidence.answers import spoken
from facilitator.guide.evidence.facts import sentence
from facilitator.guide.questions import AskedQuestion, next_open
from facilitator.model.vocabulary import Step
from facilitator.text.escape import visible
from facilitator.workshop.commands.questions import AnswerQuestion
from facilitator.workshop.input.parse_answer import answer_and_note
from facilitator.workshop.views.consequence_lines import consequence_lines
from facilitator.workshop.workshop import Workshop

SHORT = {"y": "yes", "n": "no", "?": "unknown", "-": "not-applicable"}
"""What is typed for short -> the answer that it means."""


class QuestionPrompts:
    """Asks the open questions of a step. stage: only those of this stage; "" for all."""

    def __init__(self, workshop: Workshop, reader: LineReader, stage: str) -> None:
        self.workshop = workshop
        self.reader = reader
        self.stage = stage

    def of(self, step: Step) -> tuple[AskedQuestion, ...]:
        """The questions of a step, in order."""
        return self.workshop.guide.questions(step, self.stage)

    def ask_open(self, step: Step) -> None:
        """Ask each open question of a step once; those that are left open are not asked again."""
        passed: set[tuple[str, str]] = set()
        here = ("", "")
        while asked := self._next_open(step, passed, here):
            here = asked.key
            passed.add(here)
            self.reader.until_taken(partial(self.ask, asked))

    def ask_again(self, words: str) -> None:
        """Ask a question again, by some of its words. Raises UserError."""
        for step in Step:
            for asked in self.workshop.guide.questions(step):
                if words.casefold() in asked.text.casefold():
                    self.ask(asked)
                    return
        raise UserError(f"No question that applies holds the words “{words}”.")

    def ask(self, asked: AskedQuestion) -> None:
        """Ask a question and take its answer. Raises UserError."""
        question = asked.question
        _show(asked)
        typed = self.reader.read(question.answering.prompt(question.record))
        answer, note = answer_and_note(question, typed, SHORT)
        value = SHORT.get(answer, answer)
        if not value or not self._may_change(asked, value):
            return
        answering = AnswerQuestion(question.id, value, note, asked.about)
        self.workshop.do(answering)
        if note:
            click.echo(f"Taken as “{visible(answer)}”, with the note “{visible(note)}”.")
        self._say_leads(asked)

    def _next_open(self, step: Step, passed: set[tuple[str, str]], here: tuple[str, str]) -> AskedQuestion | None:
        """The next open question after the one in hand, of those that were not passed."""
        gone = passed - {here}
        left = [asked for asked in self.of(step) if asked.key not in gone]
        return next_open(left, here)

    def _may_change(self, asked: AskedQuestion, value: str) -> bool:
        """Say first what a changed answer touches, and ask whether people want it all the same."""
        if asked.answer is None:
            return True
        answering = AnswerQuestion(asked.question.id, value, about=asked.about)
        found = self.workshop.consequences(answering)
        if not found.warn:
            return True
        click.echo("This touches what came after it.")
        for line in consequence_lines(found):
            click.echo(visible(line))
        typed = self.reader.read("y changes the answer, anything else leaves it")
        return typed == "y"

    def _say_leads(self, before: AskedQuestion) -> None:
        """Say what the answer just given leads to."""
        given = self.workshop.guide.asked(before.key)
        if given is None:
            return
        for line in self.workshop.guide.said(given):
            click.echo(f"→ {visible(line)}")


def _show(asked: AskedQuestion) -> None:
    question = asked.question
    text = visible(asked.text)
    why = visible(question.why)
    click.echo(f"\n{text}\nWhy we ask: {why}")
    if asked.because:
        because = visible(sentence(asked.because))
        click.echo(f"Asked because {because}")
    if asked.answer is not None:
        answer = visible(spoken(asked.answer))
        stale = "; something behind it has changed since" if asked.is_stale else ""
        click.echo(f"Answered before: {answer}{stale}.")
    if question.example:
        click.echo(f"For example: {visible(question.example)}")
    for number, choice in enumerate(question.choices, 1):
        click.echo(f"  {number}  {visible(choice)}")
