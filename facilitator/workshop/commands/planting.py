"""Drawing threat trees from the templates of the banks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.errors import UserError
from facilitator.model.fields import declare
from facilitator.model.records.answers import Suggestion
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Tree
from facilitator.workshop.commands.command import Command, Draft, Offer, added, declared
from facilitator.workshop.drafting.tree_parts import conditions_of, countermeasures_against, node_of
from facilitator.workshop.input.new_conditions import NewConditions
from facilitator.workshop.views.edit_titles import named, put
from facilitator.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitator.banks.schema.trees import TreeTemplate


@declared(Offer(id="plant", words="Begin a tree with a template", in_file=True))
@dataclass(frozen=True, slots=True)
class PlantTree(Command[Tree]):
    """Draw a tree from a template, with its conditions and the countermeasures against them, none of these in place.

    threat: the threat that it is for; without one, the first that was made from a fitting template.
    """

    template: str = declare.text("Template", required=True)
    threat: str = declare.text("Threat")

    def draft(self, workshop: Workshop) -> Draft[Tree]:
        """The tree, and the conditions and countermeasures that are new."""
        template = _template(workshop, self.template)
        threat_id = self._threat_id(workshop, template)
        new = NewConditions(workshop.session)
        ids = conditions_of(workshop, template, new)
        nodes = tuple(node_of(node, ids) for node in template.node)
        new_id = workshop.session.next_id(Tree)
        tree = Tree(id=new_id, title=template.title, threat=threat_id, note=template.note, nodes=nodes)
        countermeasures = countermeasures_against(workshop, ids)
        changes = (*put(new.records), *countermeasures, added(tree))
        return Draft(f"Draw tree {named(tree)}", changes, tree)

    def _threat_id(self, workshop: Workshop, template: TreeTemplate) -> str:
        if self.threat:
            return workshop.find("threat", self.threat)
        return _fitting_threat(workshop, template)


def tree_templates(workshop: Workshop) -> tuple[TreeTemplate, ...]:
    """The tree templates of the banks; those that fit a threat of the session come first."""
    threats = workshop.session.all(Threat)
    made_from = {_template_of(workshop, threat) for threat in threats}
    templates = workshop.banks.trees.tree
    fitting_first = sorted(templates, key=lambda tree: made_from.isdisjoint(tree.threats))
    return tuple(fitting_first)


def _template(workshop: Workshop, template_id: str) -> TreeTemplate:
    for tree in workshop.banks.trees.tree:
        if tree.id == template_id:
            return tree
    raise UserError(f"There is no tree template {template_id} in the banks.", "template")


def _fitting_threat(workshop: Workshop, template: TreeTemplate) -> str:
    for threat in workshop.session.all(Threat):
        if _template_of(workshop, threat) in template.threats:
            return threat.id
    return ""


def _template_of(workshop: Workshop, threat: Threat) -> str:
    suggestion = workshop.session.find(threat.suggestion) if threat.suggestion else None
    return suggestion.template if isinstance(suggestion, Suggestion) else ""
