"""Builds binary decision diagrams of monotone functions."""

from collections.abc import Sequence

from facilitator.analysis.trees.budget import Budget
from facilitator.analysis.trees.diagrams.diagram import EVERYTHING, NOTHING
from facilitator.analysis.trees.diagrams.pairs import Branch, OpenedPair, Pair, settle

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
        self._both: dict[Pair, int] = {}
        self._either: dict[Pair, int] = {}

    def node(self, level: int, low: int, high: int) -> int:
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
        return settle(start, self._both, self._open_both, self.node, self._budget)

    def either(self, one: int, other: int) -> int:
        """What holds when one of them does. Raises BudgetSpent."""
        start = self._either_branch(one, other)
        return settle(start, self._either, self._open_either, self.node, self._budget)

    def at_least(self, needed: int, parts: Sequence[int]) -> int:
        """What holds when so many of these hold. Raises BudgetSpent."""
        deepest_first = sorted(parts, key=self.level.__getitem__, reverse=True)
        if needed == 1:
            return self._any(deepest_first)
        if needed == len(parts):
            return self._all(deepest_first)
        reached = [EVERYTHING, *[NOTHING] * needed]
        for part in deepest_first:
            for count in range(needed, 0, -1):
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

    def _open_both(self, pair: Pair) -> OpenedPair:
        one, other = pair
        level = min(self.level[one], self.level[other])
        one_low, one_high = self._split(one, level)
        other_low, other_high = self._split(other, level)
        low = self._both_branch(one_low, other_low)
        return level, low, self._both_branch(one_high, other_high)

    def _open_either(self, pair: Pair) -> OpenedPair:
        one, other = pair
        level = min(self.level[one], self.level[other])
        one_low, one_high = self._split(one, level)
        other_low, other_high = self._split(other, level)
        low = self._either_branch(one_low, other_low)
        return level, low, self._either_branch(one_high, other_high)

    def _split(self, node: int, level: int) -> Pair:
        if self.level[node] == level:
            return self.low[node], self.high[node]
        return node, node

    def _both_branch(self, one: int, other: int) -> Branch:
        if NOTHING in (one, other):
            return NOTHING
        if one in (EVERYTHING, other):
            return other
        if other == EVERYTHING:
            return one
        return (one, other) if one < other else (other, one)

    def _either_branch(self, one: int, other: int) -> Branch:
        if EVERYTHING in (one, other):
            return EVERYTHING
        if one in (NOTHING, other):
            return other
        if other == NOTHING:
            return one
        return (one, other) if one < other else (other, one)
