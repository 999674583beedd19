"""What the banks hold: stages, questions, assets with failure modes, scales, glossary."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from facilitator.model.vocabulary import AssetCategory, SecurityProperty, Step, Stride, SystemKind


class AnswerKind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes-no"
    ONE_OF = "one-of"
    SEVERAL_OF = "several-of"
    TEXT = "text"
    RECORDS = "records"


@dataclass(frozen=True, slots=True, kw_only=True)
class BankPart:
    """Anything that is read from a bank; unknown keys are refused."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class When(BankPart):
    """An earlier question, and the answers to it that make this one apply."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead(BankPart):
    """What an answer leads to: words, follow-up questions, threats to think of, an action."""

    say: str = ""
    ask: tuple[str, ...] = ()
    threats: tuple[str, ...] = ()
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(BankPart):
    """One question; its id never changes."""

    id: str
    step: Step
    text: str
    why: str
    example: str = ""
    answer: AnswerKind
    choices: tuple[str, ...] = ()
    record: str = ""
    kinds: tuple[SystemKind, ...] = ()
    assets: tuple[str, ...] = ()
    stride: tuple[Stride, ...] = ()
    properties: tuple[SecurityProperty, ...] = ()
    when: When | None = None
    leads: dict[str, Lead] = field(default_factory=dict)
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StageBank(BankPart):
    """The questions of one lifecycle stage."""

    format: int
    stage: str
    number: int
    title: str
    version: str
    question: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEntry(BankPart):
    """One lifecycle stage."""

    id: str
    number: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageList(BankPart):
    """Every lifecycle stage, in order."""

    format: int
    version: str
    stage: tuple[StageEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureModeEntry(BankPart):
    """One way in which an asset fails, and the properties that break with it."""

    id: str
    text: str
    properties: tuple[SecurityProperty, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetEntry(BankPart):
    """An asset of the catalogue: what it should and must not do, how it fails, its published properties."""

    id: str
    name: str
    category: AssetCategory
    function: str
    must_not: str = ""
    failure_mode: tuple[FailureModeEntry, ...] = ()
    properties: tuple[SecurityProperty, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetBank(BankPart):
    """The asset catalogue."""

    format: int
    version: str
    source: str
    asset: tuple[AssetEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor(BankPart):
    """A factor of a rating: its question, and which way it counts."""

    id: str
    title: str
    question: str
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Band(BankPart):
    """A named part of a scale, from `lowest` up."""

    name: str
    lowest: float


@dataclass(frozen=True, slots=True, kw_only=True)
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
    source: str
    note: str = ""

    @property
    def bands(self) -> tuple[Band, ...]:
        """The bands, lowest first."""
        return self.band


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleBank(BankPart):
    """The factors and the scales."""

    format: int
    version: str
    factor: tuple[Factor, ...]
    scale: tuple[Scale, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(BankPart):
    """A word of the field, explained with an example."""

    id: str
    term: str
    meaning: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryBank(BankPart):
    """The glossary."""

    format: int
    version: str
    term: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Banks:
    """Everything that was loaded. `questions` goes from a stage's id to its bank, in stage order."""

    stages: tuple[StageEntry, ...]
    questions: dict[str, StageBank]
    assets: AssetBank
    scales: ScaleBank
    glossary: GlossaryBank

    def question(self, question_id: str) -> Question:
        """The question of this id. Raises KeyError."""
        for bank in self.questions.values():
            for question in bank.question:
                if question.id == question_id:
                    return question
        raise KeyError(question_id)

    def scale(self, scale_id: str) -> Scale:
        """The scale of this id. Raises KeyError."""
        return self.scales_by_id()[scale_id]

    def asset(self, asset_id: str) -> AssetEntry:
        """The catalogue's asset of this id. Raises KeyError."""
        return {asset.id: asset for asset in self.assets.asset}[asset_id]

    def scales_by_id(self) -> dict[str, Scale]:
        """Every scale by its id."""
        return {scale.id: scale for scale in self.scales.scale}
