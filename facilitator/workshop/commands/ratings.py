"""Rating threats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self, TypeGuard

from facilitator.errors import UserError
from facilitator.model.records.ratings import Rating
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import RatingMoment
from facilitator.workshop.commands.command import Command, Draft, Offer, changed, declared, refuse_unknown
from facilitator.workshop.commands.suggestions import word
from facilitator.workshop.input.scoring import scored
from facilitator.workshop.views.edit_titles import named
from facilitator.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitator.banks.schema.scales import Scale

Scores = Mapping[str, tuple[int | None, str | None]]
"""Factor -> its value and the reason; a reason of None keeps the one that stands."""

SAID_OF = {
    RatingMoment.INHERENT: "",
    RatingMoment.RESIDUAL: " after its countermeasures",
    RatingMoment.TARGET: " as it is aimed at",
}
"""What the minutes add to a rating of each moment."""

BESIDE = ("threat", "note", "probability", "damage_potential", "moment")


@declared(Offer(id="rate", words="Rate", in_file=True))
@dataclass(frozen=True, slots=True)
class RateThreat(Command[Rating]):
    """Rate a threat: a value and a reason for each factor of the session's scale.

    Factors that are not given stay as they were; so do probability and damage potential.
    """

    threat: str
    scores: Scores = field(default_factory=dict)
    probability: int | None = None
    damage_potential: int | None = None
    note: str | None = None
    moment: RatingMoment = RatingMoment.INHERENT

    def draft(self, workshop: Workshop) -> Draft[Rating]:
        """The rating with these scores."""
        threat_id = workshop.find(Threat.kind, self.threat)
        threat = workshop.session.get(Threat, threat_id)
        before = workshop.rating_of(threat.id, self.moment)
        scale = _scale_of(workshop, before)
        base = before or self._new_rating(workshop, threat, scale)
        after = scored(base, scale, self.scores, self.probability, self.damage_potential, self.note)
        if after != before:
            after = replace(after, time=workshop.time())
        verb = "Change the rating of" if before else "Rate"
        words = f"{verb} {named(threat)}{SAID_OF[self.moment]}"
        return Draft(words, changed(before, after), after)

    def _new_rating(self, workshop: Workshop, threat: Threat, scale: Scale) -> Rating:
        return Rating(
            id=workshop.session.next_id(Rating),
            threat=threat.id,
            scale=scale.id,
            scale_version=scale.version,
            moment=self.moment,
        )

    @classmethod
    def from_values(cls, workshop: Workshop, values: Mapping[str, Any]) -> Self:
        """The threat, and every factor of the scale as a number, or as a number with its reason."""
        moment = _moment(word(values, "moment", "inherent"))
        threat = workshop.find(Threat.kind, word(values, "threat"))
        rating = workshop.rating_of(threat, moment)
        factors = _scale_of(workshop, rating).factors
        refuse_unknown(values, (*BESIDE, *factors))
        given = [factor for factor in factors if factor in values]
        return cls(
            threat,
            {factor: _score(factor, values[factor]) for factor in given},
            probability=_number(values, "probability"),
            damage_potential=_number(values, "damage_potential"),
            note=word(values, "note", "") or None,
            moment=moment,
        )


def _scale_of(workshop: Workshop, rating: Rating | None) -> Scale:
    """The scale of a rating, or the session's where there is none yet."""
    if rating is not None:
        return workshop.banks.scale(rating.scale)
    return workshop.banks.scale(workshop.session.header.scale)


def _moment(words: str) -> RatingMoment:
    if words not in tuple(RatingMoment):
        raise UserError(f"“{words}” should be one of {', '.join(RatingMoment)}.", "moment")
    return RatingMoment(words)


def _score(factor: str, value: Any) -> tuple[int | None, str | None]:
    if _is_whole_number(value):
        return value, None
    if isinstance(value, list) and len(value) == 2:
        figure, reason = value
        if _is_whole_number(figure) and isinstance(reason, str):
            return figure, reason
    raise UserError(f"“{factor}” should be a whole number, or [number, reason].", factor)


def _number(values: Mapping[str, Any], key: str) -> int | None:
    value = values.get(key)
    if value is None or _is_whole_number(value):
        return value
    raise UserError(f"“{key}” should be a whole number.", key)


def _is_whole_number(value: Any) -> TypeGuard[int]:
    """Tell numbers from true and false, which Python takes for numbers too."""
    return isinstance(value, int) and not isinstance(value, bool)
