"""Checks tree templates and controls."""

from facilitator.banks.integrity.circumstances import Sentences, unknown
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.trees import TemplateControl, TreeTemplate
from facilitator.model.method.gates import Gate


def tree_faults(tree: TreeTemplate, banks: Banks) -> Sentences:
    """Why a tree template cannot be used, a sentence each."""
    yield from unknown("threat", tree.threats, banks.threats_by_id)
    known = _conditions(banks)
    seen: set[str] = set()
    for node in tree.node:
        if node.id in seen:
            yield f"has two nodes “{node.id}”; give one another id."
        if not seen and node.parent:
            yield "should begin with its root, which has no parent."
        if seen and node.parent not in seen:
            yield f"has a node “{node.id}” whose parent does not stand before it; mend the parent."
        if node.gate is Gate.LEAF and node.condition not in known:
            yield f"has a leaf “{node.id}” without a condition of the bank; name one."
        seen.add(node.id)


def control_faults(control: TemplateControl, banks: Banks) -> Sentences:
    """Why a control cannot be used, a sentence each."""
    return unknown("condition", control.disables, _conditions(banks))


def _conditions(banks: Banks) -> set[str]:
    return {condition.id for condition in banks.trees.condition}
