"""Whether the records of a session fit together: one thing under two names, and what stands beside everything else."""

import re
from collections.abc import Iterator, Mapping

from facilitator.analysis.finding import Finding
from facilitator.model.kinds import KINDS
from facilitator.model.part import Record
from facilitator.model.records.assets import Asset
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.records.threats import Threat
from facilitator.model.references import references_in
from facilitator.model.session import Session
from facilitator.model.vocabulary import STATUSES_THAT_NEED_A_REASON, CountermeasureStatus

NAMED_ONCE = ("asset", "component", "stakeholder", "threat_actor", "countermeasure", "threat", "condition")
"""Kinds in which two records that are called alike are often one thing."""

SMALL_WORDS = frozenset({"a", "an", "the", "of", "for", "to", "in", "on", "at", "by", "and", "from", "with", "our"})
ENDINGS = ("ings", "ing", "ies", "es", "ed", "s", "y")
SHORTEST_STEM = 3


def coherence_findings(session: Session) -> Iterator[Finding]:
    """Find what is there twice, and what nothing touches."""
    for kind in NAMED_ONCE:
        yield from _under_two_names(session.tables[kind])
    yield from _untouched_assets(session)
    yield from _threats_without_target(session)
    yield from _unnamed_countermeasures(session)


def same_words(title: str) -> tuple[str, ...]:
    """Reduce a title to what two names of one thing have in common: its stems, without small words, in any order."""
    words = re.findall(r"\w+", title.casefold())
    return tuple(sorted(_stem(word) for word in words if word not in SMALL_WORDS))


def _stem(word: str) -> str:
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST_STEM:
            return stem
    return word


def _under_two_names(table: Mapping[str, Record]) -> Iterator[Finding]:
    first: dict[tuple[str, ...], Record] = {}
    for record in table.values():
        words = same_words(record.title_text)
        other = first.setdefault(words, record) if words else record
        if other is record:
            continue
        noun = KINDS[record.kind].noun
        known = f"{other.id} “{other.title_text}”"
        yield Finding(record.id, f"this {noun} may be the same as {known}; make them one, or tell them apart by name.")


def _untouched_assets(session: Session) -> Iterator[Finding]:
    """Once there are threats, an asset that none of them touches was not looked at."""
    threats = session.all(Threat)
    touched: set[str] = set()
    for threat in threats:
        touched.update(threat.assets, threat.target)
    touched.update(mode.asset for mode in session.all(FailureMode) if mode.threats)
    for asset in session.all(Asset):
        if threats and asset.id not in touched:
            yield Finding(asset.id, "no threat touches this asset; write one, or say why it is fine.")


def _threats_without_target(session: Session) -> Iterator[Finding]:
    for threat in session.all(Threat):
        if not threat.target:
            yield Finding(threat.id, "this threat has no target; name what is attacked.")


def _unnamed_countermeasures(session: Session) -> Iterator[Finding]:
    named: set[str] = set()
    for record in session.every_record():
        named.update(reference.target for reference in references_in(record))
    for measure in session.all(Countermeasure):
        if measure.id not in named and not measure.closes:
            yield Finding(measure.id, "no threat names this countermeasure, and it closes nothing; say what it is for.")


def unsaid(session: Session) -> Iterator[Finding]:
    """Find assets without a name, and decisions without their reason."""
    for asset in session.all(Asset):
        if not asset.name.strip():
            yield Finding(asset.id, "it has no name; give it one.")
    for threat in session.all(Threat):
        status = threat.status
        has_reason = bool(threat.status_reason.strip())
        if status in STATUSES_THAT_NEED_A_REASON and not has_reason:
            yield Finding(threat.id, f"it is {status.value} without a reason; write one.")
    for measure in session.all(Countermeasure):
        if measure.status is CountermeasureStatus.REJECTED and not measure.reason.strip():
            yield Finding(measure.id, "it is rejected without a reason; write one.")
