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
class Cover(Circumstance):
    """When a countermeasure is in place. by: its number in the template, from 1."""

    by: int


@dataclass(frozen=True, kw_only=True)
class ThreatTemplate(BankPart):
    """A threat that may be suggested.

    title, what_happens: {record} stands for the record that it is about, {assets} for the session's assets
    that it harms, {source} and {target} for the ends of a flow.
    record_words: what stands for {record} when an answer about no record suggests it.
    assets, failure_modes: ids of the asset catalogue.
    weight: how bad it usually is, from 1 to 5; 0 stands for a template that declares no standing.
    family: a name that near twins share.
    applies: what it needs, of which one circumstance is enough; without a weight each of them shows it as well.
    shows, covers, rules_out: the facts that show it, cover it by a countermeasure, or say that it cannot happen.
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
    weight: int = 0
    family: str = ""
    applies: tuple[Circumstance, ...] = ()
    shows: tuple[Circumstance, ...] = ()
    covers: tuple[Cover, ...] = ()
    rules_out: tuple[Circumstance, ...] = ()
    override: bool = False

    @property
    def is_one(self) -> bool:
        """Whether it is one threat however many records it hits: its title names none of them."""
        return bool(self.weight) and "{record}" not in self.title

    @property
    def circumstances(self) -> tuple[Circumstance, ...]:
        """Every circumstance that it names, in the order: applies, shows, covers, rules_out."""
        return (*self.applies, *self.shows, *self.covers, *self.rules_out)

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
