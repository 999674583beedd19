"""Threat templates with their countermeasures, and rules that suggest actions."""

from dataclasses import dataclass

from facilitator.banks.schema.conditions import Circumstance
from facilitator.banks.schema.part import BankPart
from facilitator.model.vocabulary import PROPERTY_BROKEN_BY, Effect, SecurityProperty, Stride, SystemKind


@dataclass(frozen=True, kw_only=True)
class Remedy(BankPart):
    """A countermeasure of a threat template, and whether it prevents, detects or limits."""

    text: str
    effect: Effect


@dataclass(frozen=True, kw_only=True)
class ThreatTemplate(BankPart):
    """A threat that may be suggested.

    title, what_happens: {record} stands for the record that it is about, {assets} for the session's assets
    that it harms, {source} and {target} for the ends of a flow.
    record_words: what stands for {record} when an answer about no record suggests it.
    assets, failure_modes: ids of the asset catalogue.
    applies: the circumstances, each of which suggests it; answers may suggest it as well.
    """

    id: str
    title: str
    what_happens: str
    record_words: str = ""
    stride: tuple[Stride, ...]
    properties: tuple[SecurityProperty, ...] = ()
    assets: tuple[str, ...] = ()
    failure_modes: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    kinds: tuple[SystemKind, ...] = ()
    techniques: tuple[str, ...] = ()
    countermeasure: tuple[Remedy, ...] = ()
    example: str = ""
    references: tuple[str, ...] = ()
    applies: tuple[Circumstance, ...] = ()
    override: bool = False

    @property
    def broken(self) -> tuple[SecurityProperty, ...]:
        """The properties that the threat breaks: those that it names, else those that follow from STRIDE."""
        return self.properties or tuple(PROPERTY_BROKEN_BY[category] for category in self.stride)


@dataclass(frozen=True, kw_only=True)
class ThreatBank(BankPart):
    """The threat templates."""

    format: int
    version: str
    threat: tuple[ThreatTemplate, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rule(Circumstance):
    """A rule that suggests an action, from facts of the session alone or together with answers."""

    id: str
    action: str


@dataclass(frozen=True, kw_only=True)
class RuleBank(BankPart):
    """The rules that suggest actions."""

    format: int
    version: str
    rule: tuple[Rule, ...] = ()
