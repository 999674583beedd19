"""Why the banks suggest something: where the answers lead."""

from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.banks.schema.questions import Lead
from facilitator.guide.evidence.conditions import answer_fact
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.facts import Match
from facilitator.guide.questions import AskedQuestion, asked_in_scope, leads_of
from facilitator.model.records.answers import Answer


@dataclass(frozen=True, slots=True)
class GivenLead:
    """An answer that leads somewhere. word: the word of the answer that leads there."""

    asked: AskedQuestion
    answer: Answer
    word: str
    lead: Lead

    @property
    def rule(self) -> str:
        """The id under which it suggests something: “question:answer”."""
        return f"{self.asked.question.id}:{self.word}"

    def match(self, context: Context) -> Match:
        """Where it applies: to the record that was asked about, with the answer as the fact."""
        fact = answer_fact(context, self.answer, (self.word,))
        return Match(self.asked.about, (fact,))


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason to suggest something: the id of what suggests it, and where that applies."""

    rule: str
    match: Match


def given_leads(context: Context) -> Iterator[GivenLead]:
    """Where the answers lead to, of the questions in scope."""
    for asked in asked_in_scope(context):
        answer = asked.answer
        if answer is not None:
            for word, lead in leads_of(asked.question, answer):
                yield GivenLead(asked, answer, word, lead)
