"""What is wrong or unfinished in a session, a sentence each that says how to mend it."""

from collections.abc import Iterator

from facilitator.analysis.coherence import coherence_findings, reference_findings, unsaid
from facilitator.analysis.finding import Finding
from facilitator.analysis.rating import Scales
from facilitator.analysis.responsibility import rating_findings, untreated, without_owner
from facilitator.analysis.trees import tree_problems
from facilitator.model.nesting import rings
from facilitator.model.records.architecture import Flow
from facilitator.model.records.trees import Tree
from facilitator.model.session import Session

MOST_OF_A_RING = 8
"""How many boundaries of a ring are told one by one."""

Findings = Iterator[Finding]


def findings(session: Session, scales: Scales) -> tuple[Finding, ...]:
    """All findings, in the order of the method."""
    return (
        *reference_findings(session),
        *_rings(session),
        *_flows(session),
        *unsaid(session),
        *_trees(session),
        *rating_findings(session, scales),
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


def _trees(session: Session) -> Findings:
    for tree in session.all(Tree):
        for problem in tree_problems(session, tree):
            yield Finding(tree.id, problem)
