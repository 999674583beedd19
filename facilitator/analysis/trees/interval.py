"""A probability, as far as it is known."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """A probability, as far as it is known. is_estimate: whether it was found by trying at random."""

    low: float
    high: float
    is_estimate: bool = False

    @property
    def is_known(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    def within(self, other: "Interval") -> "Interval":
        """What holds when both hold."""
        low = max(self.low, other.low)
        return Interval(low, max(low, min(self.high, other.high)))
