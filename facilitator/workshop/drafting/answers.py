"""From what a person said to a question to the answer that is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.errors import UserError
from facilitator.guide.evidence.answers import answers_to
from facilitator.guide.evidence.facts import lasting_keys
from facilitator.guide.questions import worded
from facilitator.model.fields.field import validate_text
from facilitator.model.records.answers import Answer
from facilitator.workshop.input.parse_answer import parse_answer

if TYPE_CHECKING:
    from facilitator.banks.schema.questions import Question
    from facilitator.workshop.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Given:
    """What was said to a question, as it was typed: about which record, the value and the note."""

    question: Question
    about: str
    value: str
    note: str


def question_of(workshop: Workshop, question_id: str) -> Question:
    """The question of this id. Raises UserError."""
    found = workshop.banks.questions_by_id.get(question_id)
    if found is None:
        raise UserError(f"There is no question {question_id} in the banks.", "question")
    return found


def answer_to(workshop: Workshop, question_id: str, about: str) -> Answer | None:
    """The answer to a question, if it has one."""
    known = answers_to(workshop.guide.context, question_id)
    return known.get(about)


def subject_of(workshop: Workshop, question: Question, words: str) -> str:
    """The id of the record that a question is asked of. Raises UserError."""
    if bool(words) is not bool(question.for_each):
        kind = question.for_each.replace("_", " ")
        rest = f"is asked of each {kind}; say of which" if kind else "is about no record"
        raise UserError(f"“{question.id}” {rest}.", "about")
    if not words:
        return ""
    return workshop.find(question.for_each, words)


def answer_of(workshop: Workshop, given: Given, before: Answer | None) -> Answer:
    """Make the answer that takes the place of the one before, with the facts behind its question. Raises UserError."""
    banks = workshop.banks
    question = given.question
    state, value, choices = parse_answer(question, given.value)
    asked = workshop.guide.asked((question.id, given.about))
    step = asked.step if asked else question.step
    new_id = workshop.session.next_id(Answer)
    return Answer(
        id=before.id if before else new_id,
        question=question.id,
        text=worded(workshop.guide.context, question, given.about),
        stage=banks.stage_of[question.id],
        step=step.value,
        bank_version=banks.versions[question.id],
        state=state,
        value=value,
        choices=choices,
        note=validate_text(given.note.strip()),
        about=given.about,
        records=before.records if before else (),
        facts=lasting_keys(asked.because) if asked else (),
        by=workshop.by,
        time=workshop.time(),
    )
