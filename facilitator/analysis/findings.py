"""What is wrong or unfinished in a session, a sentence each that says how to mend it."""

from collections import Counter
from collections.abc import Iterator
from operator import attrgetter

from facilitator.analysis.coherence import coherence_findings, reference_findings
from facilitator.analysis.finding import Finding
from facilitator.analysis.rating import ScaleLike, Scales, refusal
from facilitator.analysis.responsibility import untreated, without_owner
from facilitator.analysis.trees import tree_problems
from facilitator.model.nesting import rings
from facilitator.model.records.architecture import Flow
from facilitator.model.records.ratings import Rating
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Tree
from facilitator.model.session import Session
from facilitator.model.vocabulary import STATUSES_THAT_NEED_A_REASON

MOST_OF_A_RING = 8
"""How many boundaries of a ring are told one by one."""

Findings = Iterator[Finding]
_THREAT_AND_MOMENT = attrgetter("threat", "moment")


def findings(session: Session, scales: Scales) -> tuple[Finding, ...]:
    """All findings, in the order of the method."""
    return (
        *reference_findings(session),
        *_rings(session),
        *_flows(session),
        *_threats(session),
        *_trees(session),
        *_ratings(session, scales),
        *untreated(session, scales),
        *without_owner(session),
        *coherence_findings(session),
    )


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
