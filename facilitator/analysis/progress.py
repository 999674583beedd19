"""The records of each step, and what they still lack."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from facilitator.analysis.rating import Scales, missing_factors, rating_by_threat
from facilitator.analysis.trees import tree_problems
from facilitator.model.part import Record
from facilitator.model.records.architecture import Boundary, Component, EntryPoint, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Tree
from facilitator.model.session import Session
from facilitator.model.vocabulary import Protection, Step, ThreatStatus

_NO_SCALES: Scales = MappingProxyType({})

Points = Iterator[str]
"""What is open, a sentence each."""


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How many records a step has, and what they lack, a sentence each. What state it is in, only the guide can say."""

    count: int
    open_points: tuple[str, ...]


def progress(session: Session, scales: Scales = _NO_SCALES) -> dict[Step, StepProgress]:
    """The records of every step and what they lack.

    scales: say which factors a rating needs; without them, DREAD does.
    """
    found: dict[Step, StepProgress] = {}
    for step, (kinds, points_of) in _STEPS.items():
        counts = [len(session.tables[kind]) for kind in kinds]
        each_once = dict.fromkeys(points_of(session, scales))
        found[step] = StepProgress(sum(counts), tuple(each_once))
    return found


def _assets(session: Session, _: Scales) -> Points:
    if not session.all(Asset):
        yield "No asset is named yet; start with the data and the model."
    for asset in session.all(Asset):
        if not asset.properties:
            yield f"{_named(asset)}: no property is chosen that must hold for it."


def _architecture(session: Session, _: Scales) -> Points:
    if len(session.all(Component)) < 2:
        yield "The architecture needs at least two components."
    if not session.all(Flow):
        yield "No data flow is drawn yet."
    for flow in session.all(Flow):
        if not flow.source or not flow.target:
            yield f"{_named(flow)}: it is not known where it comes from or goes to."


def _decompose(session: Session, _: Scales) -> Points:
    if not session.all(Flow):
        yield "There is no data flow to look into; draw one in step 2."
    for flow in session.all(Flow):
        if flow.authentication is Protection.UNKNOWN:
            yield f"{_named(flow)}: its authentication is not known."
        if flow.authorization is Protection.UNKNOWN:
            yield f"{_named(flow)}: its authorization is not known."
    if not session.all(Boundary):
        yield "No trust boundary is drawn yet."
    if not session.all(EntryPoint):
        yield "No entry point is named yet."


def _threats(session: Session, _: Scales) -> Points:
    if not session.all(Threat):
        yield "No threat is written down yet."
    for threat in session.all(Threat):
        if not threat.stride:
            yield f"{_named(threat)}: no STRIDE category is chosen."
        if not threat.target:
            yield f"{_named(threat)}: its target is not named."


def _trees(session: Session, _: Scales) -> Points:
    if not session.all(Tree):
        yield "No threat tree is drawn yet; begin with the threat that worries you most."
    for tree in session.all(Tree):
        yield from tree_problems(session, tree)


def _rate(session: Session, scales: Scales) -> Points:
    if not session.all(Threat):
        yield "There is no threat to rate; write one down in step 4."
    rated = rating_by_threat(session)
    for threat in session.all(Threat):
        if threat.status is ThreatStatus.NOT_APPLICABLE:
            continue
        rating = rated.get(threat.id)
        if rating is None:
            yield f"{_named(threat)}: it is not rated."
            continue
        missing = missing_factors(rating, scales)
        if missing:
            factors = " and ".join(missing)
            yield f"{_named(threat)}: {factors} of its rating still to score."


def _named(record: Record) -> str:
    return f"{record.id} {record.title_text}"


_Kinds = tuple[str, ...]
_PointsOf = Callable[[Session, Scales], Points]
_STEPS: dict[Step, tuple[_Kinds, _PointsOf]] = {
    Step.ASSETS: (("asset",), _assets),
    Step.ARCHITECTURE: (("component", "flow"), _architecture),
    Step.DECOMPOSE: (("boundary", "entry_point", "technology"), _decompose),
    Step.THREATS: (("threat", "failure_mode", "countermeasure"), _threats),
    Step.TREES: (("tree",), _trees),
    Step.RATE: (("rating",), _rate),
}
