"""Which nodes of a tree can still hold while some conditions are impossible."""

from collections.abc import Collection

from facilitator.analysis.trees.formulas.translation import trees_below
from facilitator.analysis.trees.outline import (
    children_of,
    condition_of,
    drawn_tree,
    needed_of,
    referred_tree,
)
from facilitator.model.method.gates import Gate
from facilitator.model.records.trees import Tree
from facilitator.model.session import Session

Alive = dict[str, bool]
"""Node -> whether it can hold."""


def pruned_nodes(session: Session, tree: Tree, closed: Collection[str]) -> tuple[str, ...]:
    """The dead nodes of a tree without problems and all below them, in reading order."""
    goals: Alive = {}
    alive: Alive = {}
    for current in trees_below(session, tree):
        alive = _alive(
            session,
            current,
            closed,
            goals,
        )
        goals[current.id] = alive[children_of(current)[""][0].id]
    dead: dict[str, None] = {}
    for _, node, _ in drawn_tree(session, tree, ()):
        if not alive[node.id] or node.parent in dead:
            dead[node.id] = None
    return tuple(dead)


def _alive(
    session: Session,
    tree: Tree,
    closed: Collection[str],
    goals: Alive,
) -> Alive:
    children = children_of(tree)
    found: Alive = {}
    for _, node, _ in reversed(drawn_tree(session, tree, ())):
        if node.gate is Gate.LEAF:
            other = referred_tree(session, node)
            found[node.id] = goals[other.id] if other else condition_of(tree, node) not in closed
        else:
            below = [found[child.id] for child in children[node.id]]
            found[node.id] = sum(below) >= needed_of(node, len(below))
    return found
