"""When something applies: what a record looks like, what was answered, what is there."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from facilitator.banks.schema.part import BankPart
from facilitator.model.kinds import KINDS, RECORD_TYPES
from facilitator.model.part import Record
from facilitator.model.records.architecture import Component, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.threats import TARGET_KINDS
from facilitator.model.vocabulary import AssetCategory, ComponentKind, Protection, SecurityProperty, SystemKind

FOR_EACH = tuple(kind.name for kind in KINDS.values() if kind.asked_about)
"""The kinds of record that a question or a rule may go through one by one."""

TARGETS = tuple(record_type for kind, record_type in RECORD_TYPES.items() if kind in TARGET_KINDS)
"""The types of record that a threat can be to."""


def _of(*record_types: type[Record]) -> Any:
    """Declare a key with several values, of which one is enough, that can be asked of these types of record."""
    return field(default=(), metadata=_kinds(record_types))


def _flag_of(*record_types: type[Record]) -> Any:
    """Declare a key that is true or false and can be asked of these types of record."""
    return field(default=None, metadata=_kinds(record_types))


def _kinds(record_types: Iterable[type[Record]]) -> dict[str, tuple[str, ...]]:
    names = [record_type.kind for record_type in record_types]
    return {"kinds": tuple(names)}


@dataclass(frozen=True, kw_only=True)
class Pattern(BankPart):
    """What a record must look like. All keys that are given must hold; in a list one value is enough.

    catalogue: an asset stands in the catalogue under one of these ids.
    category: an asset is of one of these categories.
    properties: one of these properties must hold for an asset.
    unthreatened_property: a published property of the asset is broken by no threat and not looked at.
    holds: a component is the home of an asset with one of these catalogue ids.
    component_kind: a component is one of these.
    reachable: something outside gets at a component: by an entry point, from an actor, from beyond a trust boundary.
    carries: a flow carries an asset with one of these catalogue ids.
    to_holds: a flow goes to a component that is the home of an asset with one of these catalogue ids.
    from_kind, to_kind: a flow starts, or ends, at a component of one of these kinds.
    crosses_boundary: a flow goes from one side of a trust boundary to another.
    authentication, authorization, encryption: what is known of a flow.
    at_entry_point: an entry point names this component or flow.
    targeted: a threat names this record as its target, or harms this asset.
    """

    catalogue: tuple[str, ...] = _of(Asset)
    category: tuple[AssetCategory, ...] = _of(Asset)
    properties: tuple[SecurityProperty, ...] = _of(Asset)
    unthreatened_property: bool | None = _flag_of(Asset)
    holds: tuple[str, ...] = _of(Component)
    component_kind: tuple[ComponentKind, ...] = _of(Component)
    reachable: bool | None = _flag_of(Component)
    carries: tuple[str, ...] = _of(Flow)
    to_holds: tuple[str, ...] = _of(Flow)
    from_kind: tuple[ComponentKind, ...] = _of(Flow)
    to_kind: tuple[ComponentKind, ...] = _of(Flow)
    crosses_boundary: bool | None = _flag_of(Flow)
    authentication: tuple[Protection, ...] = _of(Flow)
    authorization: tuple[Protection, ...] = _of(Flow)
    encryption: tuple[Protection, ...] = _of(Flow)
    at_entry_point: bool | None = _flag_of(Component, Flow)
    targeted: bool | None = _flag_of(*TARGETS)

    def given(self) -> dict[str, Any]:
        """The keys that are given, with what they ask for."""
        found: dict[str, Any] = {}
        for name in KINDS_OF_PATTERN_KEY:
            value = getattr(self, name)
            if value not in ((), None):
                found[name] = value
        return found


KINDS_OF_PATTERN_KEY: dict[str, tuple[str, ...]] = {item.name: item.metadata["kinds"] for item in fields(Pattern)}
"""Which kinds of record each key of a pattern can be asked of."""


@dataclass(frozen=True, kw_only=True)
class Presence(BankPart):
    """Some record of this kind, looking like this."""

    kind: str
    where: Pattern = Pattern()


@dataclass(frozen=True, kw_only=True)
class When(BankPart):
    """What must hold besides what the record looks like. All keys that are given must hold.

    kinds: the system is one of these.
    stages: one of these stages is in scope.
    answers: question id -> the answers of which one was given; “answered” stands for any real answer.
    without: question id -> the answers of which none was given, though the question was answered.
    present, absent: there is such a record, or there is none.
    """

    kinds: tuple[SystemKind, ...] = ()
    stages: tuple[str, ...] = ()
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    without: dict[str, tuple[str, ...]] = field(default_factory=dict)
    present: tuple[Presence, ...] = ()
    absent: tuple[Presence, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Circumstance(BankPart):
    """When something applies: for each record of a kind that looks like a pattern, while the conditions hold."""

    for_each: str = ""
    where: Pattern = Pattern()
    when: When = When()
