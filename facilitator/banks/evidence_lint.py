"""A linter for what the banks say of threats: where they apply, and what shows, covers and rules them out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from facilitator.banks.integrity.circumstances import Sentences
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.questions import Question
from facilitator.banks.schema.threats import ThreatTemplate
from facilitator.model.vocabulary import SystemKind

Ids = set[str]
Kinds = set[SystemKind]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The threats that something shows, and those that something covers or rules out.

    asked_in: question id -> the kinds of system in which somebody can come to be asked it.
    """

    shown: Ids = field(default_factory=set)
    settled: Ids = field(default_factory=set)
    asked_in: dict[str, Kinds] = field(default_factory=dict)


def evidence_in(banks: Banks) -> Evidence:
    """What the answers that can be given, and the facts that threats name, say of the threats."""
    found = Evidence(asked_in=kinds_asked_in(banks))
    kinds_of = {threat.id: set(threat.kinds or SystemKind) for threat in banks.threats}
    for question in banks.questions_by_id.values():
        asked = found.asked_in[question.id]
        found.shown.update(item for item in question.threats_led_to if asked & kinds_of[item])
        found.settled.update(item for item in question.threats_settled if asked & kinds_of[item])
    for threat in banks.threats:
        if threat.shows or (threat.applies and not threat.weight):
            found.shown.add(threat.id)
        if threat.covers or threat.rules_out:
            found.settled.add(threat.id)
    return found


def kinds_asked_in(banks: Banks) -> dict[str, Kinds]:
    """Question id -> the kinds of system in which its own condition, leads and waits hold."""
    questions = banks.questions_by_id
    leaders: dict[str, list[str]] = {}
    for question in questions.values():
        for follower in question.followers:
            leaders.setdefault(follower, []).append(question.id)
    found: dict[str, Kinds] = {name: set() for name in questions}
    has_changed = True
    while has_changed:
        has_changed = False
        for name, question in questions.items():
            kinds = _kinds_of(question, leaders.get(name, ()), found)
            has_changed = has_changed or kinds != found[name]
            found[name] = kinds
    return found


def _kinds_of(question: Question, leaders: Iterable[str], found: Mapping[str, Kinds]) -> Kinds:
    kinds = set(question.when.kinds or SystemKind)
    led = [found[leader] for leader in leaders]
    if led:
        kinds &= set().union(*led)
    for earlier in question.when.answers:
        kinds &= found[earlier]
    return kinds


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
    if says_something and not evidence.asked_in[question.id]:
        yield "speaks of threats, but nobody comes to be asked it; mend what leads to it."
