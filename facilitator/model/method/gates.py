"""The gates of a threat tree, each declared once: its word in outlines, its words in a drawn tree, what it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

FEWEST_OF_SEVERAL = 2
"""The threshold that a gate with one begins with, where there are so many nodes below it."""


class Gate(StrEnum):
    """How a tree node combines its children; a LEAF stands on a condition or on another tree."""

    AND = "and"
    OR = "or"
    AT_LEAST = "at-least"
    SEQUENCE = "sequence"
    LEAF = "leaf"


def _one(count: int, threshold: int) -> int:
    return 1


def _threshold(count: int, threshold: int) -> int:
    return threshold


def _all(count: int, threshold: int) -> int:
    return count


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRule:
    """What a gate asks of the nodes below it.

    outline: the word that its line in an outline begins with; none for a leaf.
    words: what a drawn tree calls it; {threshold} stands for its number.
    needs: how many of its children have to hold, from their count and its threshold.
    has_threshold: whether a number goes with it.
    """

    outline: str
    words: str
    needs: Callable[[int, int], int]
    has_threshold: bool = False

    def first_threshold(self, count: int) -> int:
        """The threshold of a node that is turned into this gate with so many children; 0 without one."""
        return max(1, min(FEWEST_OF_SEVERAL, count)) if self.has_threshold else 0


GATES: dict[Gate, GateRule] = {
    Gate.OR: GateRule(outline="or", words="OR", needs=_one),
    Gate.AND: GateRule(outline="and", words="AND", needs=_all),
    Gate.SEQUENCE: GateRule(outline="sequence", words="SEQUENCE", needs=_all),
    Gate.AT_LEAST: GateRule(outline="at-least", words="AT LEAST {threshold}", needs=_threshold, has_threshold=True),
    Gate.LEAF: GateRule(outline="", words="", needs=_all),
}
"""The rule of each gate, in the order in which the tree editor turns from one to the next."""


def outline_beginnings() -> tuple[str, ...]:
    """What a line of an outline begins with to be a gate, such as `or:` and `at-least 2:`."""
    rules = [rule for rule in GATES.values() if rule.outline]
    return tuple(f"{rule.outline} {FEWEST_OF_SEVERAL}:" if rule.has_threshold else f"{rule.outline}:" for rule in rules)
