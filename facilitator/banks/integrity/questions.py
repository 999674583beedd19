"""Checks a question: its choices, its leads, and where it should apply."""

from facilitator.banks.integrity.circumstances import (
    Sentences,
    circumstance_faults,
    never_together,
    place_faults,
    unknown,
)
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.questions import STATES, Lead, Question
from facilitator.banks.schema.threats import ThreatTemplate
from facilitator.model.kinds import filled_in
from facilitator.model.records.session import Header


def question_faults(question: Question, banks: Banks) -> Sentences:
    """Why a question cannot be used as it stands, a sentence each."""
    yield from _choice_faults(question)
    yield from _record_faults(question)
    yield from unknown("asset of assets.toml", question.assets, banks.assets_by_id)
    yield from circumstance_faults(question, banks)
    yield from place_faults(question.text, question.for_each)
    possible = question.possible_answers
    for value, lead in question.leads.items():
        if value not in possible:
            yield f"has a lead for “{value}”, which nobody can answer; mend it."
        yield from _lead_faults(question, lead, banks)


def _lead_faults(question: Question, lead: Lead, banks: Banks) -> Sentences:
    yield from unknown("threat", lead.threats, banks.threats_by_id)
    yield from unknown("question", lead.ask, banks.questions_by_id)
    for item in lead.threats:
        threat = banks.threats_by_id.get(item)
        if threat is not None and not question.for_each and _needs_record(threat):
            yield f"leads to the threat “{threat.id}”, which speaks of {{record}}; give that “record_words”."
    yield from unknown("threat", lead.rules_out, banks.threats_by_id)
    for cover in lead.covers:
        yield from unknown("threat", [cover.threat], banks.threats_by_id)
        threat = banks.threats_by_id.get(cover.threat)
        if threat is not None and not threat.override:
            yield from measure_faults(cover.by, threat)
    for item in lead.ask:
        follower = banks.questions_by_id.get(item)
        if follower is not None:
            yield from _follower_faults(question, follower)


def measure_faults(number: int, threat: ThreatTemplate) -> Sentences:
    """What is wrong with the number of a countermeasure of a threat template."""
    known = len(threat.countermeasure)
    if not 1 <= number <= known:
        yield f"covers “{threat.id}” by its countermeasure {number}, but that has {known}; mend “by”."


def _needs_record(threat: ThreatTemplate) -> bool:
    """Whether a threat speaks of a record and has no words for when there is none."""
    text = threat.title + threat.what_happens
    return "{record}" in text and not threat.record_words


def _follower_faults(question: Question, follower: Question) -> Sentences:
    both_go_through = question.for_each and follower.for_each
    if both_go_through and follower.for_each != question.for_each:
        yield f"leads to “{follower.id}”, which goes through another kind of record; use the same kind."
    if never_together(question, follower):
        yield f"leads to “{follower.id}”, which is for another kind of system; nobody would see it."


def _choice_faults(question: Question) -> Sentences:
    choices = question.choices
    if question.answering.takes_choices and len(choices) < 2:
        yield "needs at least two choices; add them."
    different = {choice.casefold() for choice in choices}
    if len(different) < len(choices):
        yield "offers the same choice twice; take one out."
    for choice in choices:
        if choice.isdecimal() or choice in STATES:
            yield f"has the choice “{choice}”, which means something else to the program; write it in other words."
    if any("," in choice for choice in choices):
        yield "has a choice with a comma, which parts answers; write it without."


def _record_faults(question: Question) -> Sentences:
    """Whether an answer enters a kind of record that people fill in."""
    if not question.answering.takes_records:
        return
    entered = [kind.name for kind in filled_in() if kind.name != Header.kind]
    if question.record not in entered:
        kinds = ", ".join(entered)
        yield f"should name in “record” one of {kinds}."
