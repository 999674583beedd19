"""How many minimal scenarios there are, by size and by condition, exactly."""

from collections.abc import Collection

from facilitator.analysis.trees.answers.passes import (
    count_slopes,
    weighed,
)
from facilitator.analysis.trees.solution import Solution

NONE_CLOSED: frozenset[str] = frozenset()


def scenario_count(solution: Solution, closed: Collection[str] = NONE_CLOSED) -> int:
    """How many minimal scenarios hold none of the closed conditions."""
    if not solution.parts:
        return solution.constant
    counts = weighed(solution, lambda name: int(name not in closed))
    return counts[-1]


def count_by_size(solution: Solution, closed: Collection[str] = NONE_CLOSED) -> dict[int, int]:
    """Number of conditions -> how many minimal scenarios need so many; only sizes that there are."""
    total = scenario_count(solution, closed)
    if not solution.parts:
        return {0: 1} if total else {}
    # All counts stand in one great number, each in its own stretch of bits.
    width = total.bit_length() + 1
    one_more = 1 << width
    together = weighed(solution, lambda name: 0 if name in closed else one_more)[-1]
    found: dict[int, int] = {}
    size = 0
    while together:
        count = together % one_more
        if count:
            found[size] = count
        together >>= width
        size += 1
    return found


def membership(solution: Solution, closed: Collection[str] = NONE_CLOSED) -> dict[str, int]:
    """Condition -> in how many minimal scenarios it stands."""
    if not solution.parts:
        return {}
    slopes = count_slopes(solution, lambda name: int(name not in closed))
    return {name: 0 if name in closed else slope for name, slope in slopes.items()}
