"""Answering the questions of the banks.

The guide is imported when an act needs it: the first screen does not wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from facilitator.errors import UserError
from facilitator.model.edit import Change
from facilitator.model.fields import declare
from facilitator.model.fields.field import validate_text
from facilitator.model.kinds import KINDS
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer
from facilitator.model.references import removal
from facilitator.workshop.commands.command import Command, Draft, Offer, declared
from facilitator.workshop.input.catalogue import catalogued
from facilitator.workshop.input.quick_entry import typed_record
from facilitator.workshop.views.edit_titles import named, put, shortened
from facilitator.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitator.banks.schema.questions import Question


@declared(Offer(id="answer", words="Answer", in_file=True))
@dataclass(frozen=True, slots=True)
class AnswerQuestion(Command[Answer]):
    """Answer a question, or change the answer.

    value: "yes", "no", "unknown", "skipped", "not-applicable", a choice, several choices separated by commas,
    or free text, as the question asks for.
    about: for a question that is asked of each record, the record's id or name.
    """

    question: str = declare.text("Question", required=True)
    value: str = declare.text("Answer", required=True)
    note: str = declare.text("Note")
    about: str = declare.text("About")

    def draft(self, workshop: Workshop) -> Draft[Answer]:
        """The answer in place of the one before."""
        question = question_of(workshop, self.question)
        about = _about(workshop, question, self.about)
        before = answer_to(workshop, question.id, about)
        after = _answer(workshop, question, self, about, before)
        return Draft(f"Answer “{shortened(after.text)}”", (Change(before=before, after=after),), after)


@declared(Offer(id="enter", words="Add as an answer"))
@dataclass(frozen=True, slots=True)
class EnterRecord(Command[Record]):
    """Add a record as part of the answer to a question that asks for records.

    line: its name; for a data flow, “name: from > to” names its ends, which are made when they are new.
    """

    question: str
    line: str
    about: str = ""

    def draft(self, workshop: Workshop) -> Draft[Record]:
        """The record, what is made with it, and the answer that names it."""
        kind = KINDS[question_of(workshop, self.question).record]
        made, typed = typed_record(workshop.session, kind.name, self.line)
        record = catalogued(workshop.banks, typed)
        before = answer_to(workshop, self.question, self.about)
        note = before.note if before else ""
        answer = AnswerQuestion(self.question, "entered", note, self.about).draft(workshop).result
        ids = (*(before.records if before else ()), record.id)
        after = replace(answer, records=ids, value=f"{len(ids)} entered")
        changes = (*put((*made, record)), Change(before=before, after=after))
        return Draft(f"Add {kind.noun} {named(record)}", changes, record)


@declared(Offer(id="take-back", words="Take the answer back", key="backspace"))
@dataclass(frozen=True, slots=True)
class TakeBackAnswer(Command[None]):
    """Make a question open again."""

    question: str
    about: str = ""

    def draft(self, workshop: Workshop) -> Draft[None]:
        """No answer any more."""
        before = answer_to(workshop, self.question, self.about)
        if before is None:
            return Draft("", (), None)
        return Draft(f"Remove {named(before)}", removal(workshop.session, before.id, take_along=False), None)


@declared(Offer(id="know-banks", words="Take the new questions as known"))
@dataclass(frozen=True, slots=True)
class KnowBanks(Command[None]):
    """Take the questions of the banks as known; what is new is no longer listed as new."""

    def draft(self, workshop: Workshop) -> Draft[None]:
        """The known questions as the banks have them now."""
        from facilitator.guide.over_time.known_banks import known_now

        return Draft("Take note of the question banks", known_now(workshop.guide.context), None)


def question_of(workshop: Workshop, question_id: str) -> Question:
    """The question of this id. Raises UserError."""
    found = workshop.banks.questions_by_id.get(question_id)
    if found is None:
        raise UserError(f"There is no question {question_id} in the banks.", "question")
    return found


def answer_to(workshop: Workshop, question_id: str, about: str) -> Answer | None:
    """The answer to a question, if it has one."""
    from facilitator.guide.evidence.answers import answers_to

    return answers_to(workshop.guide.context, question_id).get(about)


def _about(workshop: Workshop, question: Question, words: str) -> str:
    """The id of the record that a question is asked of. Raises UserError."""
    if bool(words) is not bool(question.for_each):
        kind = question.for_each.replace("_", " ")
        rest = f"is asked of each {kind}; say of which" if kind else "is about no record"
        raise UserError(f"“{question.id}” {rest}.", "about")
    return workshop.find(question.for_each, words) if words else ""


def _answer(workshop: Workshop, question: Question, given: AnswerQuestion, about: str, before: Answer | None) -> Answer:
    from facilitator.guide.evidence.facts import lasting_keys
    from facilitator.guide.questions import worded
    from facilitator.workshop.input.parse_answer import parse_answer

    banks = workshop.banks
    state, value, choices = parse_answer(question, given.value)
    asked = workshop.guide.asked((question.id, about))
    return Answer(
        id=before.id if before else workshop.session.next_id(Answer),
        question=question.id,
        text=worded(workshop.guide.context, question, about),
        stage=banks.stage_of[question.id],
        step=(asked.step if asked else question.step).value,
        bank_version=banks.versions[question.id],
        state=state,
        value=value,
        choices=choices,
        note=validate_text(given.note.strip()),
        about=about,
        records=before.records if before else (),
        facts=lasting_keys(asked.because) if asked else (),
        by=workshop.by,
        time=workshop.time(),
    )
