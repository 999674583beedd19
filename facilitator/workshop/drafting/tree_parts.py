"""What a tree from a template of the banks is made of: its conditions, its nodes, what is known to close these."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from facilitator.model.edit import Change
from facilitator.model.fields.field import validate_text
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.trees import Node
from facilitator.workshop.commands.command import changed
from facilitator.workshop.input.new_conditions import NewConditions

if TYPE_CHECKING:
    from facilitator.banks.schema.trees import TemplateNode, TreeTemplate
    from facilitator.workshop.workshop import Workshop


def conditions_of(workshop: Workshop, template: TreeTemplate, new: NewConditions) -> dict[str, str]:
    """The conditions that a template needs: their ids in the banks -> in the session."""
    names = {condition.id: condition.name for condition in workshop.banks.trees.condition}
    ids: dict[str, str] = {}
    for node in template.node:
        if node.condition:
            name = names[node.condition]
            ids[node.condition] = new.id_of(name)
    return ids


def node_of(node: TemplateNode, ids: Mapping[str, str]) -> Node:
    """A node of a template as one of the session."""
    return Node(
        id=node.id,
        parent=node.parent,
        label=validate_text(node.label),
        gate=node.gate,
        threshold=node.threshold,
        condition=ids.get(node.condition, ""),
    )


def countermeasures_against(workshop: Workshop, ids: Mapping[str, str]) -> list[Change]:
    """What the banks know to close these conditions. ids: condition of the banks -> of the session."""
    session = workshop.session
    known = {measure.text.casefold(): measure for measure in session.all(Countermeasure)}
    changes: list[Change] = []
    ahead = 0
    for template in workshop.banks.trees.control:
        conditions = [ids[condition] for condition in template.disables if condition in ids]
        if not conditions:
            continue
        before = known.get(template.name.casefold())
        new_id = session.next_id(Countermeasure, ahead)
        base = before or Countermeasure(id=new_id, text=template.name, template=template.id)
        ahead += before is None
        changes += changed(before, base.closing(conditions))
    return changes
