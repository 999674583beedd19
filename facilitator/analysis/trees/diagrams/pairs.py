"""One loop for every operation on two diagrams: pairs of nodes are opened, then settled from the deepest level up."""

from collections.abc import Callable

from facilitator.analysis.trees.budget import CHECKED_EVERY, Budget

Pair = tuple[int, int]
Branch = int | Pair
"""A node where the answer is known at once, else the pair of nodes whose answer is needed."""

OpenedPair = tuple[int, Branch, Branch]
"""The level of the variable that a pair is split by, and what is needed without it and with it."""

Waiting = tuple[Pair, Branch, Branch]
NOT_YET = -1


def settle(
    start: Branch,
    known: dict[Pair, int],
    opened: Callable[[Pair], OpenedPair],
    node: Callable[[int, int, int], int],
    budget: Budget,
) -> int:
    """The node that answers a pair. known: what was answered before. Raises BudgetSpent."""
    if isinstance(start, int):
        return start
    levels = _open_all(start, known, opened, budget)
    for level in sorted(levels, reverse=True):
        for pair, low, high in levels[level]:
            without = low if isinstance(low, int) else known[low]
            within = high if isinstance(high, int) else known[high]
            known[pair] = node(level, without, within)
    return known[start]


def _open_all(
    start: Pair,
    known: dict[Pair, int],
    opened: Callable[[Pair], OpenedPair],
    budget: Budget,
) -> dict[int, list[Waiting]]:
    """Open a pair and all that it needs, by level. What a pair needs is always deeper than it."""
    levels: dict[int, list[Waiting]] = {}
    waiting = [start]
    steps = 0
    while waiting:
        pair = waiting.pop()
        if pair in known:
            continue
        known[pair] = NOT_YET
        level, low, high = opened(pair)
        at_level = levels.setdefault(level, [])
        at_level.append((pair, low, high))
        if not isinstance(low, int):
            waiting.append(low)
        if not isinstance(high, int):
            waiting.append(high)
        steps += 1
        if steps == CHECKED_EVERY:
            budget.spend(steps)
            steps = 0
    budget.spend(steps)
    return levels
