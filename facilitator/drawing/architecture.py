"""The architecture as a drawing: components in columns, trust boundaries as frames, flows as lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from facilitator.drawing.boxes import Boxes, cut
from facilitator.drawing.canvas import Border, Canvas, Line
from facilitator.drawing.columns import INSET, LABEL, Columns
from facilitator.drawing.lanes import Lane, Layers, columns_of, depth_of, lanes_of
from facilitator.drawing.layers import layers_of
from facilitator.drawing.ports import Place, Ports, Spot
from facilitator.model.records.architecture import Boundary, Component, Flow
from facilitator.model.session import Session
from facilitator.model.vocabulary import Protection

FRAME = Border("╌", "╎", "┌┐┘└")
PROTECTION_MARKS = {Protection.PRESENT: "✓", Protection.NONE: "✗", Protection.UNKNOWN: "?"}
LEGEND = (
    "F-1 ✓✗? says of a flow: authentication, authorization, encryption (✓ yes, ✗ no, ? not known).",
    "Boxes: ┌─ process, ╔═ store, ┏━ ML component, ╭─ actor, ┌┄ external; dashed frames are trust boundaries.",
)
ZOOMS = 3
"""From ids alone (0) over names (1) to names with kind and assets (2)."""

Components = Mapping[str, Component]
Numbers = dict[str, int]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The rows of a drawing, and where each component stands."""

    lines: tuple[Line, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns it takes."""
        widths = [len(_words_on(line)) for line in self.lines]
        return max(widths, default=0)

    @property
    def text(self) -> str:
        """The drawing as plain lines."""
        rows = [_words_on(line).rstrip() for line in self.lines]
        return "\n".join(rows)


def drawn_architecture(session: Session, zoom: int = 1) -> Drawing:
    """Components, flows and trust boundaries of a session. zoom: 0 to ZOOMS - 1."""
    components = {one.id: one for one in session.all(Component)}
    if not components:
        return Drawing()
    flows: list[Flow] = []
    for flow in session.all(Flow):
        if flow.source in components and flow.target in components:
            flows.append(flow)
    return _Draughtsman(session, components, flows, zoom).drawing()


class _Draughtsman:
    """Draws one architecture: columns and channels first, then lanes from the top, then the flows.

    What is drawn later covers what was there: frames lie below flows, flows below the titles of frames and the boxes.
    """

    def __init__(self, session: Session, components: Components, flows: Sequence[Flow], zoom: int) -> None:
        self._components = components
        self._flows = flows
        self._boxes = Boxes(zoom)
        self._ports = Ports(flows)
        self._canvas = Canvas()
        self._places: dict[str, Place] = {}
        self._titles: list[tuple[Spot, str]] = []
        ends = [(flow.source, flow.target) for flow in flows]
        layers = layers_of(list(components), ends)
        self._order = _order_in(layers)
        self._lanes = lanes_of(session)
        self._lane_of = _numbers_of(self._lanes)
        column_of = columns_of(self._lanes, layers)
        depth = depth_of(self._lanes)
        self._columns = Columns(column_of, flows, self._boxes.width, depth)

    def drawing(self) -> Drawing:
        """Draw everything."""
        y = 0
        gutters: list[int] = []
        for number, lane in enumerate(self._lanes):
            y = self._draw_lane(lane, y, 0)
            gutters.append(y)
            y += self._flows_below(number)
        for flow in self._flows:
            self._draw_flow(flow, gutters)
        for flow in self._flows:
            self._label(flow)
        for (x, row), title in self._titles:
            self._canvas.write(x, row, title, "frame")
        for name, component in self._components.items():
            place = self._places[name]
            self._boxes.draw(self._canvas, component, place)
        lines = self._canvas.lines()
        return Drawing(lines, self._places)

    def _draw_lane(self, lane: Lane, top: int, depth: int) -> int:
        """Draw a lane from a row on; return the row after it."""
        if lane.boundary is None:
            return self._place_components(lane.components, top)
        y = self._place_components(lane.components, top + 1)
        for inner in lane.lanes:
            y = self._draw_lane(inner, y, depth + 1)
        below = max(y + 1, top + 3)
        self._draw_frame(lane.boundary, top, below - top, depth)
        return below

    def _draw_frame(self, boundary: Boundary, top: int, height: int, depth: int) -> None:
        left = depth * INSET
        width = self._columns.width - 2 * left
        self._canvas.box(left, top, width, height, FRAME, "frame")
        name = f"{boundary.id} {boundary.name}"
        room = self._boxes.width + LABEL - 3
        title = cut(name, room)
        spot = (self._columns.first, top)
        words = f" {title} "
        self._titles.append((spot, words))

    def _place_components(self, names: Sequence[str], y: int) -> int:
        """Give each component of a lane its place; return the row below the lowest."""
        columns: dict[int, list[str]] = {}
        for name in sorted(names, key=self._order.__getitem__):
            x = self._columns.start_of(name)
            column = columns.setdefault(x, [])
            column.append(name)
        lowest = y
        for x, column in columns.items():
            below = self._place_column(column, x, y)
            lowest = max(lowest, below)
        return lowest

    def _place_column(self, names: Sequence[str], x: int, y: int) -> int:
        """Give the components of a column their places, one below the other; return the row below the last."""
        width = self._boxes.width
        for name in names:
            component = self._components[name]
            ports = self._ports.count(name)
            height = self._boxes.height(component, ports)
            self._places[name] = Place(x, y, width, height)
            y += height
        return y

    def _flows_below(self, lane: int) -> int:
        """How many flows run along below a lane, a row for each."""
        gutters = [self._gutter(flow) for flow in self._flows]
        return gutters.count(lane)

    def _gutter(self, flow: Flow) -> int | None:
        """The lane below which a flow runs along; None when it only goes to the next column."""
        leaves, enters = self._columns.channels(flow)
        if leaves == enters:
            return None
        source = self._lane_of[flow.source]
        target = self._lane_of[flow.target]
        # It runs right beside the lane that it leaves: below it, or above it on its way up.
        goes_up = target < source
        if goes_up:
            return source - 1
        return source

    def _draw_flow(self, flow: Flow, gutters: list[int]) -> None:
        """Draw the lines of a flow. gutters: the next free row below each lane."""
        x1, y1 = self._start(flow)
        x2, y2 = self._end(flow)
        leaves, enters = self._columns.channels(flow)
        out = self._columns.track(leaves, flow)
        into = self._columns.track(enters, flow)
        canvas = self._canvas
        canvas.across(y1, x1, out)
        lane = self._gutter(flow)
        if lane is None:
            canvas.down(out, y1, y2)
        else:
            gutter = gutters[lane]
            canvas.down(out, y1, gutter)
            canvas.across(gutter, out, into)
            canvas.down(into, gutter, y2)
            gutters[lane] += 1
        canvas.across(y2, into, x2)

    def _label(self, flow: Flow) -> None:
        x1, y1 = self._start(flow)
        x2, y2 = self._end(flow)
        authentication = PROTECTION_MARKS[flow.authentication]
        authorization = PROTECTION_MARKS[flow.authorization]
        encryption = PROTECTION_MARKS[flow.encryption]
        words = f"{flow.id} {authentication}{authorization}{encryption}"
        room = LABEL - 2
        label = words[:room]
        self._canvas.write(x1 + 1, y1, label, "flow")
        self._canvas.write(x2, y2, "▶", "flow")

    def _start(self, flow: Flow) -> Spot:
        source = self._places[flow.source]
        return self._ports.start(flow, source)

    def _end(self, flow: Flow) -> Spot:
        target = self._places[flow.target]
        return self._ports.end(flow, target)


def _order_in(layers: Layers) -> Numbers:
    """Component -> its place among those of its layer."""
    order: Numbers = {}
    for layer in layers:
        for place, name in enumerate(layer):
            order[name] = place
    return order


def _numbers_of(lanes: Sequence[Lane]) -> Numbers:
    """Component -> the number of the outermost lane that it stands in."""
    numbers: Numbers = {}
    for number, lane in enumerate(lanes):
        for name in lane.everything():
            numbers[name] = number
    return numbers


def _words_on(line: Line) -> str:
    return "".join(text for text, _ in line)
