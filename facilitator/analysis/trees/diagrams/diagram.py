"""A diagram as a plain list: what every other part of the analysis sees of one."""

from collections.abc import Sequence
from dataclasses import dataclass

NOTHING = 0
EVERYTHING = 1
TERMINALS = 2

Node = tuple[int, int, int]
"""The input that a node asks about, and the places of what follows without it and with it."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """A decision diagram, or a diagram of sets. Places 0 and 1 are its ends; nodes follow, deepest first."""

    nodes: tuple[Node, ...]
    root: int


def packed(
    level: Sequence[int],
    low: Sequence[int],
    high: Sequence[int],
    root: int,
    order: Sequence[int],
) -> Diagram:
    """Take the nodes below a root out of the tables of a builder. order: level -> input."""
    places = {NOTHING: NOTHING, EVERYTHING: EVERYTHING}
    nodes: list[Node] = []
    for node in _below(low, high, root):
        places[node] = len(nodes) + TERMINALS
        nodes.append((order[level[node]], places[low[node]], places[high[node]]))
    return Diagram(tuple(nodes), places[root])


def _below(low: Sequence[int], high: Sequence[int], root: int) -> list[int]:
    """The nodes below a root with itself; a builder makes what a node needs before it, so numbers are an order."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node >= TERMINALS and node not in seen:
            seen.add(node)
            waiting.append(low[node])
            waiting.append(high[node])
    return sorted(seen)
