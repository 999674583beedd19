"""Drawing threat trees: each act on a node, a condition or a control is one edit of the workshop."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.model.edit import Change
from facilitator.model.records import Condition, Control, Node, Tree
from facilitator.model.vocabulary import Gate
from facilitator.workshop import tree_work
from facilitator.workshop.entering import Refused, checked_text
from facilitator.workshop.outline import parsed_outline
from facilitator.workshop.wording import named, put, shortened

if TYPE_CHECKING:
    from facilitator.workshop.workshop import Workshop


class TreeDrawing:
    """What a workshop can do to its threat trees. Methods raise Refused."""

    def __init__(self, workshop: "Workshop") -> None:
        self._workshop = workshop

    def set_outline(self, tree_id: str, text: str) -> Tree:
        """Replace a tree's nodes by those of an outline; conditions are found by name or made."""
        before = self._workshop.session.get(Tree, tree_id)
        lines = parsed_outline(text)
        new: list[Condition] = []
        ids = [self._condition_id(line.condition, new) if line.gate is Gate.LEAF else "" for line in lines]
        after = replace(before, nodes=tree_work.nodes_of_outline(lines, ids))
        self._workshop.do(f"Draw tree {named(after)}", *put(new), Change(before=before, after=after))
        return after

    def add_node(
        self,
        tree_id: str,
        *,
        label: str,
        parent: str = "",
        beside: str = "",
        gate: Gate = Gate.LEAF,
        condition: str = "",
        threshold: int = 0,
    ) -> str:
        """Add a node below `parent` or right after `beside`; the new node's id.

        condition: the name or id of a condition, made when it is new; a leaf without one
        stands on a condition of its own words.
        """
        before = self._workshop.session.get(Tree, tree_id)
        new: list[Condition] = []
        node = self._node(label, gate, condition, threshold, new)
        node_id = tree_work.next_node_id(before)
        after = tree_work.with_sibling(before, beside, node) if beside else tree_work.with_child(before, parent, node)
        self._workshop.do(
            f"Add “{shortened(node.label)}” to {named(before)}",
            *put(new),
            Change(before=before, after=after),
        )
        return node_id

    def change_node(
        self,
        tree_id: str,
        node_id: str,
        *,
        label: str | None = None,
        gate: Gate | None = None,
        condition: str | None = None,
        threshold: int | None = None,
    ) -> None:
        """Change a node's words, gate, threshold or condition."""
        before = self._workshop.session.get(Tree, tree_id)
        old = tree_work.node_of(before, node_id)
        new: list[Condition] = []
        changed = replace(
            old,
            label=old.label if label is None else self._label(label),
            gate=old.gate if gate is None else gate,
            threshold=old.threshold if threshold is None else threshold,
            condition=old.condition if condition is None else self._condition_id(condition, new),
        )
        after = tree_work.with_node(before, changed)
        if after != before:
            what = f"Change “{shortened(changed.label)}” of {named(before)}"
            self._workshop.do(what, *put(new), Change(before=before, after=after))

    def remove_node(self, tree_id: str, node_id: str) -> None:
        """Remove a node and all below it."""
        self._reshape(tree_id, "Remove", node_id, lambda tree: tree_work.without_node(tree, node_id))

    def move_node(self, tree_id: str, node_id: str, by: int) -> None:
        """Move a node up (-1) or down (1) among its siblings."""
        self._reshape(tree_id, "Move", node_id, lambda tree: tree_work.moved_node(tree, node_id, by))

    def attach_control(self, condition_id: str, control: str) -> Control:
        """Say that a control makes a condition impossible; the control is made when it is new."""
        condition = self._workshop.session.get(Condition, self._workshop.find("condition", condition_id))
        try:
            before: Control | None = self._workshop.session.get(Control, self._workshop.find("control", control))
        except Refused:
            before = None
        name = checked_text(control.strip())
        if before is None and not name:
            raise Refused("Name: please write something here.", "name")
        base = before or Control(id=self._workshop.session.next_id(Control), name=name)
        after = replace(base, disables=tuple(dict.fromkeys((*base.disables, condition.id))))
        if after != before:
            self._workshop.do(f"Set {named(after)} against {named(condition)}", Change(before=before, after=after))
        return after

    def switch_control(self, control_id: str) -> Control:
        """Put a control in place, or take it out."""
        before = self._workshop.session.get(Control, self._workshop.find("control", control_id))
        after = replace(before, in_place=not before.in_place)
        what = "Put in place" if after.in_place else "Take out"
        self._workshop.do(f"{what} {named(after)}", Change(before=before, after=after))
        return after

    def _reshape(self, tree_id: str, verb: str, node_id: str, act: Callable[[Tree], Tree]) -> None:
        before = self._workshop.session.get(Tree, tree_id)
        label = tree_work.node_of(before, node_id).label
        after = act(before)
        if after != before:
            self._workshop.do(f"{verb} “{shortened(label)}” of {named(before)}", Change(before=before, after=after))

    def _node(self, label: str, gate: Gate, condition: str, threshold: int, new: list[Condition]) -> Node:
        words = self._label(label)
        stands_on = self._condition_id(condition or words, new) if gate is Gate.LEAF else ""
        return Node(id="n0", label=words, gate=gate, threshold=threshold, condition=stands_on)

    def _label(self, label: str) -> str:
        words = checked_text(label).strip()
        if not words:
            raise Refused("A node needs a few words.", "label")
        return words

    def _condition_id(self, words: str, new: list[Condition]) -> str:
        if not words.strip():
            return ""
        wanted = words.strip().casefold()
        for known in (*self._workshop.session.all(Condition), *new):
            if wanted in (known.id.casefold(), known.name.casefold()):
                return known.id
        made = Condition(id=self._workshop.session.next_id(Condition, len(new)), name=checked_text(words.strip()))
        new.append(made)
        return made.id
