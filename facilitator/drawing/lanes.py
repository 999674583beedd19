"""The lanes of a drawing: trust boundaries one below the other, each with the components that stand in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from facilitator.model.nesting import boundaries_around
from facilitator.model.records.architecture import Boundary, Component
from facilitator.model.session import Session


@dataclass(slots=True)
class Lane:
    """A trust boundary with what stands in it, or what stands in none."""

    boundary: Boundary | None
    components: list[str] = field(default_factory=list)
    lanes: list["Lane"] = field(default_factory=list)

    def everything(self) -> list[str]:
        """The components in it and in the lanes within."""
        names = list(self.components)
        for lane in self.lanes:
            names += lane.everything()
        return names


def lanes_of(session: Session) -> list[Lane]:
    """The outermost lanes from the top. A component stands in the innermost boundary that names it."""
    boundaries = {one.id: one for one in session.all(Boundary)}
    around = boundaries_around(session)
    homes = _homes(boundaries, around)
    lanes = {name: Lane(boundary) for name, boundary in boundaries.items()}
    outside = Lane(None)
    for component in session.tables[Component.kind]:
        home = lanes[homes[component]] if component in homes else outside
        home.components.append(component)
    outermost = [outside] if outside.components else []
    for name, lane in lanes.items():
        outer = around[name]
        beside = lanes[outer].lanes if outer else outermost
        beside.append(lane)
    return outermost


def depth_of(lanes: Sequence[Lane]) -> int:
    """How many trust boundaries are drawn around one another at most."""
    depths = [0]
    for lane in lanes:
        if lane.boundary is not None:
            depths.append(1 + depth_of(lane.lanes))
    return max(depths)


def columns_of(lanes: Sequence[Lane], layers: Sequence[Sequence[str]]) -> dict[str, int]:
    """The column of each component: each outermost lane begins anew at the left, in the order of the layers."""
    layer_of: dict[str, int] = {}
    for place, layer in enumerate(layers):
        layer_of |= dict.fromkeys(layer, place)
    columns: dict[str, int] = {}
    for lane in lanes:
        names = lane.everything()
        ranks = sorted({layer_of[name] for name in names})
        for name in names:
            columns[name] = ranks.index(layer_of[name])
    return columns


def _homes(boundaries: Mapping[str, Boundary], around: Mapping[str, str]) -> dict[str, str]:
    """Component -> the boundary that it is drawn in."""
    depths = {name: _depth(name, around) for name in boundaries}
    homes: dict[str, str] = {}
    for name, boundary in boundaries.items():
        for component in boundary.components:
            if component not in homes or depths[homes[component]] < depths[name]:
                homes[component] = name
    return homes


def _depth(name: str, around: Mapping[str, str]) -> int:
    """How many boundaries are drawn around one; never more than a few, see boundaries_around."""
    depth = 0
    outer = around[name]
    while outer:
        outer = around[outer]
        depth += 1
    return depth
