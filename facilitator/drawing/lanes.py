"""The lanes of a drawing: trust boundaries one below the other, each with the components that stand in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from facilitator.model.nesting import boundaries_around
from facilitator.model.records.architecture import Boundary, Component
from facilitator.model.session import Session

Layers = Sequence[Sequence[str]]
"""Components by column, each in the order in which they stand below each other."""

Around = Mapping[str, str]
"""Boundary -> the one that is drawn around it, or ""."""


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
        home = homes.get(component, "")
        lane = lanes.get(home, outside)
        lane.components.append(component)
    outermost = [outside] if outside.components else []
    for name, lane in lanes.items():
        outer = around[name]
        if outer:
            lanes[outer].lanes.append(lane)
        else:
            outermost.append(lane)
    return outermost


def depth_of(lanes: Sequence[Lane]) -> int:
    """How many trust boundaries are drawn around one another at most."""
    depths = [0]
    for lane in lanes:
        if lane.boundary is not None:
            inside = depth_of(lane.lanes)
            depths.append(inside + 1)
    return max(depths)


def columns_of(lanes: Sequence[Lane], layers: Layers) -> dict[str, int]:
    """The column of each component: each outermost lane begins anew at the left, in the order of the layers."""
    layer_of: dict[str, int] = {}
    for place, layer in enumerate(layers):
        layer_of |= dict.fromkeys(layer, place)
    columns: dict[str, int] = {}
    for lane in lanes:
        names = lane.everything()
        # Layers in which nothing of this lane stands leave no empty column in it.
        used = sorted({layer_of[name] for name in names})
        for name in names:
            rank = layer_of[name]
            columns[name] = used.index(rank)
    return columns


def _homes(boundaries: Mapping[str, Boundary], around: Around) -> dict[str, str]:
    """Component -> the boundary that it is drawn in, the first of the innermost ones that name it."""
    homes: dict[str, str] = {}
    deepest: dict[str, int] = {}
    for name, boundary in boundaries.items():
        depth = _depth(name, around)
        for component in boundary.components:
            known = deepest.get(component, -1)
            if depth > known:
                deepest[component] = depth
                homes[component] = name
    return homes


def _depth(name: str, around: Around) -> int:
    """How many boundaries are drawn around one; never more than a few, see boundaries_around."""
    depth = 0
    outer = around[name]
    while outer:
        outer = around[outer]
        depth += 1
    return depth
