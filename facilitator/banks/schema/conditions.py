"""When something applies: what a record looks like, what was answered, what is there."""

from dataclasses import dataclass, field, fields
from typing import Any

from facilitator.banks.schema.part import BankPart
from facilitator.model.kinds import KINDS
from facilitator.model.vocabulary import AssetCategory, ComponentKind, Protection, SecurityProperty, SystemKind

FOR_EACH = tuple(kind.name for kind in KINDS.values() if kind.asked_about)
"""The kinds of record that a question or a rule may go through one by one."""


def _fits(*kinds: str) -> Any:
    return field(default=(), metadata={"kinds": kinds})


def _fits_flag(*kinds: str) -> Any:
    return field(default=None, metadata={"kinds": kinds})


@dataclass(frozen=True, kw_only=True)
class Pattern(BankPart):
    """What a record must look like. All keys that are given must hold; in a list one value is enough.

    catalogue: an asset stands in the catalogue under one of these ids.
    category: an asset is of one of these categories.
    properties: one of these properties must hold for an asset.
    unthreatened_property: a published property of the asset is broken by no threat and not looked at.
    holds: a component is the home of an asset with one of these catalogue ids.
    component_kind: a component is one of these.
    carries: a flow carries an asset with one of these catalogue ids.
    from_kind, to_kind: a flow starts, or ends, at a component of one of these kinds.
    crosses_boundary: a flow goes from one side of a trust boundary to another.
    authentication, authorization, encryption: what is known of a flow.
    at_entry_point: an entry point names this component or flow.
    targeted: a threat names this record as its target, or harms this asset.
    """

    catalogue: tuple[str, ...] = _fits("asset")
    category: tuple[AssetCategory, ...] = _fits("asset")
    properties: tuple[SecurityProperty, ...] = _fits("asset")
    unthreatened_property: bool | None = _fits_flag("asset")
    holds: tuple[str, ...] = _fits("component")
    component_kind: tuple[ComponentKind, ...] = _fits("component")
    carries: tuple[str, ...] = _fits("flow")
    from_kind: tuple[ComponentKind, ...] = _fits("flow")
    to_kind: tuple[ComponentKind, ...] = _fits("flow")
    crosses_boundary: bool | None = _fits_flag("flow")
    authentication: tuple[Protection, ...] = _fits("flow")
    authorization: tuple[Protection, ...] = _fits("flow")
    encryption: tuple[Protection, ...] = _fits("flow")
    at_entry_point: bool | None = _fits_flag("component", "flow")
    targeted: bool | None = _fits_flag("asset", "component", "flow", "boundary", "entry_point")

    def given(self) -> dict[str, Any]:
        """The keys that are given, with what they ask for."""
        named = {item.name: getattr(self, item.name) for item in fields(Pattern)}
        return {name: value for name, value in named.items() if value not in ((), None)}


KINDS_OF_PATTERN_KEY: dict[str, tuple[str, ...]] = {item.name: item.metadata["kinds"] for item in fields(Pattern)}
"""Which kinds of record each key of a pattern can be asked of."""


@dataclass(frozen=True, kw_only=True)
class Presence(BankPart):
    """Some record of this kind, looking like this."""

    kind: str
    where: Pattern = Pattern()


@dataclass(frozen=True, kw_only=True)
class When(BankPart):
    """What must hold beside the record itself. All keys that are given must hold.

    kinds: the system is one of these.
    stages: one of these stages is in scope.
    answers: question id -> the answers of which one was given; “answered” stands for any real answer.
    present, absent: there is such a record, or there is none.
    """

    kinds: tuple[SystemKind, ...] = ()
    stages: tuple[str, ...] = ()
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    present: tuple[Presence, ...] = ()
    absent: tuple[Presence, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Circumstance(BankPart):
    """When something applies: for each record of a kind that looks so, and when all this holds."""

    for_each: str = ""
    where: Pattern = Pattern()
    when: When = When()
