"""What is typed and ticked at questions and is not saved yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.app.terminal.plain_text import shown
from facilitator.model.records.answers import Answer
from facilitator.model.vocabulary import AnswerState

if TYPE_CHECKING:
    from facilitator.guide.questions import AskedQuestion

Key = tuple[str, str]
"""The key of a question: its id, and the record that it is about."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The line under a question, and which of its choices are ticked."""

    line: str
    ticked: frozenset[str]


class Drafts:
    """Keeps for each question what people typed and ticked there, until it is saved."""

    def __init__(self) -> None:
        self._kept: dict[Key, Draft] = {}
        self._drawn: tuple[Key, Draft] | None = None

    def of(self, key: Key) -> Draft | None:
        """What was kept of a question, if anything."""
        return self._kept.get(key)

    def draw(self, key: Key, saved: Draft) -> None:
        """Note which question is on the screen, and what the session says of it."""
        self._drawn = key, saved

    def keep(self, now: Draft) -> None:
        """Keep what stands on the screen, before it goes, where it is not what the session says."""
        if self._drawn is None:
            return
        key, saved = self._drawn
        self._drawn = None
        if now == saved:
            self._kept.pop(key, None)
        else:
            self._kept[key] = now

    def let_go(self, key: Key) -> None:
        """Forget what was kept of a question: it is saved."""
        self._kept.pop(key, None)
        if self._drawn is not None and self._drawn[0] == key:
            self._drawn = None


def saved_draft(asked: AskedQuestion) -> Draft:
    """What the line and the choices show of what is saved."""
    line = _line_of(asked)
    ticked = _chosen(asked.answer).intersection(asked.question.choices)
    return Draft(line, ticked)


def _chosen(answer: Answer | None) -> frozenset[str]:
    """What an answer says that may be among the choices."""
    if answer is None:
        return frozenset()
    if answer.choices:
        return frozenset(answer.choices)
    return frozenset([answer.value])


def _line_of(asked: AskedQuestion) -> str:
    """What the line shows of a saved answer: its note, or its text."""
    answer, answering = asked.answer, asked.question.answering
    if answer is None or answering.takes_records:
        return ""
    if answering.by_key:
        return shown(answer.note)
    if answer.state is AnswerState.ANSWERED:
        return shown(answer.value)
    return ""
