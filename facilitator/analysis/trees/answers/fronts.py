"""What cannot be had better without being had dearer: for the attacker, and for the defender."""

from collections.abc import (
    Callable,
    Mapping,
    Sequence,
)
from dataclasses import dataclass

from facilitator.analysis.trees.budget import (
    Budget,
    BudgetSpent,
)
from facilitator.analysis.trees.solution import Solution

Point = tuple[float, float]
"""A cost, and what one gets for it; less of both is better."""

Combine = Callable[[float, float], float]


@dataclass(frozen=True, slots=True)
class Front:
    """Points of which none is better than another, cheapest first. is_whole: whether none is missing."""

    points: tuple[Point, ...]
    is_whole: bool = True


def attack_front(
    solution: Solution,
    point: Callable[[str], Point | None],
    combine: Combine,
    start: float,
) -> Front:
    """The front of single scenarios: what they cost, and how bad they are at something else.

    point: the cost and the badness of a condition; None when it cannot hold.
    combine: the badness of two conditions together. start: that of no condition.
    """
    nothing: Point = (0.0, start)
    if not solution.parts:
        return Front((nothing,) if solution.constant else ())
    roots: list[tuple[Point, ...]] = []
    for part in solution.parts:
        inputs = [_points(point(item)) if isinstance(item, str) else roots[item] for item in part.inputs]
        fronts: list[tuple[Point, ...]] = [(), (nothing,)]
        for item, low, high in part.solved.scenarios.nodes:
            within = _joined(inputs[item], fronts[high], combine)
            fronts.append(_best([*fronts[low], *within]))
        roots.append(fronts[part.solved.scenarios.root])
    return Front(roots[-1])


def cost_and_chance(solution: Solution, cost: Mapping[str, float], chance: Mapping[str, float]) -> Front:
    """The cost of a scenario against the probability that all of its conditions hold, not that of the goal."""

    def point(name: str) -> Point | None:
        if not chance.get(name, 1.0):
            return None
        return cost.get(name, 0.0), -chance.get(name, 1.0)

    front = attack_front(
        solution,
        point,
        lambda one, other: -one * other,
        -1.0,
    )
    return Front(tuple((paid, -likely) for paid, likely in front.points))


def cost_and_skill(solution: Solution, cost: Mapping[str, float], skill: Mapping[str, int]) -> Front:
    """The cost of a scenario against the rank of the highest skill that it needs."""

    def point(name: str) -> Point:
        return cost.get(name, 0.0), float(skill.get(name, 0))

    return attack_front(
        solution,
        point,
        max,
        0.0,
    )


def defence_front(
    names: Sequence[str],
    costs: Mapping[str, float],
    chance: Callable[[set[str]], float],
    budget: Budget,
) -> Front:
    """What countermeasures cost together against the probability of the goal that is left with them.

    Choices are cut off that cannot be better than a point that is there, even with all that is undecided for free.
    """
    search = _Defence(sorted(names, key=lambda name: costs[name]), costs, chance)
    try:
        search.run(budget)
    except BudgetSpent:
        return Front(tuple(search.points), False)
    return Front(tuple(search.points))


class _Defence:
    def __init__(
        self,
        names: Sequence[str],
        costs: Mapping[str, float],
        chance: Callable[[set[str]], float],
    ) -> None:
        self._names = names
        self._costs = costs
        self._chance = chance
        self.points: tuple[Point, ...] = ()
        self._begin()

    def run(self, budget: Budget) -> None:
        """Decide on one countermeasure after the other. Raises BudgetSpent."""
        waiting: list[tuple[int, tuple[str, ...], float]] = [(0, (), 0.0)]
        while waiting:
            budget.spend(1)
            place, chosen, cost = waiting.pop()
            if place == len(self._names):
                continue
            undecided = self._names[place:]
            if self._is_beaten((cost, self._chance({*chosen, *undecided}))):
                continue
            name = self._names[place]
            more = cost + self._costs[name]
            self._note(more, {*chosen, name})
            waiting.append((place + 1, chosen, cost))
            waiting.append((place + 1, (*chosen, name), more))

    def _begin(self) -> None:
        """Take what helps most for what it costs, over and over: good points to beat."""
        chosen: set[str] = set()
        cost = 0.0
        self._note(cost, chosen)
        while len(chosen) < len(self._names):
            left = [name for name in self._names if name not in chosen]
            best = min(left, key=lambda name: (self._chance({*chosen, name}), self._costs[name]))
            chosen.add(best)
            cost += self._costs[best]
            self._note(cost, chosen)

    def _note(self, cost: float, chosen: set[str]) -> None:
        self.points = _best([*self.points, (cost, self._chance(chosen))])

    def _is_beaten(self, point: Point) -> bool:
        return any(cost <= point[0] and left <= point[1] for cost, left in self.points)


def _points(point: Point | None) -> tuple[Point, ...]:
    return () if point is None else (point,)


def _joined(some: Sequence[Point], others: Sequence[Point], combine: Combine) -> list[Point]:
    found: list[Point] = []
    for cost, value in some:
        for other_cost, other in others:
            found.append((cost + other_cost, combine(value, other)))
    return found


def _best(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points that no other one beats, cheapest first."""
    found: list[Point] = []
    for point in sorted(set(points)):
        if not found or point[1] < found[-1][1]:
            found.append(point)
    return tuple(found)
