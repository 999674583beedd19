"""The opposite question: which sets of what closes conditions close a goal."""

from collections.abc import (
    Mapping,
    Sequence,
)

from facilitator.analysis.trees.formulas.formula import (
    FALSE,
    TRUE,
    Formulas,
)
from facilitator.analysis.trees.formulas.simplify import Formula

Closers = Mapping[str, Sequence[str]]
"""Condition -> the names of what makes it impossible, each alone."""


def dual(formula: Formula, closers: Closers) -> Formula:
    """What holds when a goal is closed, over the names of what closes its conditions.

    A gate that asks for k of n becomes one that asks for n - k + 1, and a condition becomes an OR of its closers.
    """
    old = formula.graph
    new = Formulas()
    made: dict[int, int] = {FALSE: TRUE, TRUE: FALSE}
    for item in old.below(formula.root):
        if old.names[item]:
            names = closers.get(old.names[item], ())
            made[item] = new.any_of(new.condition(name) for name in names)
        elif old.is_gate(item):
            inputs = [made[below] for below in old.inputs[item]]
            needed = len(inputs) - old.needed[item] + 1
            made[item] = new.at_least(needed, inputs)
    return Formula(new, made[formula.root])
