"""Formulas made simpler: gates merged into gates of their sort, inputs that belong together grouped."""

from dataclasses import dataclass

from facilitator.analysis.trees.formulas.formula import Formulas
from facilitator.analysis.trees.formulas.supports import supports_of

MOST_GROUPED = 400
"""The inputs of a wider gate are not compared with each other."""


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula of a graph of them."""

    graph: Formulas
    root: int


def simplified(formula: Formula) -> Formula:
    """The same function, with fewer gates and smaller independent parts."""
    return _grouped(_merged(formula))


def _merged(formula: Formula) -> Formula:
    """Every gate with one use goes into the gate of its sort that uses it."""
    old = formula.graph
    items = old.below(formula.root)
    uses = old.uses(items)
    new = Formulas()
    made: dict[int, int] = {0: 0, 1: 1}
    spread: dict[int, list[int]] = {}
    for item in items:
        if not old.is_gate(item):
            made[item] = new.condition(old.names[item]) if old.names[item] else item
            continue
        inputs: list[int] = []
        for below in old.inputs[item]:
            merges = uses[below] == 1 and _same_sort(old, item, below)
            inputs += spread[below] if merges else [made[below]]
        spread[item] = inputs
        needed = len(inputs) if old.is_all(item) else old.needed[item]
        made[item] = new.at_least(needed, inputs)
    return Formula(new, made[formula.root])


def _same_sort(graph: Formulas, one: int, other: int) -> bool:
    if not graph.is_gate(other):
        return False
    both_any = graph.is_any(one) and graph.is_any(other)
    both_all = graph.is_all(one) and graph.is_all(other)
    return both_any or both_all


def _grouped(formula: Formula) -> Formula:
    """Inputs of an AND or OR that share conditions with each other, or with nothing, get a gate of their own."""
    old = formula.graph
    items = old.below(formula.root)
    supports = supports_of(old, items)
    lonely = supports.lonely(formula.root)
    new = Formulas()
    made: dict[int, int] = {0: 0, 1: 1}
    for item in items:
        if not old.is_gate(item):
            made[item] = new.condition(old.names[item]) if old.names[item] else item
            continue
        inputs = old.inputs[item]
        needed = old.needed[item]
        translated = [made[below] for below in inputs]
        if old.is_any(item) or old.is_all(item):
            groups = _groups(inputs, supports.masks, lonely)
            translated = [_gate_of(new, old.is_any(item), [made[below] for below in group]) for group in groups]
            needed = 1 if old.is_any(item) else len(translated)
        made[item] = new.at_least(needed, translated)
    return Formula(new, made[formula.root])


def _gate_of(graph: Formulas, is_any: bool, inputs: list[int]) -> int:
    return graph.any_of(inputs) if is_any else graph.all_of(inputs)


def _groups(inputs: tuple[int, ...], masks: dict[int, int], lonely: set[int]) -> list[list[int]]:
    """The inputs that stand alone as one group, the others grouped by what they share."""
    alone = [item for item in inputs if item in lonely]
    others = [item for item in inputs if item not in lonely]
    if len(inputs) > MOST_GROUPED:
        return [[item] for item in inputs]
    groups: list[tuple[int, list[int]]] = []
    for item in others:
        mask = masks[item]
        group = [item]
        apart: list[tuple[int, list[int]]] = []
        for other_mask, other in groups:
            if mask & other_mask:
                mask |= other_mask
                group = other + group
            else:
                apart.append((other_mask, other))
        groups = [*apart, (mask, group)]
    found = [group for _, group in groups]
    return [*found, alone] if alone else found
