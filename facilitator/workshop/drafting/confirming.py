"""Confirming an answer or a suggestion: it then stands on the facts of now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.guide.evidence.facts import Fact, lasting_keys
from facilitator.guide.over_time.fact_history import describe
from facilitator.guide.over_time.stale import ground_lost
from facilitator.model.edit import Change
from facilitator.model.records.answers import Answer, Suggestion

if TYPE_CHECKING:
    from facilitator.workshop.workshop import Workshop


def confirmed_suggestion(workshop: Workshop, suggestion: Suggestion) -> Change:
    """Keep what a suggestion stands on now, and note the facts that it stands without."""
    context = workshop.guide.context
    facts = _facts_of(workshop, suggestion)
    gone = ground_lost(context, suggestion, facts)
    words = "; ".join(describe(context, key) for key in gone)
    day = workshop.time()[:10]
    note = f"{workshop.by} confirmed it on {day}, although no longer: {words}"
    after = replace(
        suggestion,
        facts=_each_once(suggestion.facts, lasting_keys(facts)),
        because=(*suggestion.because, note),
        confirmed=_each_once(suggestion.confirmed, gone),
    )
    return Change(before=suggestion, after=after)


def confirmed_answer(workshop: Workshop, answer: Answer) -> Change:
    """Keep the question as it is put now, and the facts that it is asked for; no facts where it is no longer asked."""
    after = replace(answer, facts=(), by=workshop.by, time=workshop.time())
    asked = workshop.guide.asked((answer.question, answer.about))
    if asked is not None:
        facts = lasting_keys(asked.because)
        version = workshop.banks.versions[answer.question]
        after = replace(after, text=asked.text, facts=facts, bank_version=version)
    return Change(before=answer, after=after)


def _facts_of(workshop: Workshop, suggestion: Suggestion) -> tuple[Fact, ...]:
    """Find the facts for which the banks suggest it now."""
    name = suggestion.template or suggestion.rule
    key = (name, suggestion.about)
    for item in workshop.guide.all_suggestions():
        if item.key == key:
            return item.holding
    return ()


def _each_once(before: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    keys = dict.fromkeys(before)
    keys |= dict.fromkeys(more)
    return tuple(keys)
