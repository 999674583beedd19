"""Templates of threat trees."""

from dataclasses import dataclass

from facilitator.banks.schema.part import BankPart
from facilitator.model.method.gates import Gate


@dataclass(frozen=True, kw_only=True)
class TemplateNode(BankPart):
    """One node of a tree template; nodes name their parent. A leaf names a condition of the bank."""

    id: str
    parent: str = ""
    label: str
    gate: Gate = Gate.LEAF
    threshold: int = 0
    condition: str = ""


@dataclass(frozen=True, kw_only=True)
class TreeTemplate(BankPart):
    """A threat tree to start from, for threats made from any of these templates."""

    id: str
    title: str
    threats: tuple[str, ...] = ()
    note: str = ""
    node: tuple[TemplateNode, ...]
    references: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TemplateCondition(BankPart):
    """A condition that leaves of several tree templates may share."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class TemplateControl(BankPart):
    """A control, and the conditions that it makes impossible."""

    id: str
    name: str
    disables: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TreeBank(BankPart):
    """The tree templates, their conditions and the controls against these."""

    format: int
    version: str
    condition: tuple[TemplateCondition, ...] = ()
    control: tuple[TemplateControl, ...] = ()
    tree: tuple[TreeTemplate, ...] = ()
