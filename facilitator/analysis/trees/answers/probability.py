"""How likely a goal is reached, and how much hangs on each condition.

Conditions are taken as independent of each other. What is not known of a condition makes an interval: the function is
monotone, so the ends are reached with all unknown probabilities at their least and at their greatest.
"""

from collections.abc import (
    Callable,
    Mapping,
)
from dataclasses import dataclass

from facilitator.analysis.trees.answers.passes import (
    chance_slopes,
    likely,
)
from facilitator.analysis.trees.interval import Interval as Interval
from facilitator.analysis.trees.solution import Solution

UNKNOWN = Interval(0.0, 1.0)
Chances = Mapping[str, Interval]
"""Condition -> how likely it holds; one that is not there is unknown."""


@dataclass(frozen=True, slots=True)
class Importance:
    """How much hangs on a condition.

    birnbaum: by how much the goal is more likely when it holds than when it does not.
    criticality: which part of the probability of the goal goes when it becomes impossible.
    diagnosis: how likely it held, given that the goal was reached.
    """

    birnbaum: float
    criticality: float
    diagnosis: float


def goal_chance(solution: Solution, chances: Chances) -> Interval:
    """How likely a goal is reached."""
    low = _value(solution, low_ends(chances))
    high = _value(solution, high_ends(chances))
    return Interval(low, max(low, high))


def importance(solution: Solution, chance: Callable[[str], float]) -> dict[str, Importance]:
    """How much hangs on each condition, with one probability for each."""
    total = _value(solution, chance)
    if not solution.parts:
        return {}
    found: dict[str, Importance] = {}
    for name, slope in chance_slopes(solution, chance).items():
        own = chance(name)
        if not total:
            found[name] = Importance(slope, 0.0, 0.0)
            continue
        critical = slope * own / total
        with_it = total + slope * (1 - own)
        found[name] = Importance(slope, critical, own * with_it / total)
    return found


def low_ends(chances: Chances) -> Callable[[str], float]:
    """How likely each condition is at least."""
    return lambda name: chances.get(name, UNKNOWN).low


def high_ends(chances: Chances) -> Callable[[str], float]:
    """How likely each condition is at most."""
    return lambda name: chances.get(name, UNKNOWN).high


def _value(solution: Solution, chance: Callable[[str], float]) -> float:
    if not solution.parts:
        return float(solution.constant)
    return likely(solution, chance)[-1]
