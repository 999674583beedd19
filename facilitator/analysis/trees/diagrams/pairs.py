"""One loop for every operation on two diagrams: pairs of nodes are opened, then settled from the deepest level up."""

from collections import defaultdict
from collections.abc import Callable

from facilitator.analysis.trees.budget import (
    CHECKED_EVERY,
    Budget,
)

Branch = int
"""A node where the answer is known at once, else the pair of nodes whose answer is needed, as one number."""

OpenedPair = tuple[int, Branch, Branch]
"""The level of the variable that a pair is split by, and what is needed without it and with it."""

WIDTH = 32
"""A pair is one number, which is faster to look up than two: the first node stands above so many bits."""

SECOND = (1 << WIDTH) - 1
FIRST_PAIR = 1 << WIDTH
"""What is smaller is a node. No pair that needs work has an end as its first node."""

NOT_YET = -1


def settle(
    start: Branch,
    known: dict[int, int],
    opened: Callable[[int], OpenedPair],
    node: Callable[[int, int, int], int],
    budget: Budget,
) -> int:
    """The node that answers a pair. known: what was answered before. Raises BudgetSpent."""
    if start < FIRST_PAIR:
        return start
    if start in known:
        return known[start]
    levels = _open_all(
        start,
        known,
        opened,
        budget,
    )
    for level in sorted(levels, reverse=True):
        for pair, low, high in levels[level]:
            without = low if low < FIRST_PAIR else known[low]
            within = high if high < FIRST_PAIR else known[high]
            known[pair] = node(level, without, within)
    return known[start]


def _open_all(
    start: int,
    known: dict[int, int],
    opened: Callable[[int], OpenedPair],
    budget: Budget,
) -> dict[int, list[OpenedPair]]:
    """Open a pair and all that it needs, by level. What a pair needs is always deeper than it."""
    levels: defaultdict[int, list[OpenedPair]] = defaultdict(list)
    known[start] = NOT_YET
    waiting = [start]
    steps = 0
    while waiting:
        pair = waiting.pop()
        level, low, high = opened(pair)
        levels[level].append((pair, low, high))
        if low >= FIRST_PAIR and low not in known:
            known[low] = NOT_YET
            waiting.append(low)
        if high >= FIRST_PAIR and high not in known:
            known[high] = NOT_YET
            waiting.append(high)
        steps += 1
        if steps == CHECKED_EVERY:
            budget.spend(steps)
            steps = 0
    budget.spend(steps)
    return levels
