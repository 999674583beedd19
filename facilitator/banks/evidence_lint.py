"""A linter for what the banks say of threats: where they apply, and what shows, covers and rules them out."""

from dataclasses import dataclass, field

from facilitator.banks.integrity.circumstances import Sentences
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.questions import Question
from facilitator.banks.schema.threats import ThreatTemplate

Ids = set[str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The threats that something shows, and those that something covers or rules out.

    reachable: the questions that somebody can come to be asked.
    """

    shown: Ids = field(default_factory=set)
    settled: Ids = field(default_factory=set)
    reachable: Ids = field(default_factory=set)


def evidence_in(banks: Banks) -> Evidence:
    """What the answers to questions that can be reached, and the facts that threats name, say of the threats."""
    found = Evidence(reachable=reachable_questions(banks))
    for question in banks.questions_by_id.values():
        if question.id in found.reachable:
            found.shown.update(question.threats_led_to)
            found.settled.update(question.threats_settled)
    for threat in banks.threats:
        if threat.shows or (threat.applies and not threat.weight):
            found.shown.add(threat.id)
        if threat.covers or threat.rules_out:
            found.settled.add(threat.id)
    return found


def reachable_questions(banks: Banks) -> Ids:
    """The questions that somebody can come to be asked, those that others lead to and those that wait for an answer."""
    questions = banks.questions_by_id
    leaders: dict[str, Ids] = {}
    for question in questions.values():
        for follower in question.followers:
            leaders.setdefault(follower, set()).add(question.id)
    found: Ids = set()
    while True:
        new = {one.id for one in questions.values() if one.id not in found and _can_come(one, leaders, found)}
        if not new:
            return found
        found |= new


def _can_come(question: Question, leaders: dict[str, Ids], reached: Ids) -> bool:
    led_by = leaders.get(question.id)
    is_led_to = led_by is None or not led_by.isdisjoint(reached)
    return is_led_to and reached.issuperset(question.when.answers)


def threat_evidence(threat: ThreatTemplate, evidence: Evidence) -> Sentences:
    """What a threat lacks, a sentence each."""
    if not threat.weight:
        yield "has no weight; say from 1 to 5 how bad it usually is, and in “applies” what it needs."
    elif not threat.applies:
        yield "applies nowhere; say in “applies” which records or systems it can hit."
    if threat.id not in evidence.shown:
        yield "is shown by no answer that can be given and no fact; let an answer lead to it, or add “shows”."
    if threat.id not in evidence.settled:
        yield "can never be settled; let an answer cover it or rule it out, or add “covers” or “rules_out”."


def question_evidence(question: Question, evidence: Evidence) -> Sentences:
    """What is wrong with a question as evidence."""
    says_something = question.threats_led_to or question.threats_settled
    if says_something and question.id not in evidence.reachable:
        yield "speaks of threats, but nobody comes to be asked it; mend what leads to it."
