"""Threat trees, and the conditions that they stand on."""

from dataclasses import dataclass

from facilitator.model.fields import declare
from facilitator.model.kind import Kind, declared
from facilitator.model.method.gates import Gate
from facilitator.model.part import Part, Record
from facilitator.model.vocabulary import Step


@declared(
    Kind(
        name="condition",
        prefix="CO",
        noun="condition",
        plural="Conditions",
        step=Step.TREES,
        place=3,
        hint="A fact that must hold for an attack. Leaves that say the same share one condition.",
        form=("name", "description"),
        columns=("name",),
        terms=("leaf", "countermeasure"),
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Record):
    """A fact that must hold for an attack; leaves of several trees may share it."""

    name: str = declare.text("Name", required=True)
    description: str = declare.long_text("Description")
    probability: float | None = None
    cost: float | None = None
    skill: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(Part):
    """One node of a threat tree; nodes stand in one list and name their parent, siblings in order."""

    id: str
    parent: str = ""
    label: str = ""
    gate: Gate = Gate.LEAF
    threshold: int = 0
    condition: str = declare.reference("condition")
    tree: str = declare.reference("tree")


@declared(
    Kind(
        name="tree",
        prefix="TR",
        noun="threat tree",
        plural="Threat trees",
        title="title",
        step=Step.TREES,
        place=1,
        hint="Put the attacker's goal on top and ask: what alone is enough, what must come together?",
        form=("title", "threat", "note"),
        columns=("title", "threat", "nodes"),
        counted=True,
        terms=("threat-tree", "goal", "scenario"),
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Tree(Record):
    """A threat tree. The first node is the root, and the goal of the attacker."""

    title: str = declare.text("The attacker's goal", required=True, heading="Goal")
    threat: str = declare.reference("threat", label="Threat")
    note: str = declare.long_text("Note")
    nodes: tuple[Node, ...] = ()
