"""Whether the records of a session fit together: one thing under two names, and what stands beside everything else."""

import re
from collections.abc import Iterator, Mapping

from facilitator.analysis.finding import Finding
from facilitator.model.kinds import KINDS
from facilitator.model.part import Record
from facilitator.model.records.assets import Asset
from facilitator.model.records.context import Assumption, OutOfScope
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.records.threats import Threat
from facilitator.model.references import Reference, dangling, references_in
from facilitator.model.session import Session
from facilitator.model.vocabulary import STATUSES_THAT_NEED_A_REASON, CountermeasureStatus, Outlook

NAMED_ONCE = ("asset", "component", "stakeholder", "threat_actor", "countermeasure", "threat", "condition")
"""Kinds in which two records that are called alike are often one thing."""

SMALL_WORDS = frozenset({"a", "an", "the", "of", "for", "to", "in", "on", "at", "by", "and", "from", "with", "our"})
ENDINGS = ("ings", "ing", "ies", "es", "ed", "s", "e", "y")
SHORTEST_STEM = 3


def coherence_findings(session: Session) -> Iterator[Finding]:
    """Find what is there twice, and what nothing touches."""
    yield from _nameless_assets(session)
    for kind in NAMED_ONCE:
        yield from _under_two_names(session.tables[kind])
    yield from _untouched_assets(session)
    yield from _threats_without_target(session)
    yield from _unnamed_countermeasures(session)


def reference_findings(session: Session) -> Iterator[Finding]:
    """Find what names a record that is not there, of the wrong kind, or itself."""
    for record in session.every_record():
        for reference in dangling(session, record):
            field = _field_words(reference)
            is_there = session.find(reference.target) is not None
            what = "the wrong kind of record" if is_there else "no such record"
            words = f"it names {reference.target} as its {field}, which is {what}"
            yield Finding(record.id, f"{words}; name another or leave it out.")
        for reference in references_in(record):
            if reference.target == record.id:
                field = _field_words(reference)
                yield Finding(record.id, f"it names itself as its {field}; name another.")


def _field_words(reference: Reference) -> str:
    return reference.field.replace("_", " ")


def same_words(title: str) -> tuple[str, ...]:
    """Reduce a title to what two names of one thing have in common: its stems, without small words, in any order."""
    words = re.findall(r"\w+", title.casefold())
    return tuple(sorted(_stem(word) for word in words if word not in SMALL_WORDS))


def _stem(word: str) -> str:
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        is_plural_of_s = ending == "s" and stem.endswith("s")
        if stem != word and len(stem) >= SHORTEST_STEM and not is_plural_of_s:
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


def _nameless_assets(session: Session) -> Iterator[Finding]:
    for asset in session.all(Asset):
        if not asset.name.strip():
            yield Finding(asset.id, "it has no name; give it one.")


def _untouched_assets(session: Session) -> Iterator[Finding]:
    """Once there are threats, an asset that none of them touches and nothing excuses was not looked at."""
    if not session.all(Threat):
        return
    looked_at = _assets_looked_at(session)
    for asset in session.all(Asset):
        if asset.id not in looked_at:
            yield Finding(asset.id, "no threat touches this asset; write one, or say why it is fine.")


def _assets_looked_at(session: Session) -> set[str]:
    """Assets that threats harm, or that are where one strikes, are judged fine, taken for granted or left out."""
    found: set[str] = set()
    for threat in session.all(Threat):
        found.update(threat.assets, threat.target)
        for name in threat.target:
            found.update(getattr(session.find(name), "assets", ()))
    found.update(mode.asset for mode in session.all(FailureMode) if mode.threats or mode.outlook is not Outlook.OPEN)
    for assumption in session.all(Assumption):
        found.update(assumption.excuses)
    for left_out in session.all(OutOfScope):
        found.update(left_out.about)
    return found


def _threats_without_target(session: Session) -> Iterator[Finding]:
    for threat in session.all(Threat):
        if not threat.target and not threat.assets:
            yield Finding(threat.id, "this threat has neither a target nor an asset; name what is attacked.")


def _unnamed_countermeasures(session: Session) -> Iterator[Finding]:
    named: set[str] = set()
    for record in session.every_record():
        named.update(reference.target for reference in references_in(record))
    for measure in session.all(Countermeasure):
        if measure.id not in named and not measure.closes:
            yield Finding(measure.id, "no threat names this countermeasure, and it closes nothing; say what it is for.")


def unsaid(session: Session) -> Iterator[Finding]:
    """Find decisions without their reason."""
    for threat in session.all(Threat):
        status = threat.status
        has_reason = bool(threat.status_reason.strip())
        if status in STATUSES_THAT_NEED_A_REASON and not has_reason:
            yield Finding(threat.id, f"it is {status.value} without a reason; write one.")
    for measure in session.all(Countermeasure):
        if measure.status is CountermeasureStatus.REJECTED and not measure.reason.strip():
            yield Finding(measure.id, "it is rejected without a reason; write one.")
