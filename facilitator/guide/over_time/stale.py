"""Stale records: answers, accepted suggestions and what was made of them, whose grounds have changed since."""

from collections.abc import Iterable, Mapping

from facilitator.guide.evidence.conditions import still_true
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.facts import Fact, lost
from facilitator.guide.evidence.query import query
from facilitator.guide.over_time.fact_history import describe
from facilitator.guide.questions import asked_in_scope, no_longer_asked
from facilitator.guide.standing.suggesting import suggested
from facilitator.model.records.answers import Suggestion
from facilitator.model.records.ratings import Rating
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Tree
from facilitator.model.vocabulary import SuggestionState

Keys = tuple[str, ...]
MOST_SAID = 3

Marks = Mapping[str, str]
"""Record id -> why it should be looked at again, in a sentence."""


@query
def stale(context: Context) -> Marks:
    """Record id -> why it should be looked at again, in a sentence.

    Nothing is stored: when the change is taken back, the mark is gone.
    """
    marks: dict[str, str] = {}
    marks |= _answers_still_asked(context)
    marks |= _answers_no_longer_asked(context)
    decisions = _accepted_suggestions(context)
    threats = _threats_made_of(context, decisions)
    marks |= decisions
    marks |= threats
    marks |= _on_top_of(context, threats)
    return marks


def _answers_still_asked(context: Context) -> Marks:
    marks: dict[str, str] = {}
    for item in asked_in_scope(context):
        if item.answer is None:
            continue
        gone = lost(item.answer.facts, item.because)
        if gone:
            marks[item.answer.id] = _reason(context, gone)
    return marks


def _answers_no_longer_asked(context: Context) -> Marks:
    marks: dict[str, str] = {}
    for item in no_longer_asked(context):
        assert item.answer is not None
        facts = item.answer.facts
        still = still_true(context, facts, (item.question,))
        gone = tuple(key for key in facts if key not in still)
        if gone:
            marks[item.answer.id] = _reason(context, gone)
        else:
            marks[item.answer.id] = "Its question does not apply any more."
    return marks


def _accepted_suggestions(context: Context) -> Marks:
    now = {item.key: item.holding for item in suggested(context)}
    marks: dict[str, str] = {}
    for decision in context.all(Suggestion):
        is_accepted = decision.state is SuggestionState.ACCEPTED
        if not is_accepted or decision.template not in context.banks.threats_by_id:
            continue
        holding = now.get((decision.template, decision.about), ())
        gone = ground_lost(context, decision, holding)
        if gone:
            marks[decision.id] = _reason(context, gone)
    return marks


def _threats_made_of(context: Context, decisions: Marks) -> Marks:
    """The threats that were made of suggestions that are marked, each with the reason of its suggestion."""
    if not decisions:
        return {}
    made = [threat for threat in context.all(Threat) if threat.suggestion in decisions]
    return {threat.id: decisions[threat.suggestion] for threat in made}


def _on_top_of(context: Context, threats: Marks) -> Marks:
    """The trees and ratings of threats that are marked."""
    if not threats:
        return {}
    marks: dict[str, str] = {}
    standing: tuple[Tree | Rating, ...] = (*context.all(Tree), *context.all(Rating))
    for record in standing:
        reason = threats.get(record.threat)
        if reason is not None:
            marks[record.id] = f"Its threat {record.threat} stands on what has changed. {reason}"
    return marks


def ground_lost(context: Context, decision: Suggestion, holding: Iterable[Fact]) -> Keys:
    """The keys of the facts that an accepted suggestion stood on and that hold no more, but for those confirmed.

    holding: the facts for which it is suggested now.
    """
    gone = lost(decision.facts, holding)
    template = context.banks.threats_by_id.get(decision.template)
    still = still_true(context, gone, template.circumstances) if gone and template else ()
    false_now = tuple(key for key in gone if key not in still and key not in decision.confirmed)
    return false_now if false_now or decision.confirmed else gone


def _reason(context: Context, gone: Keys) -> str:
    said = [describe(context, key) for key in gone[:MOST_SAID]]
    words = "; ".join(said)
    unsaid = len(gone) - len(said)
    more = f"; and {unsaid} more" if unsaid else ""
    return f"This has changed: {words}{more}."
