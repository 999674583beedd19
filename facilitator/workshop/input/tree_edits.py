"""What can be done to a threat tree: pure functions from a tree to the changed tree."""

from collections.abc import Collection, Sequence
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
        goal = _new_node(tree, node, parent="")
        return _redrawn(tree, [goal])
    parent = node_of(tree, parent_id)
    nodes = list(tree.nodes)
    if parent.gate is Gate.LEAF:
        place = nodes.index(parent)
        nodes[place] = replace(parent, gate=Gate.OR, condition="", tree="")
    nodes.append(_new_node(tree, node, parent=parent_id))
    return _redrawn(tree, nodes)


def with_sibling(tree: Tree, beside_id: str, node: Node) -> Tree:
    """The tree with a new node right after another one, under the same parent."""
    beside = node_of(tree, beside_id)
    if not beside.parent:
        raise UserError("The goal has no sibling; add a child instead.")
    nodes = list(tree.nodes)
    place = nodes.index(beside) + 1
    new = _new_node(tree, node, parent=beside.parent)
    nodes.insert(place, new)
    return _redrawn(tree, nodes)


def with_node(tree: Tree, node: Node) -> Tree:
    """The tree with one node changed; its id tells which. A gate forgets its condition."""
    is_leaf = node.gate is Gate.LEAF
    kept = node if is_leaf else replace(node, condition="", tree="")
    old = node_of(tree, node.id)
    parents = [item.parent for item in tree.nodes]
    if is_leaf and node.id in parents:
        raise UserError("This node has children; take them away before it becomes a leaf.")
    nodes = [kept if item is old else item for item in tree.nodes]
    return _redrawn(tree, nodes)


def without_node(tree: Tree, node_id: str) -> Tree:
    """The tree without a node and all below it."""
    top = node_of(tree, node_id)
    going = {top.id}
    while more := _children(tree, going) - going:
        going |= more
    staying = [node for node in tree.nodes if node.id not in going]
    return _redrawn(tree, staying)


def moved_node(tree: Tree, node_id: str, by: int) -> Tree:
    """The tree with a node moved up (-1) or down (1) among its siblings."""
    node = node_of(tree, node_id)
    siblings = [item for item in tree.nodes if item.parent == node.parent]
    place = siblings.index(node) + by
    if not 0 <= place < len(siblings):
        return tree
    other = siblings[place]
    swapped = {node.id: other, other.id: node}
    nodes = [swapped.get(item.id, item) for item in tree.nodes]
    return _redrawn(tree, nodes)


def next_node_id(tree: Tree) -> str:
    """The id of the next new node."""
    highest = 0
    for node in tree.nodes:
        number = node.id[1:]
        if number.isdecimal():
            highest = max(highest, int(number))
    return f"n{highest + 1}"


def nodes_of_outline(lines: Sequence[OutlineLine], condition_ids: Sequence[str]) -> tuple[Node, ...]:
    """Make nodes of the lines of an outline. condition_ids: one for each line, "" for gates."""
    nodes: list[Node] = []
    ancestors: list[str] = []
    for line, condition in zip(lines, condition_ids, strict=True):
        del ancestors[line.depth :]
        node = Node(
            id=f"n{len(nodes) + 1}",
            parent=ancestors[-1] if ancestors else "",
            label=line.label,
            gate=line.gate,
            threshold=line.threshold,
            condition=condition,
        )
        nodes.append(node)
        ancestors.append(node.id)
    return tuple(nodes)


def _redrawn(tree: Tree, nodes: Sequence[Node]) -> Tree:
    return replace(tree, nodes=tuple(nodes))


def _new_node(tree: Tree, node: Node, *, parent: str) -> Node:
    new_id = next_node_id(tree)
    return replace(node, id=new_id, parent=parent)


def _children(tree: Tree, parents: Collection[str]) -> set[str]:
    return {node.id for node in tree.nodes if node.parent in parents}
