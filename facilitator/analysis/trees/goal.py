"""The goal of a tree, ready to be asked: solved wholly, or in part with answers that are bounds."""

from collections.abc import (
    Collection,
    Mapping,
)
from dataclasses import dataclass

from facilitator.analysis.trees.answers.counting import (
    NONE_CLOSED,
    count_by_size,
    membership,
    scenario_count,
)
from facilitator.analysis.trees.answers.listing import (
    CostOf,
    Names,
    first_scenarios,
)
from facilitator.analysis.trees.budget import (
    Budget,
    seconds_from_now,
)
from facilitator.analysis.trees.diagrams.solving import Solver
from facilitator.analysis.trees.formulas.evaluation import (
    lives,
    minimal_scenario,
    without,
)
from facilitator.analysis.trees.formulas.formula import FALSE
from facilitator.analysis.trees.formulas.simplify import Formula
from facilitator.analysis.trees.solution import (
    Solution,
    solved,
)

STEPS = 150_000
"""How much work a goal may take. It is a count, so that the same tree has the same answer on every machine."""

STEPS_IN_PART = 50_000
SECONDS = 5.0
"""The end of all work, on a machine that is far too slow for it."""

FIRST_CLOSED = 2


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are, or at least are."""

    number: int
    is_exact: bool = True

    @property
    def words(self) -> str:
        """The number, with “at least” before it where it is a bound."""
        written = f"{self.number:,}"
        return written if self.is_exact else f"at least {written}"

    @property
    def plain(self) -> int | str:
        """The number, or words where it is a bound."""
        return self.number if self.is_exact else f"at least {self.number}"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal with its solution.

    is_exact: whether the solution holds every minimal scenario. Otherwise it holds some of them, all of them minimal.
    """

    formula: Formula
    solution: Solution
    is_exact: bool

    def is_reachable(self, closed: Collection[str] = NONE_CLOSED) -> bool:
        """Whether the goal can be reached while these conditions cannot hold."""
        return lives(self.formula, closed)

    def count(self, closed: Collection[str] = NONE_CLOSED) -> Count:
        """How many minimal scenarios there are."""
        number = scenario_count(self.solution, closed)
        if self.is_exact or not self.is_reachable(closed):
            return Count(number)
        return Count(max(number, 1), False)

    def by_size(self, closed: Collection[str] = NONE_CLOSED) -> dict[int, int]:
        """How many there are of each size; those that were found where the goal is not exact."""
        return count_by_size(self.solution, closed)

    def membership(self, closed: Collection[str] = NONE_CLOSED) -> dict[str, int]:
        """In how many scenarios each condition stands; of those that were found where the goal is not exact."""
        return membership(self.solution, closed)

    def first(
        self,
        count: int,
        closed: Collection[str] = NONE_CLOSED,
        cost: CostOf = lambda _: 1.0,
    ) -> list[Names]:
        """The first scenarios by cost; one of one condition costs one unless told."""
        found = first_scenarios(self.solution, lambda name: float("inf") if name in closed else cost(name), count)
        if found or self.is_exact:
            return found
        one = minimal_scenario(self.formula, closed, {})
        return [] if one is None else [one]


def solve_goal(formula: Formula, solver: Solver, budget: Budget | None = None) -> Goal:
    """Solve a goal; where it is too big, find scenarios of it that are easier to list."""
    allowed = budget or goal_budget()
    whole = solved(formula, solver, allowed)
    if whole is not None:
        return Goal(formula, whole, True)
    return Goal(formula, _solved_in_part(formula, solver, allowed), False)


def goal_budget() -> Budget:
    """What one goal may take."""
    budget = seconds_from_now(SECONDS)
    budget.steps = STEPS
    return budget


def _solved_in_part(formula: Formula, solver: Solver, budget: Budget) -> Solution:
    """Close ever more of the conditions that stand in most places, until the rest can be solved.

    The minimal scenarios of a monotone function without a condition are those of it that do not hold the condition,
    so all that is found is minimal for the whole.
    """
    shared = conditions_by_use(formula)
    left = Budget(STEPS_IN_PART, budget.until, budget.is_stopped)
    closed = FIRST_CLOSED
    while closed <= len(shared) and left.steps > 0 and not left.is_over:
        fewer = without(formula, set(shared[:closed]))
        found = solved(fewer, solver, left.part(left.steps / 2)) if fewer.root != FALSE else None
        if found is not None:
            return found
        left.steps /= 2
        closed *= 2
    return _one_scenario(formula, solver)


def _one_scenario(formula: Formula, solver: Solver) -> Solution:
    weights: Mapping[str, float] = dict.fromkeys(formula.graph.conditions_of(formula.root), 1.0)
    names = minimal_scenario(formula, NONE_CLOSED, weights) or ()
    graph = formula.graph
    root = graph.all_of(graph.condition(name) for name in names)
    return solved(Formula(graph, root), solver, Budget()) or Solution(())


def conditions_by_use(formula: Formula) -> list[str]:
    """The conditions that several gates stand on, those of most gates first."""
    graph = formula.graph
    uses = graph.uses(graph.below(formula.root))
    found = [(count, graph.names[item]) for item, count in uses.items() if graph.names[item] and count > 1]
    found.sort(key=lambda one: (-one[0], one[1]))
    return [name for _, name in found]
