"""What a tree amounts to while some conditions are impossible."""

from dataclasses import dataclass

from facilitator.analysis.trees.problems import tree_problems
from facilitator.model.records.trees import Tree
from facilitator.model.session import Session

MOST_LISTED = 100
"""So many scenarios are listed; how many there are is told beside them."""


@dataclass(frozen=True, slots=True)
class TreeAnalysis:
    """What a tree amounts to while some conditions are impossible.

    scenarios: the first minimal sets of conditions that together reach the goal, shortest first.
    pruned: ids of the nodes that are dead, or stand below a dead gate.
    problems: sentences on why the tree cannot be evaluated; then the rest is empty.
    count: how many scenarios there are, listed or not.
    is_exact: whether there are just so many; otherwise there are at least so many.
    """

    tree: str
    problems: tuple[str, ...] = ()
    reachable: bool = False
    scenarios: tuple[tuple[str, ...], ...] = ()
    pruned: tuple[str, ...] = ()
    count: int = 0
    is_exact: bool = True

    @property
    def count_words(self) -> str:
        """How many scenarios there are, in words."""
        noun = "scenario" if self.count == 1 else "scenarios"
        bound = "" if self.is_exact else "at least "
        return f"{bound}{self.count:,} {noun}"


def analyse_tree(session: Session, tree: Tree, disabled: frozenset[str]) -> TreeAnalysis:
    """What a tree amounts to while these conditions are impossible."""
    # The analysis is imported with the first tree, to keep it out of the start of the program.
    from facilitator.analysis.trees.memory import GOALS
    from facilitator.analysis.trees.pruning import pruned_nodes

    problems = tree_problems(session, tree)
    if problems:
        return TreeAnalysis(tree.id, problems)
    goal = GOALS.goal_of(session, tree)
    count = goal.count(disabled)
    return TreeAnalysis(
        tree.id,
        (),
        goal.is_reachable(disabled),
        tuple(goal.first(MOST_LISTED, disabled)),
        pruned_nodes(session, tree, disabled),
        count.number,
        count.is_exact,
    )
