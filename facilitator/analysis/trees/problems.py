"""Why a threat tree cannot be evaluated, in sentences that say how to mend it."""

from collections.abc import (
    Iterator,
    Mapping,
)

from facilitator.analysis.trees.outline import (
    children_of,
    drawn_tree,
    leaves_of,
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

DEEPEST_LEVEL = 30
"""How many levels a tree may have below its goal."""

LONGEST_CHAIN = 8
"""How many trees may refer to each other in a row."""


def tree_problems(session: Session, tree: Tree) -> tuple[str, ...]:
    """Why a tree cannot be evaluated, a sentence each; empty when it can."""
    return tuple(dict.fromkeys([*_shape_problems(tree), *_reference_problems(session, tree)]))


def _shape_problems(tree: Tree) -> Iterator[str]:
    if not tree.nodes:
        yield f"{tree.id} is empty; begin with the attacker's goal."
        return
    by_id = {node.id: node for node in tree.nodes}
    if len(by_id) < len(tree.nodes):
        yield f"{tree.id} has two nodes of one id; give each its own."
    roots = [node for node in tree.nodes if not node.parent]
    if len(roots) != 1:
        yield f"{tree.id} has {len(roots)} roots; put all nodes under one goal."
    for node in tree.nodes:
        if node.parent and node.parent not in by_id:
            yield f"“{node.label}” of {tree.id} hangs on {node.parent}, which is not there; move it."
        elif _circles(node, by_id):
            yield f"“{node.label}” of {tree.id} stands below itself; move it."
    if max(depth for depth, _, _ in drawn_tree(Session(), tree, ())) > DEEPEST_LEVEL:
        yield f"{tree.id} has more than {DEEPEST_LEVEL} levels; give a branch a tree of its own."
    yield from _gate_problems(tree)


def _circles(node: Node, by_id: Mapping[str, Node]) -> bool:
    seen = {node.id}
    while node.parent in by_id:
        if node.parent in seen:
            return True
        seen.add(node.parent)
        node = by_id[node.parent]
    return False


def _gate_problems(tree: Tree) -> Iterator[str]:
    children = children_of(tree)
    for node in tree.nodes:
        count = len(children.get(node.id, ()))
        if node.gate is Gate.LEAF and count:
            yield f"“{node.label}” of {tree.id} is a leaf with nodes below it; give it a gate."
        elif node.gate is not Gate.LEAF and not count:
            yield f"The gate “{node.label}” of {tree.id} has nothing below it; add a node or make it a leaf."
        elif GATES[node.gate].has_threshold and not 1 <= node.threshold <= count:
            yield f"“{node.label}” of {tree.id} needs {node.threshold} of {count}; mend the number."


def _reference_problems(session: Session, tree: Tree) -> Iterator[str]:
    """Trees that are missing, go round in a circle or lie too far away, followed level by level."""
    level, seen = [tree], {tree.id}
    for _ in range(LONGEST_CHAIN):
        following: dict[str, Tree] = {}
        for current in level:
            for node in leaves_of(current):
                other = session.find(node.tree) if node.tree else None
                if isinstance(other, Tree):
                    following[other.id] = other
                elif node.tree:
                    leaf = f"“{node.label}” of {current.id}"
                    yield f"{leaf} refers to {node.tree}, which is not a tree here; choose one."
        for other in following.values():
            if other.id not in seen:
                seen.add(other.id)
                yield from _shape_problems(other)
        level = list(following.values())
    if level:
        yield (
            f"{tree.id} leads to itself, or to more than {LONGEST_CHAIN - 1} trees in a row, by way of "
            f"{', '.join(sorted(other.id for other in level))}; cut the circle."
        )
