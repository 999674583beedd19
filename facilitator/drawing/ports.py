"""Where boxes stand, and at which of their rows flows leave and reach them."""

from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.model.records.architecture import Flow

Spot = tuple[int, int]
"""A column and a row of the sheet."""


FlowsOfComponents = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a component stands: column and row of its upper left corner, width and height."""

    x: int
    y: int
    width: int
    height: int


class Ports:
    """The rows beside each box, one for each flow: those that leave on its right, those that arrive on its left."""

    def __init__(self, flows: Iterable[Flow]) -> None:
        self._leaving: FlowsOfComponents = {}
        self._arriving: FlowsOfComponents = {}
        for flow in flows:
            leaving = self._leaving.setdefault(flow.source, [])
            leaving.append(flow.id)
            arriving = self._arriving.setdefault(flow.target, [])
            arriving.append(flow.id)

    def count(self, component: str) -> int:
        """How many rows the flows of a box need."""
        leaving = self._leaving.get(component, ())
        arriving = self._arriving.get(component, ())
        return max(len(leaving), len(arriving))

    def start(self, flow: Flow, source: Place) -> Spot:
        """Where a flow leaves its source: the column right of the box, and the row of its port."""
        leaving = self._leaving[flow.source]
        port = leaving.index(flow.id)
        right = source.x + source.width
        return right, source.y + 1 + port

    def end(self, flow: Flow, target: Place) -> Spot:
        """Where a flow reaches its target: the column left of the box, and the row of its port."""
        arriving = self._arriving[flow.target]
        port = arriving.index(flow.id)
        left = target.x - 1
        return left, target.y + 1 + port
