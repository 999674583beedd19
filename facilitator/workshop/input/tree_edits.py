"""What can be done to a threat tree: pure functions from a tree to the changed tree."""

from collections.abc import Sequence
from dataclasses import replace

from facilitator.errors import UserError
from facilitator.model.method.gates import Gate
from facilitator.model.records.trees import Node, Tree
from facilitator.workshop.input.outline import OutlineLine


def node_of(tree: Tree, node_id: str) -> Node:
    """The node of this id. Raises UserError when it is not there."""
    for node in tree.nodes:
        if node.id == node_id:
            return node
    raise UserError(f"{tree.id} has no node {node_id}.")


def with_child(tree: Tree, parent_id: str, node: Node) -> Tree:
    """The tree with a new last child; a leaf that gets a child becomes an OR gate."""
    if not parent_id:
        if tree.nodes:
            raise UserError("This tree has its goal already; add below it.")
        return replace(tree, nodes=(replace(node, id=next_node_id(tree), parent=""),))
    parent = node_of(tree, parent_id)
    nodes = list(tree.nodes)
    if parent.gate is Gate.LEAF:
        nodes[nodes.index(parent)] = replace(parent, gate=Gate.OR, condition="", tree="")
    nodes.append(replace(node, id=next_node_id(tree), parent=parent_id))
    return replace(tree, nodes=tuple(nodes))


def with_sibling(tree: Tree, beside_id: str, node: Node) -> Tree:
    """The tree with a new node right after another one, under the same parent."""
    beside = node_of(tree, beside_id)
    if not beside.parent:
        raise UserError("The goal has no sibling; add a child instead.")
    nodes = list(tree.nodes)
    nodes.insert(nodes.index(beside) + 1, replace(node, id=next_node_id(tree), parent=beside.parent))
    return replace(tree, nodes=tuple(nodes))


def with_node(tree: Tree, node: Node) -> Tree:
    """The tree with one node changed; its id tells which. A gate forgets its condition."""
    kept = node if node.gate is Gate.LEAF else replace(node, condition="", tree="")
    old = node_of(tree, node.id)
    if node.gate is Gate.LEAF and any(child.parent == node.id for child in tree.nodes):
        raise UserError("This node has children; take them away before it becomes a leaf.")
    return replace(tree, nodes=tuple(kept if item is old else item for item in tree.nodes))


def without_node(tree: Tree, node_id: str) -> Tree:
    """The tree without a node and all below it."""
    going = {node_of(tree, node_id).id}
    while more := {node.id for node in tree.nodes if node.parent in going} - going:
        going |= more
    return replace(tree, nodes=tuple(node for node in tree.nodes if node.id not in going))


def moved_node(tree: Tree, node_id: str, by: int) -> Tree:
    """The tree with a node moved up (-1) or down (1) among its siblings."""
    node = node_of(tree, node_id)
    siblings = [item for item in tree.nodes if item.parent == node.parent]
    to = siblings.index(node) + by
    if not 0 <= to < len(siblings):
        return tree
    other = siblings[to]
    swap = {node.id: other, other.id: node}
    return replace(tree, nodes=tuple(swap.get(item.id, item) for item in tree.nodes))


def next_node_id(tree: Tree) -> str:
    """The id of the next new node."""
    return f"n{max((int(node.id[1:]) for node in tree.nodes if node.id[1:].isdecimal()), default=0) + 1}"


def nodes_of_outline(lines: Sequence[OutlineLine], condition_ids: Sequence[str]) -> tuple[Node, ...]:
    """The nodes that the lines of an outline make; condition_ids stands beside the lines, "" for gates."""
    nodes: list[Node] = []
    ancestors: list[str] = []
    for number, (line, condition) in enumerate(zip(lines, condition_ids, strict=True), 1):
        del ancestors[line.depth :]
        parent = ancestors[-1] if ancestors else ""
        nodes.append(
            Node(
                id=f"n{number}",
                parent=parent,
                label=line.label,
                gate=line.gate,
                threshold=line.threshold,
                condition=condition,
            )
        )
        ancestors.append(f"n{number}")
    return tuple(nodes)
