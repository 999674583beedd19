"""Linear walks over diagrams: values from the ends up, and how much hangs on each input from the top down."""

from collections.abc import (
    Callable,
    Sequence,
)

from facilitator.analysis.trees.diagrams.diagram import (
    TERMINALS,
    Diagram,
)
from facilitator.analysis.trees.solution import Solution

ValueOf = Callable[[str], float]
WeightOf = Callable[[str], int]


def sums(diagram: Diagram, take: Sequence[int]) -> list[int]:
    """At each node, the sum over the sets below it of the products of their inputs' weights."""
    found = [0, 1]
    for item, low, high in diagram.nodes:
        found.append(found[low] + take[item] * found[high])
    return found


def chances(diagram: Diagram, chance: Sequence[float]) -> list[float]:
    """At each node, how likely it holds, given how likely each input does."""
    found = [0.0, 1.0]
    for item, low, high in diagram.nodes:
        without = found[low]
        found.append(without + chance[item] * (found[high] - without))
    return found


def weighed(solution: Solution, weight: WeightOf) -> list[int]:
    """The weighed sum of the minimal scenarios of each part."""
    found: list[int] = []
    for part in solution.parts:
        take = [weight(item) if isinstance(item, str) else found[item] for item in part.inputs]
        diagram = part.solved.scenarios
        found.append(sums(diagram, take)[diagram.root])
    return found


def likely(solution: Solution, chance: ValueOf) -> list[float]:
    """How likely each part holds."""
    found: list[float] = []
    for part in solution.parts:
        inputs = [chance(item) if isinstance(item, str) else found[item] for item in part.inputs]
        diagram = part.solved.decisions
        found.append(chances(diagram, inputs)[diagram.root])
    return found


def count_slopes(solution: Solution, weight: WeightOf) -> dict[str, int]:
    """By how much the weighed sum of all minimal scenarios changes with the weight of each condition."""
    values = weighed(solution, weight)
    found: dict[str, int] = {}
    slopes = [0] * len(values)
    slopes[-1] = 1
    for number in range(len(values) - 1, -1, -1):
        part = solution.parts[number]
        take = [weight(item) if isinstance(item, str) else values[item] for item in part.inputs]
        inner = _sum_slopes(part.solved.scenarios, take, slopes[number])
        for item, slope in zip(part.inputs, inner, strict=True):
            if isinstance(item, str):
                found[item] = slope
            else:
                slopes[item] += slope
    return found


def chance_slopes(solution: Solution, chance: ValueOf) -> dict[str, float]:
    """By how much the probability of the goal changes with that of each condition."""
    values = likely(solution, chance)
    found: dict[str, float] = {}
    slopes = [0.0] * len(values)
    slopes[-1] = 1.0
    for number in range(len(values) - 1, -1, -1):
        part = solution.parts[number]
        inputs = [chance(item) if isinstance(item, str) else values[item] for item in part.inputs]
        inner = _chance_slopes(part.solved.decisions, inputs, slopes[number])
        for item, slope in zip(part.inputs, inner, strict=True):
            if isinstance(item, str):
                found[item] = slope
            else:
                slopes[item] += slope
    return found


def _sum_slopes(diagram: Diagram, take: Sequence[int], start: int) -> list[int]:
    values = sums(diagram, take)
    flow = [0] * len(values)
    flow[diagram.root] = start
    found = [0] * len(take)
    for place in range(len(values) - 1, TERMINALS - 1, -1):
        item, low, high = diagram.nodes[place - TERMINALS]
        here = flow[place]
        flow[low] += here
        flow[high] += here * take[item]
        found[item] += here * values[high]
    return found


def _chance_slopes(diagram: Diagram, chance: Sequence[float], start: float) -> list[float]:
    values = chances(diagram, chance)
    flow = [0.0] * len(values)
    flow[diagram.root] = start
    found = [0.0] * len(chance)
    for place in range(len(values) - 1, TERMINALS - 1, -1):
        item, low, high = diagram.nodes[place - TERMINALS]
        here = flow[place]
        within = here * chance[item]
        flow[high] += within
        flow[low] += here - within
        found[item] += here * (values[high] - values[low])
    return found
