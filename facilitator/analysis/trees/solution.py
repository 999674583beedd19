"""A formula solved: its modules with their diagrams, and what could not be solved within the budget."""

from dataclasses import dataclass

from facilitator.analysis.trees.budget import Budget
from facilitator.analysis.trees.diagrams.solving import (
    Solved,
    Solver,
)
from facilitator.analysis.trees.formulas.formula import TRUE
from facilitator.analysis.trees.formulas.modules import (
    Input,
    modules_of,
)
from facilitator.analysis.trees.formulas.simplify import (
    Formula,
    simplified,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A module with its diagrams. inputs: conditions by name, and earlier parts by their number."""

    inputs: tuple[Input, ...]
    solved: Solved


@dataclass(frozen=True, slots=True)
class Solution:
    """A function as a list of parts, those that others stand on first; the last is the function itself.

    constant: what it is when it speaks of no condition; then there are no parts.
    """

    parts: tuple[Part, ...]
    constant: int = 0

    @property
    def conditions(self) -> tuple[str, ...]:
        """The conditions that it speaks of, each once."""
        found: dict[str, None] = {}
        for part in self.parts:
            names = (item for item in part.inputs if isinstance(item, str))
            found |= dict.fromkeys(names)
        return tuple(found)


def solved(formula: Formula, solver: Solver, budget: Budget) -> Solution | None:
    """Solve a formula, or give up with None when a module of it is too big for the budget."""
    if formula.root <= TRUE:
        return Solution((), formula.root)
    parts: list[Part] = []
    for module in modules_of(simplified(formula)):
        found = solver.solve(module.shape, len(module.inputs), budget)
        if found is None:
            return None
        parts.append(Part(module.inputs, found))
    return Solution(tuple(parts))
