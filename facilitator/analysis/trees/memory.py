"""Goals that were solved, as long as their trees are the very same; and the modules that all goals share."""

from collections import OrderedDict
from dataclasses import dataclass

from facilitator.analysis.trees.diagrams.solving import Solver
from facilitator.analysis.trees.formulas.translation import (
    formula_of,
    trees_below,
)
from facilitator.analysis.trees.goal import (
    Goal,
    solve_goal,
)
from facilitator.model.records.trees import Tree
from facilitator.model.session import Session

MOST_GOALS = 200


@dataclass(frozen=True, slots=True)
class _Known:
    trees: tuple[Tree, ...]
    goal: Goal

    def is_of(self, trees: list[Tree]) -> bool:
        """Whether a goal was solved for exactly these records."""
        if len(trees) != len(self.trees):
            return False
        return all(one is other for one, other in zip(trees, self.trees, strict=True))


class Goals:
    """Solves the goals of sessions, and remembers the last ones."""

    def __init__(self) -> None:
        self.solver = Solver()
        self._known: OrderedDict[str, _Known] = OrderedDict()

    def goal_of(self, session: Session, tree: Tree) -> Goal:
        """The goal of a tree without problems."""
        trees = trees_below(session, tree)
        known = self._known.get(tree.id)
        if known is None or not known.is_of(trees):
            goal = solve_goal(formula_of(session, tree), self.solver)
            known = _Known(tuple(trees), goal)
            self._known[tree.id] = known
        self._known.move_to_end(tree.id)
        if len(self._known) > MOST_GOALS:
            self._known.popitem(last=False)
        return known.goal


GOALS = Goals()
"""What this program has solved."""
