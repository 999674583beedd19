"""Drawing threat trees: each act on a node or a condition is one edit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from facilitator.errors import UserError
from facilitator.model.fields import declare
from facilitator.model.fields.field import validate_text
from facilitator.model.method.gates import Gate
from facilitator.model.records.trees import Node, Tree
from facilitator.workshop.commands.command import Command, Draft, Offer, added, changed, declared
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.input import tree_edits
from facilitator.workshop.input.new_conditions import NewConditions
from facilitator.workshop.input.outline import parsed_outline
from facilitator.workshop.views.edit_titles import named, put, shortened
from facilitator.workshop.workshop import Workshop


@declared(Offer(id="tree", words="Draw a tree from an outline", in_file=True))
@dataclass(frozen=True, slots=True)
class DrawTree(Command[Tree]):
    """Draw a threat tree from an outline."""

    title: str = declare.text("Title", required=True)
    outline: str = declare.long_text("Outline", required=True)
    threat: str = declare.text("Threat")
    note: str = declare.long_text("Note")

    def draft(self, workshop: Workshop) -> Draft[Tree]:
        """The tree with its nodes, and the conditions that are new."""
        values = {"title": self.title, "threat": self.threat, "note": self.note}
        tree = AddRecord(Tree.kind, values).draft(workshop).result
        assert isinstance(tree, Tree)
        drawn, new = _with_outline(workshop, tree, self.outline)
        return Draft(f"Draw tree {named(drawn)}", (*put(new.records), added(drawn)), drawn)


@declared(Offer(id="redraw", words="Draw it anew from an outline"))
@dataclass(frozen=True, slots=True)
class RedrawTree(Command[Tree]):
    """Replace the nodes of a tree by those of an outline; conditions are found by name or made."""

    tree: str
    outline: str

    def draft(self, workshop: Workshop) -> Draft[Tree]:
        """The tree with other nodes."""
        before = workshop.session.get(Tree, self.tree)
        after, new = _with_outline(workshop, before, self.outline)
        return Draft(f"Draw tree {named(after)}", (*put(new.records), *changed(before, after)), after)


@declared(Offer(id="add-node", words="Child"))
@dataclass(frozen=True, slots=True)
class AddNode(Command[str]):
    """Add a node below `parent` or right after `beside`; the new node's id.

    condition: the name or id of a condition, made when it is new; a leaf without one stands on a condition
    of its own words.
    """

    tree: str
    label: str
    parent: str = ""
    beside: str = ""
    gate: Gate = Gate.LEAF
    condition: str = ""
    threshold: int = 0

    def draft(self, workshop: Workshop) -> Draft[str]:
        """The tree with one node more."""
        before = workshop.session.get(Tree, self.tree)
        new = NewConditions(workshop.session)
        node = self._node(new)
        if self.beside:
            after = tree_edits.with_sibling(before, self.beside, node)
        else:
            after = tree_edits.with_child(before, self.parent, node)
        words = f"Add “{shortened(node.label)}” to {named(before)}"
        node_id = tree_edits.next_node_id(before)
        return Draft(words, (*put(new.records), *changed(before, after)), node_id)

    def _node(self, new: NewConditions) -> Node:
        label = _label(self.label)
        condition = new.id_of(self.condition or label) if self.gate is Gate.LEAF else ""
        return Node(id="n0", label=label, gate=self.gate, threshold=self.threshold, condition=condition)


@declared(Offer(id="change-node", words="Words"))
@dataclass(frozen=True, slots=True)
class ChangeNode(Command[None]):
    """Change a node's words, gate, threshold or condition."""

    tree: str
    node: str
    label: str | None = None
    gate: Gate | None = None
    condition: str | None = None
    threshold: int | None = None

    def draft(self, workshop: Workshop) -> Draft[None]:
        """The tree with this node changed."""
        before = workshop.session.get(Tree, self.tree)
        new = NewConditions(workshop.session)
        node = self._changed(tree_edits.node_of(before, self.node), new)
        after = tree_edits.with_node(before, node)
        changes = (*put(new.records), *changed(before, after)) if after != before else ()
        return Draft(f"Change “{shortened(node.label)}” of {named(before)}", changes, None)

    def _changed(self, old: Node, new: NewConditions) -> Node:
        return replace(
            old,
            label=old.label if self.label is None else _label(self.label),
            gate=self.gate or old.gate,
            threshold=old.threshold if self.threshold is None else self.threshold,
            condition=old.condition if self.condition is None else new.id_of(self.condition),
        )


@declared(Offer(id="remove-node", words="Remove"))
@dataclass(frozen=True, slots=True)
class RemoveNode(Command[None]):
    """Remove a node and all below it."""

    tree: str
    node: str

    def draft(self, workshop: Workshop) -> Draft[None]:
        """The tree without it."""
        before = workshop.session.get(Tree, self.tree)
        return _reshaped(before, tree_edits.without_node(before, self.node), "Remove", self.node)


@declared(Offer(id="move-node", words="Move"))
@dataclass(frozen=True, slots=True)
class MoveNode(Command[None]):
    """Move a node up (-1) or down (1) among its siblings."""

    tree: str
    node: str
    by: int

    def draft(self, workshop: Workshop) -> Draft[None]:
        """The tree with it in another place."""
        before = workshop.session.get(Tree, self.tree)
        return _reshaped(before, tree_edits.moved_node(before, self.node, self.by), "Move", self.node)


def _with_outline(workshop: Workshop, tree: Tree, text: str) -> tuple[Tree, NewConditions]:
    lines = parsed_outline(text)
    new = NewConditions(workshop.session)
    ids = [new.id_of(line.condition) if line.gate is Gate.LEAF else "" for line in lines]
    return replace(tree, nodes=tree_edits.nodes_of_outline(lines, ids)), new


def _reshaped(before: Tree, after: Tree, verb: str, node_id: str) -> Draft[None]:
    label = tree_edits.node_of(before, node_id).label
    return Draft(f"{verb} “{shortened(label)}” of {named(before)}", changed(before, after), None)


def _label(label: str) -> str:
    words = validate_text(label).strip()
    if not words:
        raise UserError("A node needs a few words.", "label")
    return words
