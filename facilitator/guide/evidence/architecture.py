"""Evidence from the architecture: which flows cross trust boundaries, and what an entry point reaches."""

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.query import query
from facilitator.model.records.architecture import Boundary, Component, EntryPoint, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.vocabulary import ComponentKind


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a trust boundary: the boundary's id and name, or “outside” for what lies in none."""

    id: str
    name: str


OUTSIDE = Side("outside", "outside")
OUTSIDERS = (ComponentKind.ACTOR, ComponentKind.EXTERNAL)
Boundaries = dict[str, str]
"""The id of a boundary -> its name."""


@query
def crossings(context: Context) -> Mapping[str, tuple[Side, Side]]:
    """Flow id -> the two sides, for flows that cross a trust boundary."""
    around = boundaries_around_components(context)
    found = {}
    for flow in context.all(Flow):
        start, end = around.get(flow.source, {}), around.get(flow.target, {})
        if flow.source and flow.target and start.keys() != end.keys():
            found[flow.id] = (_own_side(start, end), _own_side(end, start))
    return found


@query
def boundaries_around_components(context: Context) -> Mapping[str, Boundaries]:
    """Component id -> every boundary that it lies in, however deep."""
    found: dict[str, Boundaries] = {}
    for boundary in context.all(Boundary):
        for component in boundary.components:
            _note_outwards(context, boundary, found.setdefault(component, {}))
    return found


@query
def entry_points(context: Context) -> Mapping[str, EntryPoint]:
    """Component or flow id -> an entry point that names it."""
    found: dict[str, EntryPoint] = {}
    for entry in context.all(EntryPoint):
        for record_id in (entry.component, *entry.flows):
            if record_id:
                found[record_id] = entry
    return found


@query
def ways_in(context: Context) -> Mapping[str, EntryPoint | Flow]:
    """Component id -> how something outside gets at it: an entry point, or a flow from an actor or over a boundary."""
    flows = {flow.id: flow for flow in context.all(Flow)}
    found: dict[str, EntryPoint | Flow] = {}
    for entry in context.all(EntryPoint):
        behind = [flows[name].target for name in entry.flows if name in flows]
        for component in (entry.component, *behind):
            found.setdefault(component, entry)
    crossing = crossings(context)
    for flow in flows.values():
        source = context.get(Component, flow.source)
        if flow.id in crossing or (source and source.component_kind in OUTSIDERS):
            found.setdefault(flow.target, flow)
    found.pop("", None)
    return found


def catalogue_of(context: Context, asset_id: str) -> str:
    """The catalogue id of an asset, or ""."""
    asset = context.get(Asset, asset_id)
    return asset.catalogue if asset else ""


def _note_outwards(context: Context, boundary: Boundary, names: Boundaries) -> None:
    """Note the names of a boundary and of those around it, as far as they are not noted yet."""
    here: Boundary | None = boundary
    while here is not None and here.id not in names:
        names[here.id] = here.name
        here = context.get(Boundary, here.inside)


def _own_side(here: Boundaries, there: Boundaries) -> Side:
    """The first boundary around one end of a flow that is not around the other end as well."""
    for boundary_id, name in here.items():
        if boundary_id not in there:
            return Side(boundary_id, name)
    return OUTSIDE
