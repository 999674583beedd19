"""Finds the diagrams of a module: tries several orders under a budget, and remembers what it found by shape."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.analysis.trees.budget import (
    Budget,
    BudgetSpent,
)
from facilitator.analysis.trees.diagrams.decisions import Decisions
from facilitator.analysis.trees.diagrams.diagram import (
    EVERYTHING,
    Diagram,
    packed,
)
from facilitator.analysis.trees.diagrams.orders import (
    Order,
    orders,
)
from facilitator.analysis.trees.diagrams.scenario_sets import ScenarioSets
from facilitator.analysis.trees.formulas.modules import Shape

FIRST_STEPS = 3_000
TIMES = 4
"""Each round of tries may take so many times the steps of the one before."""

MOST_STEPS = 800_000
MOST_REMEMBERED = 4_000
MOST_NODES = 400_000
"""How many modules, and nodes of diagrams in all, are remembered."""

SINGLE = Diagram(((0, 0, 1),), 2)
"""The diagram of a module that is its only input."""


@dataclass(frozen=True, slots=True)
class Solved:
    """The diagrams of a module: when it holds, and its minimal scenarios."""

    decisions: Diagram
    scenarios: Diagram

    @property
    def size(self) -> int:
        """How many nodes there are."""
        return len(self.decisions.nodes) + len(self.scenarios.nodes)


class Candidates:
    """The orders to try for a module; each is worked out when it is first needed."""

    def __init__(self, shape: Shape, inputs: int) -> None:
        self._known: list[Order] = []
        self._more = orders(shape, inputs)

    def __iter__(self) -> Iterator[Order]:
        yield from self._known
        for order in self._more:
            self._known.append(order)
            yield order


class Solver:
    """Solves modules, each shape once as long as it is remembered."""

    def __init__(self, most_steps: int = MOST_STEPS) -> None:
        self._most_steps = most_steps
        self._solved: OrderedDict[Shape, Solved] = OrderedDict()
        self._failed: dict[Shape, float] = {}
        self._nodes = 0

    def solve(
        self,
        shape: Shape,
        inputs: int,
        budget: Budget,
    ) -> Solved | None:
        """The diagrams of a module, or None when they are too big for the budget."""
        if not shape:
            return Solved(SINGLE, SINGLE)
        found = self._solved.get(shape)
        if found is not None:
            self._solved.move_to_end(shape)
            return found
        found = self._try(shape, inputs, budget)
        if found is not None:
            self._remember(shape, found)
        return found

    def _try(
        self,
        shape: Shape,
        inputs: int,
        budget: Budget,
    ) -> Solved | None:
        allowed = budget.steps
        if self._failed.get(shape, 0.0) >= allowed:
            return None
        candidates = Candidates(shape, inputs)
        for limit in self._limits(budget):
            for order in candidates:
                part = budget.part(limit)
                try:
                    return solved_in_order(shape, order, part)
                except BudgetSpent:
                    budget.steps -= limit
                    if budget.is_over or budget.steps <= 0:
                        self._note_failure(shape, allowed, budget)
                        return None
        self._note_failure(shape, allowed, budget)
        return None

    def _note_failure(
        self,
        shape: Shape,
        allowed: float,
        budget: Budget,
    ) -> None:
        """Remember what was too big, so that nobody waits for it again; not what somebody stopped."""
        if not budget.is_stopped():
            self._failed[shape] = allowed
        if len(self._failed) > MOST_REMEMBERED:
            self._failed.pop(next(iter(self._failed)))

    def _limits(self, budget: Budget) -> Iterator[int]:
        limit = FIRST_STEPS
        most = min(self._most_steps, budget.steps)
        while limit < most:
            yield limit
            limit *= TIMES
        yield int(most)

    def _remember(self, shape: Shape, found: Solved) -> None:
        self._solved[shape] = found
        self._nodes += found.size
        while len(self._solved) > MOST_REMEMBERED or self._nodes > MOST_NODES:
            _, oldest = self._solved.popitem(last=False)
            self._nodes -= oldest.size


def solved_in_order(shape: Shape, order: Order, budget: Budget) -> Solved:
    """Build the diagrams of a module in one order of its inputs. Raises BudgetSpent."""
    decisions = Decisions(budget)
    made: dict[int, int] = {}
    for level, item in enumerate(order):
        made[item] = decisions.node(level, 0, EVERYTHING)
    for number, gate in enumerate(shape):
        parts = [made[item] for item in gate.inputs]
        made[-1 - number] = decisions.at_least(gate.needed, parts)
    root = made[-len(shape)]
    decided = packed(
        decisions.level,
        decisions.low,
        decisions.high,
        root,
        order,
    )
    fewer = _only(decided, order, budget)
    sets = ScenarioSets(fewer, budget)
    minimal = sets.minimal(len(fewer.level) - 1)
    scenarios = packed(
        sets.level,
        sets.low,
        sets.high,
        minimal,
        order,
    )
    return Solved(decided, scenarios)


def _only(decided: Diagram, order: Order, budget: Budget) -> Decisions:
    """The tables of a decision diagram without the nodes that were needed on the way to it only."""
    levels = {item: level for level, item in enumerate(order)}
    found = Decisions(budget)
    for item, low, high in decided.nodes:
        found.node(levels[item], low, high)
    return found
