"""A rating that stands already: what it says, who gave it and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.analysis.rating import band, total
from facilitator.guide.evidence.facts import moment
from facilitator.model.records.ratings import Rating
from facilitator.model.vocabulary import RatingMoment

if TYPE_CHECKING:
    from facilitator.workshop.workshop import Workshop

MOMENTS = {
    RatingMoment.INHERENT: "before its countermeasures",
    RatingMoment.RESIDUAL: "after its countermeasures",
}
"""What a rating speaks of, in words."""


def standing(workshop: Workshop, rating: Rating) -> str:
    """Its total, who gave it and when, as “16 Medium, by Ann, 2026-11-25 14:03”."""
    return ", ".join(part for part in (_figure(workshop, rating), _given(workshop, rating.id)) if part)


def standing_words(workshop: Workshop, threat_id: str) -> str:
    """What ratings of a threat stand, in words; "" when there is none."""
    found = [(words, workshop.rating_of(threat_id, kind)) for kind, words in MOMENTS.items()]
    said = [f"{words}: {standing(workshop, rating)}" for words, rating in found if rating]
    return f"{threat_id} is rated already, {'; '.join(said)}." if said else ""


def ways_to_rate(workshop: Workshop, threat_id: str) -> list[tuple[RatingMoment, str]]:
    """What can be rated of a threat, with words that say whether a rating would be changed by it."""
    ways = []
    for kind, words in MOMENTS.items():
        verb = "Change the rating" if workshop.rating_of(threat_id, kind) else "Add a rating"
        ways.append((kind, f"{verb} {words}"))
    return ways


def replaced(workshop: Workshop, threat_id: str, kind: RatingMoment = RatingMoment.INHERENT) -> str:
    """A sentence on the rating of a threat that another one is about to change; "" when there is none."""
    rating = workshop.rating_of(threat_id, kind)
    if rating is None:
        return ""
    return f"{threat_id} is rated already, {MOMENTS[kind]} ({standing(workshop, rating)}); this changes it."


def _figure(workshop: Workshop, rating: Rating) -> str:
    scale = workshop.banks.scale(rating.scale)
    found = total(rating, scale)
    return "not complete" if found is None else f"{found:g} {band(found, scale)}".strip()


def _given(workshop: Workshop, rating_id: str) -> str:
    """Who entered a record last, and when; "" when the history does not say."""
    for edit in reversed(workshop.log.history):
        if any(change.record.id == rating_id for change in edit.changes):
            return ", ".join(part for part in (f"by {edit.by}" if edit.by else "", moment(edit.time)) if part)
    return ""
