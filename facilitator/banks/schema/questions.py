"""The questions of each lifecycle stage, and the list of stages."""

from dataclasses import dataclass, field

from facilitator.banks.schema.conditions import Circumstance
from facilitator.banks.schema.part import BankPart
from facilitator.model.method.answer_kinds import ANSWERING, Answering, AnswerKind
from facilitator.model.vocabulary import SecurityProperty, Step, Stride

STATES = ("unknown", "not-applicable", "skipped")
"""The answers that every question takes, beside its own."""


@dataclass(frozen=True, kw_only=True)
class CoveredThreat(BankPart):
    """A threat that an answer shows to be covered. by: the number of the countermeasure of its template, from 1."""

    threat: str
    by: int


@dataclass(frozen=True, kw_only=True)
class Lead(BankPart):
    """What an answer leads to: words, follow-up questions, an action, and what it says of threats.

    threats: those that it shows. covers: those that a countermeasure prevents. rules_out: those that cannot happen.
    """

    say: str = ""
    ask: tuple[str, ...] = ()
    threats: tuple[str, ...] = ()
    covers: tuple[CoveredThreat, ...] = ()
    rules_out: tuple[str, ...] = ()
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
    def answering(self) -> Answering:
        """How it is answered, as its kind of answer decides."""
        return ANSWERING[self.answer]

    @property
    def threats_led_to(self) -> tuple[str, ...]:
        """The ids of the threats that its answers lead to."""
        found: list[str] = []
        for lead in self.leads.values():
            found += lead.threats
        return tuple(found)

    @property
    def threats_settled(self) -> tuple[str, ...]:
        """The ids of the threats that its answers cover or rule out."""
        found: list[str] = []
        for lead in self.leads.values():
            found += [cover.threat for cover in lead.covers]
            found += lead.rules_out
        return tuple(found)

    @property
    def followers(self) -> tuple[str, ...]:
        """The ids of the questions that its answers lead to."""
        found: list[str] = []
        for lead in self.leads.values():
            found += lead.ask
        return tuple(found)

    @property
    def possible_answers(self) -> tuple[str, ...]:
        """The words that a lead or a condition may name."""
        return (*self.answering.possible(self.choices), *STATES)


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
