"""A question in words: why it is asked, how to answer, and what was answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.app.widgets.text_view import Paragraph
from facilitator.model.vocabulary import AnswerState

if TYPE_CHECKING:
    from facilitator.guide.questions import AskedQuestion

Said = Callable[["AskedQuestion"], tuple[str, ...]]
"""What the banks say to an answer."""

MUTED = "text--muted"
GAP = Paragraph("")
ALWAYS = "\n? don't know   - not applicable"
MARKS = {
    AnswerState.ANSWERED: "✓ answered",
    AnswerState.UNKNOWN: "? don't know",
    AnswerState.SKIPPED: "↷ skipped",
    AnswerState.NOT_APPLICABLE: "- not applicable",
}


def words_of(asked: AskedQuestion) -> list[Paragraph]:
    """The question, why it is asked, and how to answer."""
    question = asked.question
    lines = [Paragraph(asked.text, "text--strong"), GAP]
    lines.append(_labelled("Why we ask: ", question.why))
    if question.example:
        lines.append(_labelled("For example: ", question.example))
    if asked.because:
        lines.append(_labelled("Asked because ", asked.because_words))
    keys = question.answering.keys(question.choices)
    lines.append(GAP)
    lines.append(Paragraph(f"{keys}{ALWAYS}", "text--accent"))
    return lines


def answer_lines(asked: AskedQuestion, said: Said) -> list[Paragraph]:
    """What was answered, and what is to be said to it."""
    answer = asked.answer
    if answer is None:
        return [Paragraph("● open")]
    given = MARKS[answer.state]
    if answer.value:
        given += f": {answer.value}"
    lines = [f"{given} — {answer.by}"]
    if asked.is_stale:
        lines.append("! What this stands on has changed: b says how. Answer again, or backspace takes it back.")
    for words in said(asked):
        lines.append(f"→ {words}")
    return [Paragraph(line) for line in lines]


def _labelled(label: str, words: str) -> Paragraph:
    return Paragraph(words, MUTED, label, MUTED)
