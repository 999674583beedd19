"""The threat cards, highest risk first."""

from collections.abc import Iterator, Mapping, Sequence

from facilitator.analysis.rating import Ranked, product
from facilitator.model.records.answers import Suggestion
from facilitator.model.records.threats import Countermeasure, Threat
from facilitator.model.session import Session
from facilitator.report.markdown_text import bullets, inline, paragraph
from facilitator.report.naming import all_named, named
from facilitator.report.words import all_words, number, words


def threat_cards(
    session: Session, ranking: Sequence[Ranked], stage_titles: Mapping[str, str], marks: Mapping[str, str]
) -> Iterator[str]:
    """One card for each threat."""
    yield "## Threats"
    if not ranking:
        yield "No threat is written down yet."
    for row in ranking:
        yield f"### {named(session, row.threat.id)}"
        if row.threat.description:
            yield paragraph(row.threat.description)
        if row.threat.id in marks:
            yield f"To be looked at again. {inline(marks[row.threat.id])}"
        yield bullets(_facts(session, row, stage_titles))


def _facts(session: Session, row: Ranked, stage_titles: Mapping[str, str]) -> Iterator[str]:
    threat = row.threat
    yield f"STRIDE: {all_words(threat.stride) or 'not chosen'}"
    yield f"Property: {all_words(threat.properties) or 'not chosen'}"
    yield f"Target: {all_named(session, threat.target)}"
    yield f"Assets: {all_named(session, threat.assets)}"
    if threat.failure_mode:
        yield f"Failure mode: {_failure_mode(session, threat)}"
    if threat.stage:
        yield f"Stage: {inline(stage_titles.get(threat.stage, threat.stage))}"
    yield from (f"Attack technique: {inline(technique)}" for technique in threat.techniques)
    yield from (f"Countermeasure: {_countermeasure(session, item)}" for item in threat.countermeasures)
    yield from _why_here(session, threat)
    yield from (f"Reference: {inline(text)}" for text in threat.references)
    yield f"Status: {words(threat.status)}{_because(threat.status_reason)}"
    yield f"Risk: {_risk(row)}"


def _why_here(session: Session, threat: Threat) -> Iterator[str]:
    suggestion = session.find(threat.suggestion) if threat.suggestion else None
    if isinstance(suggestion, Suggestion) and suggestion.because:
        yield f"Suggested because {inline('; '.join(suggestion.because))}"


def _failure_mode(session: Session, threat: Threat) -> str:
    known = session.find(threat.failure_mode)
    return named(session, threat.failure_mode) if known else inline(threat.failure_mode)


def _countermeasure(session: Session, item: Countermeasure) -> str:
    owner = f", owner {inline(item.owner)}" if item.owner else ""
    control = f", control {named(session, item.control)}" if item.control else ""
    return f"{inline(item.text)} ({words(item.status).lower()}{owner}{control})"


def _because(reason: str) -> str:
    return f", because: {inline(reason)}" if reason.strip() else ""


def _risk(row: Ranked) -> str:
    if row.rating is None:
        return "not rated yet"
    together = product(row.rating)
    beside = "" if together is None else f"; P × D {together} of 100"
    if row.total is None:
        return f"not fully rated yet{beside}"
    level = f"{inline(row.band)}, " if row.band else ""
    return f"{level}total {number(row.total)} on {inline(row.rating.scale)}, place {row.place}{beside}"
