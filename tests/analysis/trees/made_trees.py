"""Small threat trees made up by hypothesis, and what trying every set of conditions says of them."""

from collections.abc import Callable
from itertools import combinations

from hypothesis import settings
from hypothesis import strategies as st

from facilitator.model.method.gates import Gate
from facilitator.model.part import Record
from facilitator.model.records.session import Header
from facilitator.model.records.trees import Node, Tree
from facilitator.model.session import Session, session_of

Names = frozenset[str]

TRIED = settings(max_examples=40, deadline=None)
"""Trying every set of conditions takes its time."""


def session_with(*records: Record) -> Session:
    return session_of([Header(id="S-1", identity="x", title="X"), *records], {}, 1)


@st.composite
def trees(draw: st.DrawFn, most_conditions: int = 7, refers_to: str = "", tree_id: str = "TR-1") -> Tree:
    """A tree whose leaves share a few conditions; some refer to another tree."""
    nodes: list[Node] = []
    conditions = [f"CO-{number}" for number in range(1, most_conditions + 1)]

    def grow(parent: str, depth: int) -> None:
        node_id = f"n{len(nodes)}"
        gate = draw(st.sampled_from(list(Gate))) if depth < 3 else Gate.LEAF
        if gate is Gate.LEAF:
            refers = bool(refers_to) and draw(st.integers(0, 3)) == 0
            leaf = Node(id=node_id, parent=parent, tree=refers_to) if refers else None
            nodes.append(leaf or Node(id=node_id, parent=parent, condition=draw(st.sampled_from(conditions))))
            return
        count = draw(st.integers(1, 3))
        threshold = draw(st.integers(1, count)) if gate is Gate.AT_LEAST else 0
        nodes.append(Node(id=node_id, parent=parent, gate=gate, threshold=threshold))
        for _ in range(count):
            grow(node_id, depth + 1)

    grow("", 0)
    return Tree(id=tree_id, title="Tree", nodes=tuple(nodes))


@st.composite
def sessions(draw: st.DrawFn, most_conditions: int = 7) -> tuple[Session, Tree]:
    """Two trees, of which the first may refer to the second."""
    inner = draw(trees(most_conditions, tree_id="TR-2"))
    outer = draw(trees(most_conditions, refers_to="TR-2"))
    return session_with(outer, inner), outer


def truth_of(session: Session, tree: Tree) -> Callable[[Names], bool]:
    """Whether the goal of a tree is reached when these conditions hold, by walking the tree as it is drawn."""

    def holds(current: Tree, node: Node, true: Names) -> bool:
        if node.gate is Gate.LEAF:
            other = session.find(node.tree) if node.tree else None
            if isinstance(other, Tree):
                return holds(other, other.nodes[0], true)
            return node.condition in true
        below = [holds(current, child, true) for child in current.nodes if child.parent == node.id]
        needed = {Gate.OR: 1, Gate.AT_LEAST: node.threshold}.get(node.gate, len(below))
        return sum(below) >= needed

    return lambda true: holds(tree, tree.nodes[0], true)


def subsets(names: list[str]) -> list[Names]:
    return [frozenset(chosen) for size in range(len(names) + 1) for chosen in combinations(names, size)]


def conditions_in(session: Session) -> list[str]:
    return sorted({node.condition for tree in session.all(Tree) for node in tree.nodes if node.condition})


def minimal_sets(session: Session, tree: Tree, closed: Names = frozenset()) -> list[Names]:
    """The minimal scenarios, found by trying every set of conditions."""
    reached = truth_of(session, tree)
    reaching = [one for one in subsets(sorted({*conditions_in(session)} - closed)) if reached(one)]
    return [one for one in reaching if not any(other < one for other in reaching)]
