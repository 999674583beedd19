"""Drawing threat trees from the templates of the banks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from facilitator.errors import UserError
from facilitator.model.edit import Change
from facilitator.model.fields import declare
from facilitator.model.fields.field import validate_text
from facilitator.model.records.answers import Suggestion
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Control, Node, Tree
from facilitator.workshop.commands.command import Command, Draft, Offer, declared
from facilitator.workshop.input.new_conditions import NewConditions
from facilitator.workshop.views.edit_titles import named, put
from facilitator.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitator.banks.schema.trees import TemplateNode, TreeTemplate


@declared(Offer(id="plant", words="Begin a tree with a template", in_file=True))
@dataclass(frozen=True, slots=True)
class PlantTree(Command[Tree]):
    """Draw a tree from a template, with its conditions and the controls against them, none of these in place.

    threat: the threat that it is for; without one, the first that was made from a fitting template.
    """

    template: str = declare.text("Template", required=True)
    threat: str = declare.text("Threat")

    def draft(self, workshop: Workshop) -> Draft[Tree]:
        """The tree, and the conditions and controls that are new."""
        template = _template(workshop, self.template)
        threat_id = workshop.find("threat", self.threat) if self.threat else _fitting_threat(workshop, template)
        new = NewConditions(workshop.session)
        names = {condition.id: condition.name for condition in workshop.banks.trees.condition}
        ids = {node.condition: new.id_of(names[node.condition]) for node in template.node if node.condition}
        nodes = tuple(_node(node, ids) for node in template.node)
        new_id = workshop.session.next_id(Tree)
        tree = Tree(id=new_id, title=template.title, threat=threat_id, note=template.note, nodes=nodes)
        changes = (*put(new.records), *_controls_against(workshop, ids), Change(before=None, after=tree))
        return Draft(f"Draw tree {named(tree)}", changes, tree)


def tree_templates(workshop: Workshop) -> tuple[TreeTemplate, ...]:
    """The tree templates of the banks; those that fit a threat of the session come first."""
    made_from = {_template_of(workshop, threat) for threat in workshop.session.all(Threat)}
    return tuple(sorted(workshop.banks.trees.tree, key=lambda tree: made_from.isdisjoint(tree.threats)))


def _template(workshop: Workshop, template_id: str) -> TreeTemplate:
    for tree in workshop.banks.trees.tree:
        if tree.id == template_id:
            return tree
    raise UserError(f"There is no tree template {template_id} in the banks.", "template")


def _fitting_threat(workshop: Workshop, template: TreeTemplate) -> str:
    threats = workshop.session.all(Threat)
    return next((threat.id for threat in threats if _template_of(workshop, threat) in template.threats), "")


def _template_of(workshop: Workshop, threat: Threat) -> str:
    suggestion = workshop.session.find(threat.suggestion) if threat.suggestion else None
    return suggestion.template if isinstance(suggestion, Suggestion) else ""


def _node(node: TemplateNode, ids: Mapping[str, str]) -> Node:
    return Node(
        id=node.id,
        parent=node.parent,
        label=validate_text(node.label),
        gate=node.gate,
        threshold=node.threshold,
        condition=ids.get(node.condition, ""),
    )


def _controls_against(workshop: Workshop, ids: Mapping[str, str]) -> list[Change]:
    """The controls of the banks that act on these conditions. ids: condition of the banks -> of the session."""
    session = workshop.session
    known = {control.name.casefold(): control for control in session.all(Control)}
    changes: list[Change] = []
    ahead = 0
    for template in workshop.banks.trees.control:
        disables = tuple(ids[condition] for condition in template.disables if condition in ids)
        if not disables:
            continue
        before = known.get(template.name.casefold())
        base = before or Control(id=session.next_id(Control, ahead), name=template.name)
        ahead += before is None
        after = replace(base, disables=tuple(dict.fromkeys((*base.disables, *disables))))
        if after != before:
            changes.append(Change(before=before, after=after))
    return changes
