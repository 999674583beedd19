"""The records of each step, and what they still lack."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from facilitator.analysis.rating import rating_by_threat
from facilitator.analysis.trees import tree_problems
from facilitator.model.records import (
    Asset,
    Boundary,
    Component,
    EntryPoint,
    Flow,
    Rating,
    Threat,
    Tree,
)
from facilitator.model.session import Session
from facilitator.model.vocabulary import DREAD_FACTORS, Protection, Step, ThreatStatus


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How many records a step has, and what they lack, a sentence each. What state it is in, only the guide can say."""

    count: int
    open_points: tuple[str, ...]


def progress(session: Session) -> dict[Step, StepProgress]:
    """The records of every step and what they lack."""
    found: dict[Step, StepProgress] = {}
    for step, (kinds, points_of) in _STEPS.items():
        count = sum(len(session.tables[kind]) for kind in kinds)
        points = tuple(dict.fromkeys(points_of(session)))
        found[step] = StepProgress(count, points)
    return found


def _assets(session: Session) -> Iterator[str]:
    if not session.all(Asset):
        yield "No asset is named yet; start with the data and the model."
    for asset in session.all(Asset):
        if not asset.properties:
            yield f"{asset.id} {asset.name}: no property is chosen that must hold for it."


def _architecture(session: Session) -> Iterator[str]:
    if len(session.all(Component)) < 2:
        yield "The architecture needs at least two components."
    if not session.all(Flow):
        yield "No data flow is drawn yet."
    for flow in session.all(Flow):
        if not (flow.source and flow.target):
            yield f"{flow.id} {flow.name}: it is not known where it comes from or goes to."


def _decompose(session: Session) -> Iterator[str]:
    if not session.all(Flow):
        yield "There is no data flow to look into; draw one in step 2."
    for flow in session.all(Flow):
        for what, known in (("authentication", flow.authentication), ("authorization", flow.authorization)):
            if known is Protection.UNKNOWN:
                yield f"{flow.id} {flow.name}: its {what} is not known."
    if not session.all(Boundary):
        yield "No trust boundary is drawn yet."
    if not session.all(EntryPoint):
        yield "No entry point is named yet."


def _threats(session: Session) -> Iterator[str]:
    if not session.all(Threat):
        yield "No threat is written down yet."
    for threat in session.all(Threat):
        if not threat.stride:
            yield f"{threat.id} {threat.title}: no STRIDE category is chosen."
        if not threat.target:
            yield f"{threat.id} {threat.title}: its target is not named."


def _trees(session: Session) -> Iterator[str]:
    if not session.all(Tree):
        yield "No threat tree is drawn yet; begin with the threat that worries you most."
    for tree in session.all(Tree):
        yield from tree_problems(session, tree)


def _rate(session: Session) -> Iterator[str]:
    if not session.all(Threat):
        yield "There is no threat to rate; write one down in step 4."
    rated = rating_by_threat(session)
    for threat in session.all(Threat):
        rating = rated.get(threat.id)
        if threat.status is ThreatStatus.NOT_APPLICABLE:
            continue
        if rating is None:
            yield f"{threat.id} {threat.title}: it is not rated."
        elif missing := _missing_factors(rating):
            yield f"{threat.id} {threat.title}: {' and '.join(missing)} of its rating still to score."


def _missing_factors(rating: Rating) -> tuple[str, ...]:
    scored = {score.factor for score in rating.scores if score.value is not None}
    return tuple(factor for factor in DREAD_FACTORS if factor not in scored)


_STEPS: dict[Step, tuple[tuple[str, ...], Callable[[Session], Iterator[str]]]] = {
    Step.ASSETS: (("asset",), _assets),
    Step.ARCHITECTURE: (("component", "flow"), _architecture),
    Step.DECOMPOSE: (("boundary", "entry_point", "technology"), _decompose),
    Step.THREATS: (("threat", "failure_mode"), _threats),
    Step.TREES: (("tree", "control"), _trees),
    Step.RATE: (("rating",), _rate),
}
