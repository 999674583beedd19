"""The records of each step, and what they still lack."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from facilitator.analysis.rating import ScaleLike, missing_factors, rating_by_threat
from facilitator.analysis.trees import tree_problems
from facilitator.model.records.architecture import Boundary, Component, EntryPoint, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Tree
from facilitator.model.session import Session
from facilitator.model.vocabulary import Protection, Step, ThreatStatus

_NO_SCALES: Mapping[str, ScaleLike] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How many records a step has, and what they lack, a sentence each. What state it is in, only the guide can say."""

    count: int
    open_points: tuple[str, ...]


def progress(session: Session, scales: Mapping[str, ScaleLike] = _NO_SCALES) -> dict[Step, StepProgress]:
    """The records of every step and what they lack.

    scales: say which factors a rating needs; without them, DREAD does.
    """
    found: dict[Step, StepProgress] = {}
    for step, (kinds, points_of) in _STEPS.items():
        count = sum(len(session.tables[kind]) for kind in kinds)
        points = tuple(dict.fromkeys(points_of(session, scales)))
        found[step] = StepProgress(count, points)
    return found


def _assets(session: Session, _: Mapping[str, ScaleLike]) -> Iterator[str]:
    if not session.all(Asset):
        yield "No asset is named yet; start with the data and the model."
    for asset in session.all(Asset):
        if not asset.properties:
            yield f"{asset.id} {asset.name}: no property is chosen that must hold for it."


def _architecture(session: Session, _: Mapping[str, ScaleLike]) -> Iterator[str]:
    if len(session.all(Component)) < 2:
        yield "The architecture needs at least two components."
    if not session.all(Flow):
        yield "No data flow is drawn yet."
    for flow in session.all(Flow):
        if not (flow.source and flow.target):
            yield f"{flow.id} {flow.name}: it is not known where it comes from or goes to."


def _decompose(session: Session, _: Mapping[str, ScaleLike]) -> Iterator[str]:
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


def _threats(session: Session, _: Mapping[str, ScaleLike]) -> Iterator[str]:
    if not session.all(Threat):
        yield "No threat is written down yet."
    for threat in session.all(Threat):
        if not threat.stride:
            yield f"{threat.id} {threat.title}: no STRIDE category is chosen."
        if not threat.target:
            yield f"{threat.id} {threat.title}: its target is not named."


def _trees(session: Session, _: Mapping[str, ScaleLike]) -> Iterator[str]:
    if not session.all(Tree):
        yield "No threat tree is drawn yet; begin with the threat that worries you most."
    for tree in session.all(Tree):
        yield from tree_problems(session, tree)


def _rate(session: Session, scales: Mapping[str, ScaleLike]) -> Iterator[str]:
    if not session.all(Threat):
        yield "There is no threat to rate; write one down in step 4."
    rated = rating_by_threat(session)
    for threat in session.all(Threat):
        rating = rated.get(threat.id)
        if threat.status is ThreatStatus.NOT_APPLICABLE:
            continue
        if rating is None:
            yield f"{threat.id} {threat.title}: it is not rated."
        elif missing := missing_factors(rating, scales):
            yield f"{threat.id} {threat.title}: {' and '.join(missing)} of its rating still to score."


_Points = Callable[[Session, Mapping[str, ScaleLike]], Iterator[str]]
_STEPS: dict[Step, tuple[tuple[str, ...], _Points]] = {
    Step.ASSETS: (("asset",), _assets),
    Step.ARCHITECTURE: (("component", "flow"), _architecture),
    Step.DECOMPOSE: (("boundary", "entry_point", "technology"), _decompose),
    Step.THREATS: (("threat", "failure_mode"), _threats),
    Step.TREES: (("tree", "control"), _trees),
    Step.RATE: (("rating",), _rate),
}
