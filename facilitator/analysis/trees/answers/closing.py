"""Which countermeasures together close a goal: the cheapest set, and all minimal ones."""

from collections.abc import (
    Mapping,
    Sequence,
)
from dataclasses import dataclass
from itertools import takewhile

from facilitator.analysis.trees.answers.counting import scenario_count
from facilitator.analysis.trees.answers.hitting import cheapest_choice
from facilitator.analysis.trees.answers.listing import (
    Names,
    first_scenarios,
)
from facilitator.analysis.trees.budget import Budget
from facilitator.analysis.trees.diagrams.solving import Solver
from facilitator.analysis.trees.formulas.duality import (
    Closers,
    dual,
)
from facilitator.analysis.trees.formulas.evaluation import (
    light_scenario,
    lives,
    minimal_scenario,
)
from facilitator.analysis.trees.formulas.simplify import Formula
from facilitator.analysis.trees.solution import solved

STEPS = 20_000
"""How many choices are tried for the cheapest set."""

DUAL_STEPS = 60_000
MOST_TIES = 50


@dataclass(frozen=True, slots=True)
class Closing:
    """What closes a goal.

    sets: minimal sets that close it, cheapest first; the first listed, or the only one that was found.
    count: how many minimal sets there are, or None when they were not all found.
    survivor: a scenario that survives everything, when nothing closes the goal.
    cost: what the first set costs. is_proven: whether none is cheaper. bound: what every set costs at least.
    """

    sets: tuple[Names, ...] = ()
    count: int | None = None
    survivor: Names = ()
    cost: float = 0.0
    is_proven: bool = True
    bound: float = 0.0

    def tied(self, costs: Mapping[str, float]) -> tuple[Names, ...]:
        """The sets that cost just as little as the first."""
        return tuple(takewhile(lambda one: cost_of(one, costs) <= self.cost, self.sets))


def cost_of(names: Sequence[str], costs: Mapping[str, float]) -> float:
    """What a set costs in all, each of it paid once."""
    return sum(costs[name] for name in names)


def closing_sets(
    formula: Formula,
    effects: Mapping[str, frozenset[str]],
    costs: Mapping[str, float],
    most: int,
    solver: Solver,
) -> Closing:
    """The sets of countermeasures that close a goal. effects: countermeasure -> what it makes impossible.

    The goal is taken as it stands: what is in place must be taken out of the formula before.
    """
    every: frozenset[str] = frozenset().union(*effects.values())
    survivor = minimal_scenario(formula, every, {})
    if survivor is not None:
        return Closing(count=0, survivor=survivor)
    found = all_closing_sets(
        formula,
        effects,
        costs,
        most,
        solver,
    )
    return found or cheapest_closing_set(formula, effects, costs)


def all_closing_sets(
    formula: Formula,
    effects: Mapping[str, frozenset[str]],
    costs: Mapping[str, float],
    most: int,
    solver: Solver,
) -> Closing | None:
    """All minimal closing sets, the cheapest listed; None when there are too many to find."""
    opposite = dual(formula, closers_of(effects))
    solution = solved(opposite, solver, Budget(steps=DUAL_STEPS))
    if solution is None:
        return None
    listed = first_scenarios(solution, costs.__getitem__, max(most, MOST_TIES))
    cost = cost_of(listed[0], costs) if listed else 0.0
    return Closing(
        tuple(listed[:most]),
        scenario_count(solution),
        (),
        cost,
        True,
        cost,
    )


def cheapest_closing_set(
    formula: Formula,
    effects: Mapping[str, frozenset[str]],
    costs: Mapping[str, float],
) -> Closing:
    """A cheapest closing set, without any diagram.

    Each way that survives the choice at hand asks for one of what closes it. The cheapest choice that meets all that
    was asked for is looked for anew, until nothing survives.
    """
    names = sorted(effects)
    prices = [costs[name] for name in names]
    closers = closers_of(effects)
    weights = {condition: float(len(listed)) for condition, listed in closers.items()}
    asked: list[int] = []
    budget = Budget(steps=STEPS)
    while True:
        choice = cheapest_choice(asked, prices, budget)
        chosen = [name for place, name in enumerate(names) if choice.bits >> place & 1]
        closed: frozenset[str] = frozenset().union(*(effects[name] for name in chosen))
        surviving = light_scenario(formula, closed, weights)
        if surviving is None:
            kept = _without_needless(
                formula,
                effects,
                chosen,
                costs,
            )
            return Closing(
                (kept,),
                None,
                (),
                cost_of(kept, costs),
                choice.is_proven,
                choice.bound,
            )
        bits = sum(1 << place for place, name in enumerate(names) if effects[name] & surviving)
        asked.append(bits)


def closers_of(effects: Mapping[str, frozenset[str]]) -> Closers:
    """Condition -> the countermeasures that make it impossible."""
    found: dict[str, list[str]] = {}
    for name in sorted(effects):
        for condition in effects[name]:
            found.setdefault(condition, []).append(name)
    return found


def _without_needless(
    formula: Formula,
    effects: Mapping[str, frozenset[str]],
    chosen: list[str],
    costs: Mapping[str, float],
) -> Names:
    """A closing set without what it can do without, the dearest left out first."""
    kept = list(chosen)
    for name in sorted(chosen, key=lambda one: (-costs[one], one)):
        fewer = [other for other in kept if other != name]
        closed: frozenset[str] = frozenset().union(*(effects[other] for other in fewer))
        if not lives(formula, closed):
            kept = fewer
    return tuple(sorted(kept))
