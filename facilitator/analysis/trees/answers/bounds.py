"""Probabilities of goals that are too big for diagrams: intervals that hold for certain, and an estimate."""

from collections.abc import Sequence
from heapq import nlargest
from math import (
    prod,
    sqrt,
)
from random import Random

from facilitator.analysis.trees.answers.probability import (
    UNKNOWN,
    Chances,
    Interval,
    goal_chance,
    high_ends,
)
from facilitator.analysis.trees.budget import Budget
from facilitator.analysis.trees.diagrams.solving import Solver
from facilitator.analysis.trees.formulas.evaluation import (
    holds,
    without,
)
from facilitator.analysis.trees.formulas.formula import (
    FALSE,
    TRUE,
)
from facilitator.analysis.trees.formulas.simplify import Formula
from facilitator.analysis.trees.goal import (
    Goal,
    conditions_by_use,
)
from facilitator.analysis.trees.solution import solved

STEPS = 40_000
SAMPLES = 600
SEED = 20_000
SURE = 1.96
"""So many standard errors to either side hold the true value 19 times of 20."""


def chance_of(goal: Goal, chances: Chances, solver: Solver) -> Interval:
    """How likely a goal is reached; an interval that holds the true value where it is too big to be exact."""
    if goal.is_exact:
        return goal_chance(goal.solution, chances)
    found = association(goal.formula, chances)
    found = found.within(Interval(goal_chance(goal.solution, chances).low, 1.0))
    upper = _from_above(goal.formula, chances, solver)
    return found.within(Interval(0.0, upper))


def association(formula: Formula, chances: Chances) -> Interval:
    """An interval from one pass: parts that share conditions can only help each other to hold."""
    graph = formula.graph
    found: dict[int, Interval] = {FALSE: Interval(0.0, 0.0), TRUE: Interval(1.0, 1.0)}
    for item in graph.below(formula.root):
        name = graph.names[item]
        if name:
            found[item] = chances.get(name, UNKNOWN)
        elif graph.is_gate(item):
            inputs = [found[below] for below in graph.inputs[item]]
            found[item] = _gate_interval(graph.needed[item], inputs)
    return found[formula.root]


def estimate(formula: Formula, chances: Chances, samples: int = SAMPLES) -> Interval:
    """An estimate with its interval of 95 %, for the greatest probabilities; the same one each time."""
    random = Random(SEED)
    upper = high_ends(chances)
    names = formula.graph.conditions_of(formula.root)
    reached = 0
    for _ in range(samples):
        true = {name for name in names if random.random() < upper(name)}
        reached += holds(formula, true.__contains__)
    # Agresti and Coull's interval: it stays honest where nearly all samples say the same.
    count = samples + SURE**2
    middle = (reached + SURE**2 / 2) / count
    width = SURE * sqrt(middle * (1 - middle) / count)
    return Interval(max(0.0, middle - width), min(1.0, middle + width), True)


def _gate_interval(needed: int, inputs: Sequence[Interval]) -> Interval:
    lows = [one.low for one in inputs]
    highs = [one.high for one in inputs]
    low = prod(nlargest(needed, lows))
    high = min(1.0, sum(highs) / needed)
    if needed == 1:
        low = max(lows)
        high = 1 - prod(1 - one for one in highs)
    if needed == len(inputs):
        high = min(highs)
    return Interval(low, max(low, high))


def _from_above(formula: Formula, chances: Chances, solver: Solver) -> float:
    """A bound from a simpler goal: some conditions that stand in most places are taken as certain."""
    shared = conditions_by_use(formula)
    left = Budget(steps=STEPS)
    certain = 2
    while certain <= len(shared):
        simpler = without(formula, set(shared[:certain]), TRUE)
        found = solved(simpler, solver, left.part(left.steps / 2))
        if found is not None:
            return goal_chance(found, chances).high
        left.steps /= 2
        certain *= 2
    return 1.0
