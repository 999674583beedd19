"""The passes of a review, each with its agenda."""

from dataclasses import dataclass

from facilitator.banks.schema.part import BankPart
from facilitator.model.vocabulary import ReviewPass


@dataclass(frozen=True, kw_only=True)
class Review(BankPart):
    """One pass: what it is for and who sits in, the minutes that it takes, and what to go through."""

    id: ReviewPass
    title: str
    minutes: int
    purpose: str
    point: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReviewBank(BankPart):
    """Every pass, in the order in which they are held."""

    format: int
    version: str
    review: tuple[Review, ...]
