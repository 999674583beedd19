"""Monotone functions of conditions as a graph in which what is equal is one."""

from collections import Counter
from collections.abc import Iterable

FALSE = 0
TRUE = 1

Inputs = tuple[int, ...]


class Formulas:
    """Conditions and gates, each with a number; every gate asks for at least so many of its inputs.

    An OR asks for one, an AND for all. Inputs have smaller numbers than what they go into, so a loop from the smallest
    number to the greatest meets them first. A repeated input of a gate that asks for several counts each time.
    """

    def __init__(self) -> None:
        self.names = ["", ""]
        self.needed = [0, 0]
        self.inputs: list[Inputs] = [(), ()]
        self._conditions: dict[str, int] = {}
        self._gates: dict[tuple[int, Inputs], int] = {}

    def condition(self, name: str) -> int:
        """The formula that holds when a condition does."""
        if name not in self._conditions:
            self._conditions[name] = self._new(name, 0, ())
        return self._conditions[name]

    def any_of(self, inputs: Iterable[int]) -> int:
        """The formula that holds when one of these does."""
        return self.at_least(1, inputs)

    def all_of(self, inputs: Iterable[int]) -> int:
        """The formula that holds when all of these do."""
        listed = tuple(inputs)
        return self.at_least(len(listed), listed)

    def at_least(self, needed: int, inputs: Iterable[int]) -> int:
        """The formula that holds when so many of these do."""
        listed = tuple(inputs)
        left = needed - listed.count(TRUE)
        open_inputs = tuple(item for item in listed if item > TRUE)
        if left <= 0:
            return TRUE
        if left > len(open_inputs):
            return FALSE
        return self._gate(left, open_inputs)

    def is_gate(self, item: int) -> bool:
        """Whether this is a gate rather than a condition or a constant."""
        return bool(self.inputs[item])

    def is_any(self, item: int) -> bool:
        """Whether this is an OR."""
        return self.needed[item] == 1

    def is_all(self, item: int) -> bool:
        """Whether this is an AND."""
        return self.is_gate(item) and self.needed[item] == len(self.inputs[item])

    def below(self, root: int) -> list[int]:
        """All that a formula is made of with itself, inputs first."""
        seen = {root}
        waiting = [root]
        while waiting:
            item = waiting.pop()
            for below in self.inputs[item]:
                if below not in seen:
                    seen.add(below)
                    waiting.append(below)
        return sorted(seen)

    def conditions_of(self, root: int) -> list[str]:
        """The names of the conditions that a formula speaks of."""
        names = (self.names[item] for item in self.below(root))
        return [name for name in names if name]

    def uses(self, items: Iterable[int]) -> Counter[int]:
        """How often each of these formulas is an input of another one of them."""
        found: Counter[int] = Counter()
        for item in items:
            found.update(self.inputs[item])
        return found

    def _gate(self, needed: int, inputs: Inputs) -> int:
        if needed in (1, len(inputs)):
            distinct = tuple(dict.fromkeys(inputs))
            needed = 1 if needed == 1 else len(distinct)
            inputs = distinct
        if len(inputs) == 1:
            return inputs[0]
        ordered = sorted(inputs)
        key = (needed, tuple(ordered))
        if key not in self._gates:
            self._gates[key] = self._new("", needed, inputs)
        return self._gates[key]

    def _new(
        self,
        name: str,
        needed: int,
        inputs: Inputs,
    ) -> int:
        self.names.append(name)
        self.needed.append(needed)
        self.inputs.append(inputs)
        return len(self.names) - 1
