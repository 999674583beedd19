"""Rating scales and their factors."""

from dataclasses import dataclass

from facilitator.banks.schema.part import BankPart


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
