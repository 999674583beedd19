"""What the banks hold: stages, questions, rules, threats, trees, assets with failure modes, scales, glossary."""

import re
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from facilitator.model.vocabulary import (
    AssetCategory,
    ComponentKind,
    Gate,
    Protection,
    SecurityProperty,
    Step,
    Stride,
    SystemKind,
)


class AnswerKind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes-no"
    ONE_OF = "one-of"
    SEVERAL_OF = "several-of"
    TEXT = "text"
    RECORDS = "records"


class Effect(StrEnum):
    """What a countermeasure does to a threat."""

    PREVENTS = "prevents"
    DETECTS = "detects"
    LIMITS = "limits"


STATES = ("unknown", "not-applicable", "skipped")
"""The answers that every question takes, beside its own."""

ANSWERED = "answered"
"""In a lead or a condition: any answer that is not one of STATES."""

FOR_EACH = ("asset", "component", "flow", "boundary", "entry_point", "technology")
"""The kinds of record that a question or a rule may go through one by one."""


@dataclass(frozen=True, kw_only=True)
class BankPart:
    """Anything that is read from a bank; unknown keys are refused."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


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


@dataclass(frozen=True, kw_only=True)
class Lead(BankPart):
    """What an answer leads to: words, follow-up questions, threats to think of, an action."""

    say: str = ""
    ask: tuple[str, ...] = ()
    threats: tuple[str, ...] = ()
    action: str = ""


@dataclass(frozen=True, kw_only=True)
class Question(Circumstance):
    """One question; its id never changes. In its text {record} stands for the record it is about.

    always: it is asked even when its stage is not in scope.
    override: it stands for the built-in question of the same id.
    """

    id: str
    step: Step
    text: str
    why: str
    example: str = ""
    answer: AnswerKind
    choices: tuple[str, ...] = ()
    record: str = ""
    always: bool = False
    override: bool = False
    assets: tuple[str, ...] = ()
    stride: tuple[Stride, ...] = ()
    properties: tuple[SecurityProperty, ...] = ()
    leads: dict[str, Lead] = field(default_factory=dict)
    references: tuple[str, ...] = ()

    @property
    def possible_answers(self) -> tuple[str, ...]:
        """The words that a lead or a condition may name."""
        match self.answer:
            case AnswerKind.YES_NO:
                return ("yes", "no", *STATES)
            case AnswerKind.ONE_OF | AnswerKind.SEVERAL_OF:
                return (*self.choices, ANSWERED, *STATES)
            case _:
                return (ANSWERED, *STATES)


@dataclass(frozen=True, kw_only=True)
class StageBank(BankPart):
    """The questions of one lifecycle stage.

    version: goes up by one whenever questions come, change or go.
    pack: the name of the folder of one's own that it comes from; empty for the built-in banks.
    """

    format: int
    stage: str
    number: int
    title: str
    version: str
    pack: str = ""
    question: tuple[Question, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StageEntry(BankPart):
    """One lifecycle stage. without: STRIDE categories that the banks leave out in it, and why."""

    id: str
    number: int
    title: str
    without: dict[Stride, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class StageList(BankPart):
    """Every lifecycle stage, in order."""

    format: int
    version: str
    stage: tuple[StageEntry, ...]


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


@dataclass(frozen=True, kw_only=True)
class ThreatBank(BankPart):
    """The threat templates."""

    format: int
    version: str
    threat: tuple[ThreatTemplate, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rule(Circumstance):
    """Suggests an action to think of, from facts of the session alone or together with answers."""

    id: str
    action: str


@dataclass(frozen=True, kw_only=True)
class RuleBank(BankPart):
    """The rules that suggest actions."""

    format: int
    version: str
    rule: tuple[Rule, ...] = ()


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


@dataclass(frozen=True, kw_only=True)
class IntroductionPage(BankPart):
    """One page of the walk: what to look at in a step of the worked example.

    question: whether it is about the question in hand; otherwise about the records.
    """

    step: Step
    title: str
    text: str
    question: bool = False


@dataclass(frozen=True, kw_only=True)
class IntroductionBank(BankPart):
    """The walk through the worked example, in order."""

    format: int
    version: str
    page: tuple[IntroductionPage, ...]


@dataclass(frozen=True, kw_only=True)
class FailureModeEntry(BankPart):
    """One way in which an asset fails, and the properties that break with it."""

    id: str
    text: str
    properties: tuple[SecurityProperty, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AssetEntry(BankPart):
    """An asset of the catalogue: what it should and must not do, how it fails, its published properties.

    stages: where in the lifecycle it is made or used. examples: what people call it.
    published: STRIDE-AI lists it, with these failure modes and properties.
    """

    id: str
    name: str
    category: AssetCategory
    function: str
    must_not: str = ""
    failure_mode: tuple[FailureModeEntry, ...] = ()
    properties: tuple[SecurityProperty, ...] = ()
    stages: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    published: bool = True


@dataclass(frozen=True, kw_only=True)
class InventoryEntry(BankPart):
    """An asset of a wider inventory, to pick by name."""

    name: str
    category: AssetCategory
    catalogue: str = ""


@dataclass(frozen=True, kw_only=True)
class AssetBank(BankPart):
    """The asset catalogue, and a wider inventory of names to pick from."""

    format: int
    version: str
    source: str
    asset: tuple[AssetEntry, ...]
    inventory: tuple[InventoryEntry, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Factor(BankPart):
    """A factor of a rating: its question, and which way it counts."""

    id: str
    title: str
    question: str
    direction: str


@dataclass(frozen=True, kw_only=True)
class Band(BankPart):
    """A named part of a scale, from `lowest` up."""

    name: str
    lowest: float


@dataclass(frozen=True, kw_only=True)
class Level(BankPart):
    """What a value of a factor stands for."""

    factor: str
    value: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Scale(BankPart):
    """A rating scale: each factor's range, and how factors combine (sum, mean or product)."""

    id: str
    title: str
    version: str
    lowest: int
    highest: int
    combine: str
    factors: tuple[str, ...]
    band: tuple[Band, ...] = ()
    level: tuple[Level, ...] = ()
    source: str
    note: str = ""

    @property
    def bands(self) -> tuple[Band, ...]:
        """The bands, lowest first."""
        return self.band


@dataclass(frozen=True, kw_only=True)
class ScaleBank(BankPart):
    """The factors and the scales."""

    format: int
    version: str
    factor: tuple[Factor, ...] = ()
    scale: tuple[Scale, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Term(BankPart):
    """A word of the field, explained in two sentences with an example.

    kind: what sort of word it is. place: where it fits in the method. more: in depth.
    basis: “inferred” or “recollected” where the method's papers could not be read for it.
    """

    id: str
    term: str
    meaning: str
    example: str
    kind: str = ""
    place: str = ""
    more: str = ""
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class GlossaryBank(BankPart):
    """The glossary."""

    format: int
    version: str
    term: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True)
class Source(BankPart):
    """A source of facts. taken: what was taken. text: whether its licence allows shipping its sentences."""

    id: str
    title: str
    publisher: str
    version: str
    date: str
    licence: str
    taken: str
    text: bool
    note: str = ""
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class SourceBank(BankPart):
    """Every source."""

    format: int
    version: str
    source: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class LeftOut(BankPart):
    """Entries of a published list that the banks leave out, and why."""

    reason: str
    ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReferenceList(BankPart):
    """A published list that the banks refer to.

    form: a regular expression that each of its ids matches. complete: all of its ids stand here.
    """

    id: str
    title: str
    edition: str
    licence: str
    form: str
    complete: bool
    left_out: tuple[LeftOut, ...] = ()
    ids: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ReferenceBank(BankPart):
    """The published lists."""

    format: int
    version: str
    list: tuple[ReferenceList, ...] = ()

    def fault(self, reference: str) -> str:
        """What is wrong with a reference, or ""."""
        fitting = [entry for entry in self.list if re.fullmatch(entry.form, reference)]
        if not fitting:
            return "which has the form of no list of references.toml"
        if any(reference in entry.ids or not entry.complete for entry in fitting):
            return ""
        return f"which is not on the list “{fitting[0].title}” ({fitting[0].edition})"


@dataclass(frozen=True, kw_only=True)
class Banks:
    """Everything that was loaded. `questions` goes from a stage's id to its bank, in stage order.

    homes: what a bank calls by an id ("question collect-sources") -> the file that it was read from.
    versions: question id -> the version of its bank, with its pack's name before it where it has one.
    """

    stages: tuple[StageEntry, ...]
    questions: dict[str, StageBank]
    assets: AssetBank
    scales: ScaleBank
    glossary: GlossaryBank
    threats: tuple[ThreatTemplate, ...] = ()
    rules: tuple[Rule, ...] = ()
    trees: TreeBank = TreeBank(format=1, version="1")
    references: ReferenceBank = ReferenceBank(format=1, version="1")
    homes: dict[str, Path] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)

    @cached_property
    def questions_by_id(self) -> dict[str, Question]:
        """Every question by its id, in stage order."""
        return {question.id: question for bank in self.questions.values() for question in bank.question}

    @cached_property
    def stage_of(self) -> dict[str, str]:
        """Question id -> its stage."""
        return {question.id: stage for stage, bank in self.questions.items() for question in bank.question}

    @cached_property
    def assets_by_id(self) -> dict[str, AssetEntry]:
        """Every asset of the catalogue by its id."""
        return {asset.id: asset for asset in self.assets.asset}

    @cached_property
    def threats_by_id(self) -> dict[str, ThreatTemplate]:
        """Every threat template by its id."""
        return {threat.id: threat for threat in self.threats}

    @cached_property
    def scales_by_id(self) -> dict[str, Scale]:
        """Every scale by its id."""
        return {scale.id: scale for scale in self.scales.scale}

    def question(self, question_id: str) -> Question:
        """The question of this id. Raises KeyError."""
        return self.questions_by_id[question_id]

    def scale(self, scale_id: str) -> Scale:
        """The scale of this id. Raises KeyError."""
        return self.scales_by_id[scale_id]

    def asset(self, asset_id: str) -> AssetEntry:
        """The catalogue's asset of this id. Raises KeyError."""
        return self.assets_by_id[asset_id]
