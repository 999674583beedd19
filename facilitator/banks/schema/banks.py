"""All banks together."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from facilitator.banks.schema.assets import AssetBank, AssetEntry
from facilitator.banks.schema.glossary import GlossaryBank
from facilitator.banks.schema.questions import Question, StageBank, StageEntry
from facilitator.banks.schema.scales import Scale, ScaleBank
from facilitator.banks.schema.sources import ReferenceBank
from facilitator.banks.schema.threats import Rule, ThreatTemplate
from facilitator.banks.schema.trees import TreeBank


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
    trees: TreeBank = field(default_factory=lambda: TreeBank(format=1, version="1"))
    references: ReferenceBank = field(default_factory=lambda: ReferenceBank(format=1, version="1"))
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
    def rules_by_id(self) -> dict[str, Rule]:
        """Every rule by its id."""
        return {rule.id: rule for rule in self.rules}

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
