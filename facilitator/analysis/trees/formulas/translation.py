"""Threat trees of a session as one formula: conditions are shared by all trees, and each tree is translated once."""

from facilitator.analysis.trees.formulas.formula import Formulas
from facilitator.analysis.trees.formulas.simplify import Formula
from facilitator.analysis.trees.outline import (
    children_of,
    condition_of,
    drawn_tree,
    leaves_of,
    needed_of,
    referred_tree,
)
from facilitator.model.method.gates import Gate
from facilitator.model.records.trees import Tree
from facilitator.model.session import Session


def trees_below(session: Session, tree: Tree) -> list[Tree]:
    """A tree and all that it refers to, each after those that it refers to; there must be no circle."""
    found: dict[str, Tree] = {}
    waiting = [(tree, False)]
    while waiting:
        current, is_done = waiting.pop()
        if is_done:
            found.setdefault(current.id, current)
        elif current.id not in found:
            waiting.append((current, True))
            others = [referred_tree(session, leaf) for leaf in leaves_of(current)]
            waiting += [(other, False) for other in others if other]
    return list(found.values())


def formula_of(session: Session, tree: Tree) -> Formula:
    """The goal of a tree without problems. A sequence holds when all of it does: its order is drawn, not computed."""
    graph = Formulas()
    roots: dict[str, int] = {}
    for current in trees_below(session, tree):
        roots[current.id] = _root_of(
            session,
            current,
            graph,
            roots,
        )
    return Formula(graph, roots[tree.id])


def _root_of(
    session: Session,
    tree: Tree,
    graph: Formulas,
    roots: dict[str, int],
) -> int:
    children = children_of(tree)
    made: dict[str, int] = {}
    for _, node, _ in reversed(drawn_tree(session, tree, ())):
        if node.gate is Gate.LEAF:
            other = referred_tree(session, node)
            made[node.id] = roots[other.id] if other else graph.condition(condition_of(tree, node))
        else:
            below = [made[child.id] for child in children[node.id]]
            made[node.id] = graph.at_least(needed_of(node, len(below)), below)
    return made[children[""][0].id]
