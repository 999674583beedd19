"""What is wrong or unfinished in a session, a sentence each that says how to mend it."""

from collections import Counter
from collections.abc import Iterator
from operator import attrgetter

from facilitator.analysis.coherence import coherence_findings
from facilitator.analysis.finding import Finding
from facilitator.analysis.rating import Ranked, ScaleLike, Scales, ranked, refusal
from facilitator.analysis.responsibility import without_owner
from facilitator.analysis.trees import analyse_tree, disabled_conditions, tree_problems
from facilitator.model.nesting import rings
from facilitator.model.records.architecture import Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.ratings import Rating
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Tree
from facilitator.model.references import Reference, dangling, references_in
from facilitator.model.session import Session
from facilitator.model.vocabulary import STATUSES_THAT_NEED_A_REASON, CountermeasureStatus, ThreatStatus

MOST_OF_A_RING = 8
"""How many boundaries of a ring are told one by one."""

Findings = Iterator[Finding]
_THREAT_AND_MOMENT = attrgetter("threat", "moment")


def findings(session: Session, scales: Scales) -> tuple[Finding, ...]:
    """All findings, in the order of the method."""
    return (
        *_references(session),
        *_rings(session),
        *_flows(session),
        *_threats(session),
        *_trees(session),
        *_ratings(session, scales),
        *_untreated(session, scales),
        *without_owner(session),
        *coherence_findings(session),
    )


def _references(session: Session) -> Findings:
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


def _rings(session: Session) -> Findings:
    for ring in rings(session):
        first = ring[0]
        if len(ring) > 1:
            way = (*ring[:MOST_OF_A_RING], first)
            words = " inside ".join(way)
            yield Finding(first, f"it lies inside itself ({words}); name another boundary around it, or none.")


def _flows(session: Session) -> Findings:
    for flow in session.all(Flow):
        if not flow.source or not flow.target:
            yield Finding(flow.id, "its start or its end is missing; choose the components.")
        elif flow.source == flow.target:
            yield Finding(flow.id, "it ends where it starts; choose another end.")


def _threats(session: Session) -> Findings:
    for asset in session.all(Asset):
        if not asset.name.strip():
            yield Finding(asset.id, "it has no name; give it one.")
    for threat in session.all(Threat):
        status = threat.status
        has_reason = bool(threat.status_reason.strip())
        if status in STATUSES_THAT_NEED_A_REASON and not has_reason:
            yield Finding(threat.id, f"it is {status.value} without a reason; write one.")


def _trees(session: Session) -> Findings:
    for tree in session.all(Tree):
        for problem in tree_problems(session, tree):
            yield Finding(tree.id, problem)


def _ratings(session: Session, scales: Scales) -> Findings:
    ratings = session.all(Rating)
    counted = Counter(map(_THREAT_AND_MOMENT, ratings))
    for rating in ratings:
        same = counted[_THREAT_AND_MOMENT(rating)]
        if same > 1:
            yield Finding(rating.id, f"{rating.threat} has another {rating.moment.value} rating; keep one.")
        scale = scales.get(rating.scale)
        if scale is None:
            yield Finding(rating.id, f"its scale “{rating.scale}” is not in the banks; add it or rate again.")
        else:
            yield from _scores(rating, scale)


def _scores(rating: Rating, scale: ScaleLike) -> Findings:
    for score in rating.scores:
        if score.value is None:
            continue
        problem = refusal(score.value, score.factor, scale)
        if problem:
            yield Finding(rating.id, problem)


def _untreated(session: Session, scales: Scales) -> Findings:
    for row in ranked(session, scales):
        threat = row.threat
        is_open = threat.status is ThreatStatus.OPEN
        if is_open and _is_high(row, scales) and not _is_treated(session, threat):
            words = f"it is rated {row.band} ({row.total:g}), and nothing is done against it"
            yield Finding(threat.id, f"{words}; add a countermeasure, or decide what becomes of it.")


def _is_high(row: Ranked, scales: Scales) -> bool:
    """Whether a threat is rated in one of the two highest bands; the lowest band is never one of these."""
    if row.rating is None or row.total is None:
        return False
    scale = scales[row.rating.scale]
    upwards = sorted(scale.bands, key=attrgetter("lowest"))
    above_lowest = upwards[1:]
    names = [band.name for band in above_lowest[-2:]]
    return row.band in names


def _is_treated(session: Session, threat: Threat) -> bool:
    """Whether something is at least proposed against a threat, or what is in place cuts a tree of it."""
    for name in threat.countermeasures:
        measure = session.find(name)
        if isinstance(measure, Countermeasure) and measure.status is not CountermeasureStatus.REJECTED:
            return True
    disabled = disabled_conditions(session)
    for tree in session.all(Tree):
        if tree.threat == threat.id:
            found = analyse_tree(session, tree, disabled)
            if not found.problems and not found.reachable:
                return True
    return False
