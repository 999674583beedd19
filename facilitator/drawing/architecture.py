"""The architecture as a drawing: components in columns, trust boundaries as frames, flows as lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len

from facilitator.drawing.canvas import Border, Canvas, Span
from facilitator.drawing.lanes import Lane, columns_of, depth_of, lanes_of
from facilitator.drawing.layers import layers_of
from facilitator.model.records.architecture import Component, Flow
from facilitator.model.session import Session
from facilitator.model.vocabulary import ComponentKind, Protection
from facilitator.text.escape import is_dangerous

FRAME = Border("╌", "╎", "┌┐┘└")
BORDERS = {
    ComponentKind.ACTOR: Border("─", "│", "╭╮╯╰"),
    ComponentKind.PROCESS: Border("─", "│", "┌┐┘└"),
    ComponentKind.STORE: Border("═", "║", "╔╗╝╚"),
    ComponentKind.EXTERNAL: Border("┄", "┆", "┌┐┘└"),
    ComponentKind.ML_COMPONENT: Border("━", "┃", "┏┓┛┗"),
}
PROTECTION_MARKS = {Protection.PRESENT: "✓", Protection.NONE: "✗", Protection.UNKNOWN: "?"}
LEGEND = (
    "F-1 ✓✗? says of a flow: authentication, authorization, encryption (✓ yes, ✗ no, ? not known).",
    "Boxes: ┌─ process, ╔═ store, ┏━ ML component, ╭─ actor, ┌┄ external; dashed frames are trust boundaries.",
)
ZOOMS = 3
"""From ids alone (0) over names (1) to names with kind and assets (2)."""

_BOX_WIDTHS = (9, 22, 30)
_LABEL = 10
_TRACK = 2
_INSET = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where a component stands: column and row of its upper left corner, width and height."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The rows of a drawing, and where each component stands."""

    lines: tuple[tuple[Span, ...], ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns it takes."""
        widths = [_length(line) for line in self.lines]
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
    flows = [flow for flow in session.all(Flow) if {flow.source, flow.target} <= components.keys()]
    return _Draughtsman(session, components, flows, zoom).drawing()


class _Draughtsman:
    """Draws one architecture: columns and channels first, then lanes from the top, then the flows."""

    def __init__(self, session: Session, components: dict[str, Component], flows: list[Flow], zoom: int) -> None:
        self._components = components
        self._flows = flows
        self._zoom = zoom
        self._width = _BOX_WIDTHS[zoom]
        self._canvas = Canvas()
        self._places: dict[str, Place] = {}
        self._titles: list[tuple[int, int, str]] = []
        layers = layers_of(list(components), [(flow.source, flow.target) for flow in flows])
        self._order = {name: place for layer in layers for place, name in enumerate(layer)}
        self._lanes = lanes_of(session)
        self._depth = depth_of(self._lanes)
        self._lane = {name: place for place, lane in enumerate(self._lanes) for name in lane.everything()}
        self._column = columns_of(self._lanes, layers)
        self._outgoing = _ends(flows, "source")
        self._incoming = _ends(flows, "target")
        columns = max(self._column.values()) + 1
        self._tracks = self._shared_tracks(columns)
        self._starts = self._column_starts(columns)

    def drawing(self) -> Drawing:
        """Everything drawn."""
        right = self._starts[-1]
        y = 0
        gutters: list[int] = []
        for place, lane in enumerate(self._lanes):
            y = self._draw_lane(lane, y, 0, right)
            gutters.append(y)
            y += sum(self._gutter(flow) == place for flow in self._flows)
        self._draw_flows(gutters)
        for x, row, title in self._titles:
            self._canvas.write(x, row, title, "frame")
        for component in self._components.values():
            self._draw_component(component, self._places[component.id])
        return Drawing(self._canvas.lines(), self._places)

    def _shared_tracks(self, columns: int) -> list[list[str]]:
        """The flows that turn in each channel; channel n lies at the left of column n."""
        tracks: list[list[str]] = [[] for _ in range(columns + 1)]
        for flow in self._flows:
            leaves, enters = self._channels(flow)
            for channel in sorted({leaves, enters}):
                tracks[channel].append(flow.id)
        return tracks

    def _channels(self, flow: Flow) -> tuple[int, int]:
        return self._column[flow.source] + 1, self._column[flow.target]

    def _column_starts(self, columns: int) -> list[int]:
        """The first column of the sheet of each column of boxes, and the width of the whole."""
        x = self._depth * _INSET + 1
        starts: list[int] = []
        for column in range(columns):
            x += self._channel_width(column)
            starts.append(x)
            x += self._width
        return [*starts, x + self._channel_width(columns) + self._depth * _INSET]

    def _channel_width(self, channel: int) -> int:
        tracks = len(self._tracks[channel]) * _TRACK
        return tracks + 2 + (_LABEL if channel else 0)

    def _track(self, channel: int, flow: Flow) -> int:
        """Where a flow goes up or down in a channel."""
        before = self._tracks[channel].index(flow.id)
        if channel == 0:
            return self._depth * _INSET + 1 + before * _TRACK
        return self._starts[channel - 1] + self._width + _LABEL + before * _TRACK

    def _draw_lane(self, lane: Lane, y: int, depth: int, right: int) -> int:
        """Draw a lane from row y on; the row after it."""
        top = y
        framed = lane.boundary is not None
        y += 1 if framed else 0
        y = self._place_components(lane.components, y)
        for inner in lane.lanes:
            y = self._draw_lane(inner, y, depth + 1, right)
        if lane.boundary is None:
            return y
        height = max(3, y - top + 1)
        left, width = depth * _INSET, right - 2 * depth * _INSET
        self._canvas.box(left, top, width, height, FRAME, "frame")
        title = _cut(f"{lane.boundary.id} {lane.boundary.name}", self._width + _LABEL - 3)
        self._titles.append((self._starts[0], top, f" {title} "))
        return top + height

    def _place_components(self, names: Sequence[str], y: int) -> int:
        """Give each component of a lane its place; the row below the lowest."""
        columns: dict[int, list[str]] = {}
        for name in sorted(names, key=lambda one: self._order[one]):
            columns.setdefault(self._column[name], []).append(name)
        lowest = y
        for column, members in columns.items():
            row = y
            for name in members:
                height = self._height(name)
                self._places[name] = Place(self._starts[column], row, self._width, height)
                row += height
            lowest = max(lowest, row)
        return lowest

    def _height(self, name: str) -> int:
        ports = max(len(self._outgoing.get(name, ())), len(self._incoming.get(name, ())))
        return max(len(self._words(self._components[name])), ports) + 2

    def _words(self, component: Component) -> list[str]:
        if self._zoom == 0:
            return [component.id]
        words = [f"{component.id} {component.name}"]
        if self._zoom == 2:
            words.append(component.component_kind.value.replace("-", " "))
            words += [", ".join(component.assets)] if component.assets else []
        return words

    def _draw_component(self, component: Component, place: Place) -> None:
        border = BORDERS[component.component_kind]
        self._canvas.box(place.x, place.y, place.width, place.height, border, "box")
        for row, words in enumerate(self._words(component), 1):
            self._canvas.write(place.x + 1, place.y + row, _cut(words, place.width - 2).ljust(place.width - 2), "name")
        for row in range(len(self._words(component)) + 1, place.height - 1):
            self._canvas.write(place.x + 1, place.y + row, " " * (place.width - 2), "name")

    def _gutter(self, flow: Flow) -> int | None:
        """The lane below which a flow runs along; None when it only goes to the next column."""
        leaves, enters = self._channels(flow)
        if leaves == enters:
            return None
        source, target = self._lane[flow.source], self._lane[flow.target]
        return source if target >= source else source - 1

    def _draw_flows(self, gutters: list[int]) -> None:
        """Draw each flow. gutters: the next free row below each lane."""
        for flow in self._flows:
            leaves, enters = self._channels(flow)
            x1, y1 = self._start(flow)
            x2, y2 = self._end(flow)
            out, into = self._track(leaves, flow), self._track(enters, flow)
            self._canvas.across(y1, x1, out)
            gutter = self._gutter(flow)
            if gutter is None:
                self._canvas.down(out, y1, y2)
            else:
                self._canvas.down(out, y1, gutters[gutter])
                self._canvas.across(gutters[gutter], out, into)
                self._canvas.down(into, gutters[gutter], y2)
                gutters[gutter] += 1
            self._canvas.across(y2, into, x2)
        for flow in self._flows:
            self._label(flow)

    def _label(self, flow: Flow) -> None:
        x1, y1 = self._start(flow)
        x2, y2 = self._end(flow)
        protections = (flow.authentication, flow.authorization, flow.encryption)
        marks = "".join(PROTECTION_MARKS[item] for item in protections)
        self._canvas.write(x1 + 1, y1, f"{flow.id} {marks}"[: _LABEL - 2], "flow")
        self._canvas.write(x2, y2, "▶", "flow")

    def _start(self, flow: Flow) -> tuple[int, int]:
        """Where a flow leaves its source: the column right of the box, and the row of its port."""
        source = self._places[flow.source]
        port = self._outgoing[flow.source].index(flow.id)
        return source.x + source.width, source.y + 1 + port

    def _end(self, flow: Flow) -> tuple[int, int]:
        """Where a flow reaches its target: the column left of the box, and the row of its port."""
        target = self._places[flow.target]
        port = self._incoming[flow.target].index(flow.id)
        return target.x - 1, target.y + 1 + port


def _words_on(line: Sequence[Span]) -> str:
    return "".join(text for text, _ in line)


def _length(line: Sequence[Span]) -> int:
    return len(_words_on(line))


def _ends(flows: Sequence[Flow], end: str) -> dict[str, list[str]]:
    """Component -> the flows that start, or end, there."""
    found: dict[str, list[str]] = {}
    for flow in flows:
        found.setdefault(getattr(flow, end), []).append(flow.id)
    return found


def _cut(text: str, width: int) -> str:
    """Text in at most so many columns, one character each, cut with a mark."""
    words = " ".join(text.split())[: width + 1]
    flat = "".join("□" if is_dangerous(one) or cell_len(one) != 1 else one for one in words)
    return flat if len(flat) <= width else f"{flat[: width - 1]}…"
