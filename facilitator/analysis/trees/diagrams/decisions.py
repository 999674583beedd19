"""Builds binary decision diagrams of monotone functions."""

from collections.abc import Sequence

from facilitator.analysis.trees.budget import Budget
from facilitator.analysis.trees.diagrams.diagram import (
    EVERYTHING,
    NOTHING,
    TERMINALS,
)
from facilitator.analysis.trees.diagrams.pairs import (
    SECOND,
    WIDTH,
    Branch,
    OpenedPair,
    settle,
)

DEEPEST = 1 << 60
"""The level of the two ends."""


class Decisions:
    """Decision diagrams over levels 0, 1, 2 …, in which equal nodes are one."""

    def __init__(self, budget: Budget) -> None:
        self.level = [DEEPEST, DEEPEST]
        self.low = [NOTHING, EVERYTHING]
        self.high = [NOTHING, EVERYTHING]
        self._budget = budget
        self._nodes: dict[tuple[int, int, int], int] = {}
        self._both: dict[int, int] = {}
        self._either: dict[int, int] = {}

    def node(
        self,
        level: int,
        low: int,
        high: int,
    ) -> int:
        """The node that asks about a level."""
        if low == high:
            return low
        key = (level, low, high)
        found = self._nodes.get(key)
        if found is None:
            found = len(self.level)
            self._nodes[key] = found
            self.level.append(level)
            self.low.append(low)
            self.high.append(high)
        return found

    def both(self, one: int, other: int) -> int:
        """What holds when both hold. Raises BudgetSpent."""
        start = self._both_branch(one, other)
        return settle(
            start,
            self._both,
            self._open_both,
            self.node,
            self._budget,
        )

    def either(self, one: int, other: int) -> int:
        """What holds when one of them does. Raises BudgetSpent."""
        start = self._either_branch(one, other)
        return settle(
            start,
            self._either,
            self._open_either,
            self.node,
            self._budget,
        )

    def at_least(self, needed: int, parts: Sequence[int]) -> int:
        """What holds when so many of these hold. Raises BudgetSpent."""
        deepest_first = sorted(parts, key=self.level.__getitem__, reverse=True)
        if needed == 1:
            return self._any(deepest_first)
        if needed == len(parts):
            return self._all(deepest_first)
        reached = [EVERYTHING, *[NOTHING] * needed]
        for left, part in zip(range(len(parts) - 1, -1, -1), deepest_first, strict=True):
            # What could not reach the number any more with all that is left is not worked out.
            fewest = max(1, needed - left)
            for count in range(needed, fewest - 1, -1):
                with_part = self.both(reached[count - 1], part)
                reached[count] = self.either(reached[count], with_part)
        return reached[needed]

    def _any(self, parts: Sequence[int]) -> int:
        found = NOTHING
        for part in parts:
            found = self.either(part, found)
        return found

    def _all(self, parts: Sequence[int]) -> int:
        found = EVERYTHING
        for part in parts:
            found = self.both(part, found)
        return found

    def _open_both(self, pair: int) -> OpenedPair:
        level, one_low, one_high, other_low, other_high = self._halves(pair)
        low = self._both_branch(one_low, other_low)
        return level, low, self._both_branch(one_high, other_high)

    def _open_either(self, pair: int) -> OpenedPair:
        level, one_low, one_high, other_low, other_high = self._halves(pair)
        low = self._either_branch(one_low, other_low)
        return level, low, self._either_branch(one_high, other_high)

    def _halves(self, pair: int) -> tuple[int, int, int, int, int]:
        """The upper level of two nodes, and both without and with what it asks about."""
        one = pair >> WIDTH
        other = pair & SECOND
        level = self.level[one]
        below = self.level[other]
        if level < below:
            return level, self.low[one], self.high[one], other, other
        if level > below:
            return below, one, one, self.low[other], self.high[other]
        return level, self.low[one], self.high[one], self.low[other], self.high[other]

    def _both_branch(self, one: int, other: int) -> Branch:
        if one > other:
            one, other = other, one
        if one >= TERMINALS and one != other:
            return one << WIDTH | other
        return NOTHING if one == NOTHING else other

    def _either_branch(self, one: int, other: int) -> Branch:
        if one > other:
            one, other = other, one
        if one >= TERMINALS and one != other:
            return one << WIDTH | other
        return EVERYTHING if EVERYTHING in (one, other) else other
