"""Orders in which a diagram may ask about the inputs of a module. No single one is good for all."""

from collections.abc import (
    Callable,
    Iterator,
    Sequence,
)
from operator import itemgetter

from facilitator.analysis.trees.formulas.modules import Shape

Order = tuple[int, ...]
ROUNDS = 20


def orders(shape: Shape, inputs: int) -> Iterator[Order]:
    """Different orders of the inputs of a module, the ones that are usually good first."""
    seen: set[Order] = set()
    for order in _candidates(shape, inputs):
        if order not in seen:
            seen.add(order)
            yield order


def _candidates(shape: Shape, inputs: int) -> Iterator[Order]:
    as_drawn = tuple(range(inputs))
    yield as_drawn
    sizes = _sizes(shape)
    light = _walk(shape, lambda item: sizes[item] if item < 0 else 1)
    yield light
    yield drawn_together(shape, as_drawn)
    yield drawn_together(shape, light)
    yield _walk(shape, lambda item: -sizes[item] if item < 0 else -1)
    supports = _support_sizes(shape)
    yield _walk(shape, lambda item: supports[item] if item < 0 else 1)


def drawn_together(shape: Shape, order: Order) -> Order:
    """An order in which the inputs of each gate stand closer: each goes to the middle of its gates, over and over."""
    places: dict[int, float] = {item: float(place) for place, item in enumerate(order)}
    _place_gates(shape, places)
    for _ in range(ROUNDS):
        sums: dict[int, float] = dict.fromkeys(places, 0.0)
        counts: dict[int, int] = dict.fromkeys(places, 0)
        for number, gate in enumerate(shape):
            members = (-1 - number, *gate.inputs)
            middle = sum(places[item] for item in members) / len(members)
            for item in members:
                sums[item] += middle
                counts[item] += 1
        middles = {item: sums[item] / counts[item] for item in places}
        ordered = sorted(middles, key=middles.__getitem__)
        places = {item: float(place) for place, item in enumerate(ordered)}
    return tuple(item for item in sorted(places, key=places.__getitem__) if item >= 0)


def _place_gates(shape: Shape, places: dict[int, float]) -> None:
    for number, gate in enumerate(shape):
        below = [places[item] for item in gate.inputs]
        places[-1 - number] = sum(below) / len(below)


def _sizes(shape: Shape) -> dict[int, int]:
    """Gate -> how many inputs are drawn below it, those that are shared as often as they are."""
    sizes: dict[int, int] = {}
    for number, gate in enumerate(shape):
        sizes[-1 - number] = sum(sizes.get(item, 1) for item in gate.inputs)
    return sizes


def _support_sizes(shape: Shape) -> dict[int, int]:
    """Gate -> how many different inputs it stands on."""
    masks: dict[int, int] = {}
    for number, gate in enumerate(shape):
        mask = 0
        for item in gate.inputs:
            mask |= masks[item] if item < 0 else 1 << item
        masks[-1 - number] = mask
    return {item: mask.bit_count() for item, mask in masks.items()}


def _walk(shape: Shape, weight: Callable[[int], int]) -> Order:
    """The inputs as a walk meets them that takes light gates first."""
    order: dict[int, None] = {}
    seen: set[int] = set()
    waiting = [-len(shape)]
    while waiting:
        item = waiting.pop()
        if item >= 0:
            order.setdefault(item)
        elif item not in seen:
            seen.add(item)
            waiting += _heaviest_first(shape[-1 - item].inputs, weight)
    return tuple(order)


def _heaviest_first(items: Sequence[int], weight: Callable[[int], int]) -> list[int]:
    weighed = [(weight(item), place, item) for place, item in enumerate(items)]
    weighed.sort(key=itemgetter(0, 1), reverse=True)
    return [item for _, _, item in weighed]
