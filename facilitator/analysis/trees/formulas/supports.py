"""Which conditions each part of a formula speaks of, as bits, and which parts share none with the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.analysis.trees.formulas.formula import Formulas


@dataclass(frozen=True, slots=True)
class Supports:
    """masks: formula -> a bit for each condition in it. used: formula -> how often it is an input."""

    graph: Formulas
    items: Sequence[int]
    masks: dict[int, int]

    def lonely(self, root: int) -> set[int]:
        """The parts that share neither a condition nor a gate with what stands outside of them."""
        modules = module_roots(self.graph, root)
        uses = self.graph.uses(self.items)
        leaves = {item for item in self.items if self.graph.names[item] and uses[item] == 1}
        return modules | leaves


def supports_of(graph: Formulas, items: Sequence[int]) -> Supports:
    """Collect the conditions below each of these formulas, which come inputs first."""
    masks: dict[int, int] = {0: 0, 1: 0}
    bit = 1
    for item in items:
        mask = 0
        if graph.names[item]:
            mask = bit
            bit <<= 1
        for below in graph.inputs[item]:
            mask |= masks[below]
        masks[item] = mask
    return Supports(graph, items, masks)


def module_roots(graph: Formulas, root: int) -> set[int]:
    """The gates whose parts are used nowhere else, the root among them; linear by dates of visits."""
    first, end, last = _visits(graph, root)
    earliest: dict[int, int] = {}
    latest: dict[int, int] = {}
    found: set[int] = set()
    for item in graph.below(root):
        low = first[item]
        high = last[item]
        if graph.is_gate(item):
            low = min(earliest[below] for below in graph.inputs[item])
            high = max(latest[below] for below in graph.inputs[item])
            if low > first[item] and high < end[item]:
                found.add(item)
        earliest[item] = min(low, first[item])
        latest[item] = max(high, last[item])
    return found


def _visits(graph: Formulas, root: int) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    """When a walk from the root first comes to each formula, when it leaves it, and when it last comes by."""
    first: dict[int, int] = {}
    end: dict[int, int] = {}
    last: dict[int, int] = {}
    waiting = [(root, False)]
    date = 0
    while waiting:
        item, is_done = waiting.pop()
        date += 1
        last[item] = date
        if is_done:
            end[item] = date
        elif item not in first:
            first[item] = date
            if graph.is_gate(item):
                waiting.append((item, True))
                waiting += [(below, False) for below in reversed(graph.inputs[item])]
    return first, end, last
