"""The cheapest choice that takes at least one of each of several sets, by branch and bound."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from facilitator.analysis.trees.budget import (
    Budget,
    BudgetSpent,
)

Bits = int


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice with what it costs. is_proven: whether none is cheaper. bound: what every choice costs at least."""

    bits: Bits
    cost: float
    is_proven: bool
    bound: float


def cheapest_choice(sets: Sequence[Bits], costs: Sequence[float], budget: Budget) -> Choice:
    """The cheapest bits that meet each of these sets, none of which is empty."""
    search = _Search(_least_sets(sets), costs)
    bound = search.bound(0)
    try:
        search.run(budget)
    except BudgetSpent:
        return Choice(
            search.best,
            search.best_cost,
            search.best_cost <= bound,
            bound,
        )
    return Choice(
        search.best,
        search.best_cost,
        True,
        search.best_cost,
    )


class _Search:
    """The best choice so far, beginning with the one that takes the cheapest of each set in turn."""

    def __init__(self, sets: list[Bits], costs: Sequence[float]) -> None:
        self._sets = sets
        self._costs = costs
        self.best = self._greedy()
        self.best_cost = self._cost(self.best)

    def run(self, budget: Budget) -> None:
        """Try what could be cheaper. Raises BudgetSpent."""
        waiting: list[tuple[Bits, Bits, float]] = [(0, 0, 0.0)]
        while waiting:
            budget.spend(1)
            taken, barred, cost = waiting.pop()
            if cost + self.bound(taken, barred) >= self.best_cost:
                continue
            smallest = self._smallest_left(taken, barred)
            if smallest is None:
                self.best = taken
                self.best_cost = cost
                continue
            waiting += reversed(
                self._branches(
                    smallest,
                    taken,
                    barred,
                    cost,
                )
            )

    def _branches(
        self,
        bits: Bits,
        taken: Bits,
        barred: Bits,
        cost: float,
    ) -> list[tuple[Bits, Bits, float]]:
        """Take each bit of a set in turn, the cheapest first, and never again one that was tried before."""
        found: list[tuple[Bits, Bits, float]] = []
        for bit in sorted(_places(bits), key=self._costs.__getitem__):
            found.append((taken | 1 << bit, barred, cost + self._costs[bit]))
            barred |= 1 << bit
        return found

    def bound(self, taken: Bits, barred: Bits = 0) -> float:
        """What it costs at least to meet the sets that are left: sets without a common bit cost one each."""
        total = 0.0
        seen = 0
        for one in self._sets:
            possible = one & ~barred
            if one & taken or possible & seen:
                continue
            seen |= possible
            total += self._least(possible)
        return total

    def _least(self, bits: Bits) -> float:
        return min((self._costs[bit] for bit in _places(bits)), default=inf)

    def _smallest_left(self, taken: Bits, barred: Bits) -> Bits | None:
        left = [one & ~barred for one in self._sets if not one & taken]
        return min(left, key=int.bit_count, default=None)

    def _greedy(self) -> Bits:
        taken = 0
        for one in self._sets:
            if not one & taken:
                taken |= 1 << min(_places(one), key=self._costs.__getitem__)
        return taken

    def _cost(self, bits: Bits) -> float:
        return sum(self._costs[bit] for bit in _places(bits))


def _least_sets(sets: Sequence[Bits]) -> list[Bits]:
    """The sets that hold no other one, small ones first."""
    found: list[Bits] = []
    for one in sorted(set(sets), key=lambda bits: (bits.bit_count(), bits)):
        if not any(other & one == other for other in found):
            found.append(one)
    return found


def _places(bits: Bits) -> list[int]:
    found: list[int] = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found
