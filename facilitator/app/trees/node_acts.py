"""The node in hand: what acts on it, and the acts on it that are made of what was typed."""

from collections.abc import Iterable

from facilitator.model.method.gates import GATES, Gate
from facilitator.model.records.countermeasures import Countermeasure as Countermeasure
from facilitator.model.records.trees import Node, Tree
from facilitator.workshop.commands.treatment.countermeasures import CloseCondition, SwitchCountermeasure
from facilitator.workshop.commands.trees import AddNode, ChangeNode

BEFORE_CONDITION = " @ "
"""Stands between the words of a new leaf and its condition."""


def is_leaf(node: Node) -> bool:
    """Whether a node stands on a condition rather than on other nodes."""
    return node.gate is Gate.LEAF


def countermeasure_on(node: Node | None, countermeasures: Iterable[Countermeasure]) -> Countermeasure | None:
    """The first of these countermeasures that closes the condition of a node, if there is any."""
    if node is None:
        return None
    for measure in countermeasures:
        if measure.acts_on(node.condition):
            return measure
    return None


def typed_node(tree: Tree, words: str, *, parent: str = "", beside: str = "") -> AddNode:
    """Add a node below its parent, or beside another one; the first is the goal."""
    label, _, condition = words.partition(BEFORE_CONDITION)
    gate = Gate.LEAF if tree.nodes else Gate.OR
    return AddNode(tree.id, label, parent=parent, beside=beside, condition=condition, gate=gate)


def turned_node(tree: Tree, node: Node) -> ChangeNode:
    """Turn a node to the next kind of gate; only what has no children may become a leaf."""
    children = sum(item.parent == node.id for item in tree.nodes)
    gate = _gate_after(node.gate, children)
    threshold = GATES[gate].first_threshold(children)
    return ChangeNode(tree.id, node.id, gate=gate, threshold=threshold)


def _gate_after(gate: Gate, children: int) -> Gate:
    ways = list(GATES)
    if children:
        ways.remove(Gate.LEAF)
    if gate not in ways:
        return ways[0]
    place = ways.index(gate) + 1
    return ways[place % len(ways)]


def closed_by(node: Node, words: str) -> CloseCondition:
    """Set the countermeasure that words mean against the condition of a leaf."""
    return CloseCondition(node.condition, words)


def switched(measure: Countermeasure) -> SwitchCountermeasure:
    """Put a countermeasure in place, or take it out."""
    return SwitchCountermeasure(measure.id)
