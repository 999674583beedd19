"""How much work a computation may do, in steps and in seconds, and how somebody stops it."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from time import monotonic

CHECKED_EVERY = 512
"""So many steps are taken before a loop asks its budget again."""


class BudgetSpent(Exception):
    """Raised when a computation has done all the work that it may do."""


def never() -> bool:
    """Stop a computation at no time."""
    return False


@dataclass(slots=True)
class Budget:
    """What is left of the work that a computation may do.

    steps: how many pairs of nodes or the like may still be looked at.
    until: the time by the monotonic clock at which it ends.
    is_stopped: says whether nobody wants the answer any more.
    """

    steps: float = inf
    until: float = inf
    is_stopped: Callable[[], bool] = never

    def spend(self, steps: int) -> None:
        """Take some steps. Raises BudgetSpent when there are not so many left."""
        self.steps -= steps
        if self.steps < 0 or self.is_over:
            raise BudgetSpent

    @property
    def is_over(self) -> bool:
        """Whether the time is up, or somebody has stopped it."""
        return monotonic() > self.until or self.is_stopped()

    def part(self, steps: float) -> "Budget":
        """A budget of so many steps under the same clock."""
        fewest = min(steps, self.steps)
        return Budget(fewest, self.until, self.is_stopped)


def seconds_from_now(seconds: float, is_stopped: Callable[[], bool] = never) -> Budget:
    """A budget of so much time."""
    until = monotonic() + seconds
    return Budget(until=until, is_stopped=is_stopped)
