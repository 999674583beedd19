"""Answering the questions of the banks.

The guide is imported when an act needs it: the first screen does not wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from facilitator.model.edit import Change
from facilitator.model.fields import declare
from facilitator.model.kinds import KINDS
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer
from facilitator.model.references import removal
from facilitator.workshop.commands.command import Command, Draft, Offer, added, declared
from facilitator.workshop.input.quick_entry import typed_record
from facilitator.workshop.views.edit_titles import named, put, shortened
from facilitator.workshop.workshop import Workshop


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
        from facilitator.workshop.drafting.answers import Given, answer_of, answer_to, question_of, subject_of

        question = question_of(workshop, self.question)
        about = subject_of(workshop, question, self.about)
        before = answer_to(workshop, question.id, about)
        given = Given(question, about, self.value, self.note)
        after = answer_of(workshop, given, before)
        change = Change(before=before, after=after)
        words = f"Answer “{shortened(after.text)}”"
        return Draft(words, (change,), after)


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
        from facilitator.workshop.drafting.answers import answer_to, question_of

        question = question_of(workshop, self.question)
        kind = KINDS[question.record]
        made, record = typed_record(workshop.session, workshop.banks, kind.name, self.line)
        before = answer_to(workshop, self.question, self.about)
        note = before.note if before else ""
        known = before.records if before else ()
        answer = AnswerQuestion(self.question, "entered", note, self.about)
        answered = answer.draft(workshop).result
        ids = (*known, record.id)
        after = replace(answered, records=ids, value=f"{len(ids)} entered")
        change = Change(before=before, after=after)
        changes = (*put(made), added(record), change)
        words = f"Add {kind.noun} {named(record)}"
        return Draft(words, changes, record)


@declared(Offer(id="take-back", words="Take the answer back", key="backspace"))
@dataclass(frozen=True, slots=True)
class TakeBackAnswer(Command[None]):
    """Make a question open again."""

    question: str
    about: str = ""

    def draft(self, workshop: Workshop) -> Draft[None]:
        """No answer any more."""
        from facilitator.workshop.drafting.answers import answer_to

        before = answer_to(workshop, self.question, self.about)
        if before is None:
            return Draft("", (), None)
        changes = removal(workshop.session, before.id, take_along=False)
        words = f"Remove {named(before)}"
        return Draft(words, changes, None)


@declared(Offer(id="know-banks", words="Take the new questions as known"))
@dataclass(frozen=True, slots=True)
class KnowBanks(Command[None]):
    """Take the questions of the banks as known; what is new is no longer listed as new."""

    def draft(self, workshop: Workshop) -> Draft[None]:
        """The known questions as the banks have them now."""
        from facilitator.guide.over_time.known_banks import known_now

        changes = known_now(workshop.guide.context)
        return Draft("Take note of the question banks", changes, None)
