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
    """What one participant scored before the team agreed. time: when, in ISO 8601. round: from 1.

    passed: whether the participant gave no figures on purpose.
    """

    participant: str = declare.reference("participant")
    scores: tuple[Score, ...] = ()
    time: str = ""
    round: int = 1
    passed: bool = False


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
    """A rating of one threat at one moment, with probability x damage beside it. time: when it was agreed on."""

    threat: str = declare.reference("threat")
    scale: str
    scale_version: str = ""
    moment: RatingMoment = RatingMoment.INHERENT
    scores: tuple[Score, ...] = ()
    probability: int | None = None
    damage_potential: int | None = None
    note: str = ""
    votes: tuple[Vote, ...] = ()
    time: str = ""
