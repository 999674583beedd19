"""The minimal scenarios one by one, least first, without working out more than are asked for."""

from collections.abc import (
    Callable,
    Iterator,
)
from heapq import (
    heappop,
    heappush,
)
from itertools import islice
from math import inf

from facilitator.analysis.trees.diagrams.diagram import (
    EVERYTHING,
    TERMINALS,
    Diagram,
)
from facilitator.analysis.trees.solution import Solution

CostOf = Callable[[str], float]
"""What a condition costs; infinitely much when it cannot hold."""

Names = tuple[str, ...]
Agenda = tuple[int, int, "Agenda"] | None
"""A part, a node of its diagram and what is to be chosen after it."""

Taken = tuple[str, "Taken"] | None


class Listing:
    """Walks the diagrams of a solution by what it costs at least from each node to an end."""

    def __init__(self, solution: Solution, cost: CostOf) -> None:
        self._solution = solution
        self._costs: list[list[float]] = []
        self._least: list[list[float]] = []
        roots: list[float] = []
        for part in solution.parts:
            costs = [cost(item) if isinstance(item, str) else roots[item] for item in part.inputs]
            diagram = part.solved.scenarios
            least = _least_costs(diagram, costs)
            roots.append(least[diagram.root])
            self._costs.append(costs)
            self._least.append(least)
        self._roots = roots

    @property
    def least(self) -> float:
        """What the cheapest scenario costs; infinitely much when there is none."""
        if not self._roots:
            return 0.0 if self._solution.constant else inf
        return self._roots[-1]

    def scenarios(self) -> Iterator[tuple[float, Names]]:
        """Each scenario with its cost, cheapest first."""
        if self.least == inf:
            return
        if not self._roots:
            yield 0.0, ()
            return
        agenda: Agenda = (len(self._roots) - 1, self._solution.parts[-1].solved.scenarios.root, None)
        waiting: list[tuple[float, int, Agenda, Taken]] = [(self.least, 0, agenda, None)]
        number = 0
        while waiting:
            cost, _, agenda, taken = heappop(waiting)
            while agenda is not None:
                agenda, taken, other = self._next(agenda, taken)
                if other is not None:
                    more, other_agenda, other_taken = other
                    number += 1
                    heappush(waiting, (cost + more, number, other_agenda, other_taken))
            yield cost, _names(taken)

    def _next(self, agenda: Agenda, taken: Taken) -> tuple[Agenda, Taken, tuple[float, Agenda, Taken] | None]:
        """Go the cheaper way at a node; the other one, with what it costs more, waits if it leads anywhere."""
        assert agenda is not None
        number, node, rest = agenda
        if node == EVERYTHING:
            return rest, taken, None
        part = self._solution.parts[number]
        item, low, high = part.solved.scenarios.nodes[node - TERMINALS]
        least = self._least[number]
        without = least[low]
        within = least[high] + self._costs[number][item]
        low_agenda: Agenda = (number, low, rest)
        high_agenda: Agenda = (number, high, rest)
        high_taken = taken
        name = part.inputs[item]
        if isinstance(name, str):
            high_taken = (name, taken)
        else:
            high_agenda = (name, self._solution.parts[name].solved.scenarios.root, high_agenda)
        if without <= within:
            other = None if within == inf else (within - without, high_agenda, high_taken)
            return low_agenda, taken, other
        dearer = None if without == inf else (without - within, low_agenda, taken)
        return high_agenda, high_taken, dearer


def first_scenarios(solution: Solution, cost: CostOf, count: int) -> list[Names]:
    """The first so many scenarios by cost, then by size and name."""
    found = list(islice(Listing(solution, cost).scenarios(), count))
    found.sort(key=lambda one: (one[0], len(one[1]), one[1]))
    return [names for _, names in found]


def _least_costs(diagram: Diagram, costs: list[float]) -> list[float]:
    found = [inf, 0.0]
    for item, low, high in diagram.nodes:
        within = found[high] + costs[item]
        without = found[low]
        found.append(min(without, within))
    return found


def _names(taken: Taken) -> Names:
    names: list[str] = []
    while taken is not None:
        name, taken = taken
        names.append(name)
    return tuple(sorted(names))
