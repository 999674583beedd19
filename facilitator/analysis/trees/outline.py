"""A threat tree to read: its nodes in order, what its gates ask, what its leaves stand on."""

from collections.abc import (
    Iterable,
    Iterator,
)

from facilitator.model.method.gates import (
    GATES,
    Gate,
)
from facilitator.model.records.trees import (
    Node,
    Tree,
)
from facilitator.model.session import Session


def drawn_tree(session: Session, tree: Tree, pruned: Iterable[str]) -> list[tuple[int, Node, bool]]:
    """The nodes in reading order with depth and whether each is pruned; those without a root come last."""
    dead = set(pruned)
    children = children_of(tree)
    rows: list[tuple[int, Node, bool]] = []
    seen: set[str] = set()
    for start in (*children.get("", ()), *tree.nodes):
        waiting = [(0, start)]
        while waiting:
            depth, node = waiting.pop()
            if node.id not in seen:
                seen.add(node.id)
                rows.append((depth, node, node.id in dead))
                waiting += [(depth + 1, child) for child in reversed(children.get(node.id, ()))]
    return rows


def gate_words(node: Node) -> str:
    """What a node asks of those below it, such as AND or AT LEAST 2; nothing for a leaf."""
    return GATES[node.gate].words.format(threshold=node.threshold)


def condition_of(tree: Tree, node: Node) -> str:
    """The condition that a leaf stands on; one without stands on its own words, keyed by tree and node."""
    return node.condition or f"{tree.id}/{node.id}"


def children_of(tree: Tree) -> dict[str, list[Node]]:
    """The nodes below each node, in order; those without a parent stand under nothing."""
    children: dict[str, list[Node]] = {}
    for node in tree.nodes:
        children.setdefault(node.parent, []).append(node)
    return children


def leaves_of(tree: Tree) -> Iterator[Node]:
    """The nodes that are no gates."""
    return (node for node in tree.nodes if node.gate is Gate.LEAF)


def referred_tree(session: Session, node: Node) -> Tree | None:
    """The tree that a leaf refers to, if any."""
    other = session.find(node.tree) if node.tree else None
    return other if isinstance(other, Tree) else None


def needed_of(node: Node, count: int) -> int:
    """How many of the nodes below it a gate asks for."""
    return GATES[node.gate].needs(count, node.threshold)
