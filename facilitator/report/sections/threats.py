"""The threat cards, highest risk first."""

from collections.abc import Iterator, Mapping, Sequence

from facilitator.analysis.rating import Ranked, product
from facilitator.model.records.answers import Suggestion
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.threats import Threat
from facilitator.model.session import Session
from facilitator.report.markdown_text import bullets, inline, paragraph
from facilitator.report.naming import all_named, named
from facilitator.report.section import shows
from facilitator.report.words import all_words, number, words

Fact = tuple[str, str]
"""How a line of a card begins, and what it says."""


@shows(Threat)
def threat_cards(
    session: Session, ranking: Sequence[Ranked], stage_titles: Mapping[str, str], marks: Mapping[str, str]
) -> Iterator[str]:
    """One card for each threat."""
    yield "## Threats"
    if not ranking:
        yield "No threat is written down yet."
    for row in ranking:
        threat = row.threat
        yield f"### {named(session, threat.id)}"
        if threat.description:
            yield paragraph(threat.description)
        if threat.id in marks:
            why = inline(marks[threat.id])
            yield f"To be looked at again. {why}"
        facts = _facts(session, row, stage_titles)
        yield bullets(f"{label} {said}" for label, said in facts)


def _facts(session: Session, row: Ranked, stage_titles: Mapping[str, str]) -> Iterator[Fact]:
    threat = row.threat
    yield "STRIDE:", all_words(threat.stride) or "not chosen"
    yield "Property:", all_words(threat.properties) or "not chosen"
    yield "Target:", all_named(session, threat.target)
    yield "Assets:", all_named(session, threat.assets)
    if threat.failure_mode:
        yield "Failure mode:", _failure_mode(session, threat)
    if threat.stage:
        stage = stage_titles.get(threat.stage, threat.stage)
        yield "Stage:", inline(stage)
    for technique in threat.techniques:
        yield "Attack technique:", inline(technique)
    for countermeasure in threat.countermeasures:
        yield "Countermeasure:", _countermeasure(session, countermeasure)
    yield from _why_here(session, threat)
    for reference in threat.references:
        yield "Reference:", inline(reference)
    if threat.actors:
        yield "Threat actors:", all_named(session, threat.actors)
    yield "Status:", _status(threat)
    if threat.owner:
        yield "Owner:", inline(threat.owner)
    if threat.due:
        yield "Due:", inline(threat.due)
    yield "Risk:", _risk(row)


def _why_here(session: Session, threat: Threat) -> Iterator[Fact]:
    suggestion = session.find(threat.suggestion)
    if isinstance(suggestion, Suggestion) and suggestion.because:
        reasons = "; ".join(suggestion.because)
        yield "Suggested because", inline(reasons)


def _failure_mode(session: Session, threat: Threat) -> str:
    known = session.find(threat.failure_mode)
    if known is None:
        return inline(threat.failure_mode)
    return named(session, threat.failure_mode)


def _countermeasure(session: Session, name: str) -> str:
    measure = session.get(Countermeasure, name)
    facts = [words(measure.status).lower()]
    if measure.owner:
        owner = inline(measure.owner)
        facts.append(f"owner {owner}")
    if measure.due:
        facts.append(f"due {measure.due}")
    return f"{named(session, name)} ({', '.join(facts)})"


def _status(threat: Threat) -> str:
    status = words(threat.status)
    if not threat.status_reason.strip():
        return status
    reason = inline(threat.status_reason)
    return f"{status}, because: {reason}"


def _risk(row: Ranked) -> str:
    if row.rating is None:
        return "not rated yet"
    together = product(row.rating)
    beside = "" if together is None else f"; P × D {together} of 100"
    if row.total is None:
        return f"not fully rated yet{beside}"
    level = f"{inline(row.band)}, " if row.band else ""
    total = number(row.total)
    scale = inline(row.rating.scale)
    return f"{level}total {total} on {scale}, place {row.place}{beside}"
