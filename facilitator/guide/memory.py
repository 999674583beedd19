"""What was computed last, kept until something that it was computed from is replaced."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

V = TypeVar("V")


class Memory:
    """Remembers one value under each name.

    Sessions are immutable and share what an edit left alone, so a value stays good for as long as
    its inputs are the very same objects.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[tuple[object, ...], Any]] = {}

    def recall(self, name: Hashable, inputs: tuple[object, ...], make: Callable[[], V]) -> V:
        """The value under this name, made anew when an input is another object than last time."""
        kept = self._kept.get(name)
        if kept is not None and len(kept[0]) == len(inputs) and all(map(_same, kept[0], inputs)):
            return kept[1]  # type: ignore[no-any-return]
        value = make()
        self._kept[name] = (inputs, value)
        return value

    def last(self, name: Hashable, otherwise: V) -> V:
        """The value that was last made under this name."""
        return self._kept[name][1] if name in self._kept else otherwise


def _same(one: object, other: object) -> bool:
    return one is other
