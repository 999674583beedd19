"""Ratings of threats, factor by factor."""

from dataclasses import dataclass

from facilitator.model.fields import declare
from facilitator.model.kind import Kind, declared
from facilitator.model.part import Part, Record
from facilitator.model.vocabulary import RatingMoment, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Part):
    """One factor of a rating; value None means not scored, never zero."""

    factor: str
    value: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Part):
    """What one participant scored before the team agreed."""

    participant: str = declare.reference("participant")
    scores: tuple[Score, ...] = ()


@declared(
    Kind(
        name="rating",
        prefix="R",
        noun="rating",
        plural="Ratings",
        title="threat",
        step=Step.RATE,
        one_each=("threat", "moment"),
        counted=True,
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Record):
    """A rating of one threat, with probability x damage beside it."""

    threat: str = declare.reference("threat")
    scale: str
    scale_version: str = ""
    moment: RatingMoment = RatingMoment.INHERENT
    scores: tuple[Score, ...] = ()
    probability: int | None = None
    damage_potential: int | None = None
    note: str = ""
    votes: tuple[Vote, ...] = ()
