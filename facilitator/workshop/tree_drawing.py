"""Drawing threat trees: each act on a node, a condition or a control is one edit of the workshop."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.banks.schema.trees import TreeTemplate
from facilitator.errors import UserError
from facilitator.model.edit import Change
from facilitator.model.fields.field import validate_text
from facilitator.model.records.answers import Suggestion
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Condition, Control, Node, Tree
from facilitator.model.vocabulary import Gate
from facilitator.workshop import tree_work
from facilitator.workshop.outline import parsed_outline
from facilitator.workshop.wording import named, put, shortened

if TYPE_CHECKING:
    from facilitator.workshop.workshop import Workshop


class TreeDrawing:
    """What a workshop can do to its threat trees. Methods raise UserError."""

    def __init__(self, workshop: "Workshop") -> None:
        self._workshop = workshop

    def templates(self, threat_id: str = "") -> tuple[TreeTemplate, ...]:
        """The tree templates of the banks; those that fit a threat, or any of the session's threats, come first."""
        session = self._workshop.session
        threats = [session.get(Threat, threat_id)] if threat_id else session.all(Threat)
        made_from = {self._template_of(threat) for threat in threats}
        return tuple(sorted(self._workshop.banks.trees.tree, key=lambda tree: not made_from & set(tree.threats)))

    def plant(self, template_id: str, threat_id: str = "") -> Tree:
        """Draw a tree from a template, with its conditions and the controls against them, none of these in place.

        threat_id: the threat that it is for; without one, the first that was made from a fitting template.
        """
        banks = self._workshop.banks
        template = next((tree for tree in banks.trees.tree if tree.id == template_id), None)
        if template is None:
            raise UserError(f"There is no tree template {template_id} in the banks.", "template")
        if not threat_id:
            threats = self._workshop.session.all(Threat)
            threat_id = next((item.id for item in threats if self._template_of(item) in template.threats), "")
        new: list[Condition] = []
        names = {condition.id: condition.name for condition in banks.trees.condition}
        ids = {
            item.condition: self._condition_id(names[item.condition], new) for item in template.node if item.condition
        }
        tree = Tree(
            id=self._workshop.session.next_id(Tree),
            title=template.title,
            threat=threat_id,
            note=template.note,
            nodes=tuple(
                Node(
                    id=node.id,
                    parent=node.parent,
                    label=validate_text(node.label),
                    gate=node.gate,
                    threshold=node.threshold,
                    condition=ids.get(node.condition, ""),
                )
                for node in template.node
            ),
        )
        controls = self._controls_against(ids)
        self._workshop.do(f"Draw tree {named(tree)}", *put(new), *controls, Change(before=None, after=tree))
        return tree

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
        except UserError:
            before = None
        name = validate_text(control.strip())
        if before is None and not name:
            raise UserError("Name: please write something here.", "name")
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

    def _template_of(self, threat: Threat) -> str:
        suggestion = self._workshop.session.find(threat.suggestion) if threat.suggestion else None
        return suggestion.template if isinstance(suggestion, Suggestion) else ""

    def _controls_against(self, ids: Mapping[str, str]) -> list[Change]:
        """The controls of the banks that act on these conditions. ids: condition of the banks -> of the session."""
        session = self._workshop.session
        known = {control.name.casefold(): control for control in session.all(Control)}
        changes: list[Change] = []
        ahead = 0
        for template in self._workshop.banks.trees.control:
            disables = tuple(ids[condition] for condition in template.disables if condition in ids)
            before = known.get(template.name.casefold())
            if not disables:
                continue
            base = before or Control(id=session.next_id(Control, ahead), name=template.name)
            ahead += before is None
            after = replace(base, disables=tuple(dict.fromkeys((*base.disables, *disables))))
            if after != before:
                changes.append(Change(before=before, after=after))
        return changes

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
        words = validate_text(label).strip()
        if not words:
            raise UserError("A node needs a few words.", "label")
        return words

    def _condition_id(self, words: str, new: list[Condition]) -> str:
        if not words.strip():
            return ""
        wanted = words.strip().casefold()
        for known in (*self._workshop.session.all(Condition), *new):
            if wanted in (known.id.casefold(), known.name.casefold()):
                return known.id
        made = Condition(id=self._workshop.session.next_id(Condition, len(new)), name=validate_text(words.strip()))
        new.append(made)
        return made.id
