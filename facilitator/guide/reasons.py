"""Why the banks suggest something: the circumstances that hold, and the answers that lead to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from facilitator.banks.schema.questions import Lead
from facilitator.banks.schema.threats import ThreatTemplate
from facilitator.guide.evidence.conditions import answer_fact, matches_of_threat
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.facts import Match
from facilitator.guide.evidence.query import query
from facilitator.guide.questions import AskedQuestion, asked_questions, in_scope, leads_of
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


def reasons_of(context: Context, threat: ThreatTemplate) -> list[Reason]:
    """Why a threat is suggested: first the circumstances that hold, then the answers that raise it."""
    reasons: list[Reason] = []
    for number in range(len(threat.applies)):
        rule = f"{threat.id}:{number + 1}"
        for match in matches_of_threat(context, threat.id, number):
            reasons.append(Reason(rule, match))
    for given in _leads_to_threat(context, threat.id):
        match = given.match(context)
        reasons.append(Reason(given.rule, match))
    return _spread(reasons)


def given_leads(context: Context) -> Iterator[GivenLead]:
    """Where the answers lead to, of the questions in scope."""
    for asked in asked_questions(context):
        answer = asked.answer
        if answer is not None and in_scope(context, asked):
            for word, lead in leads_of(asked.question, answer):
                yield GivenLead(asked, answer, word, lead)


LeadsToThreat = tuple[GivenLead, ...]


@query
def _leads_to_threats(context: Context) -> Mapping[str, LeadsToThreat]:
    """Threat template -> the answers that lead to it."""
    found: dict[str, LeadsToThreat] = {}
    for given in given_leads(context):
        for threat in given.lead.threats:
            earlier = found.get(threat, ())
            found[threat] = (*earlier, given)
    return found


@query
def _leads_to_threat(context: Context, threat_id: str) -> LeadsToThreat:
    return _leads_to_threats(context).get(threat_id, ())


def _spread(reasons: list[Reason]) -> list[Reason]:
    """Hand the reasons about no record to every record that has a reason of its own, where there is one."""
    own = [reason for reason in reasons if reason.match.about]
    if not own:
        return reasons
    places = dict.fromkeys(reason.match.about for reason in own)
    general = [reason for reason in reasons if not reason.match.about]
    for reason in general:
        for place in places:
            match = Match(place, reason.match.facts)
            own.append(Reason(reason.rule, match))
    return own
