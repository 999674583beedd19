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
    RatingMoment.TARGET: "as it is aimed at",
}
"""What a rating speaks of, in words."""


def standing(workshop: Workshop, rating: Rating) -> str:
    """Tell its total, who gave it and when, as “16 Medium, by Ann, 2026-11-25 14:03”."""
    figure = _figure(workshop, rating)
    given = _given(workshop, rating.id)
    return _listed(figure, given)


def standing_words(workshop: Workshop, threat_id: str) -> str:
    """Tell which ratings a threat has already; "" where it has none."""
    said: list[str] = []
    for kind, words in MOMENTS.items():
        rating = workshop.rating_of(threat_id, kind)
        if rating is not None:
            said.append(f"{words}: {standing(workshop, rating)}")
    if not said:
        return ""
    return f"{threat_id} is rated already, {'; '.join(said)}."


def ways_to_rate(workshop: Workshop, threat_id: str) -> list[tuple[RatingMoment, str]]:
    """List the ratings that a threat can get, with words that say whether one would be changed."""
    ways = []
    for kind, words in MOMENTS.items():
        rating = workshop.rating_of(threat_id, kind)
        verb = "Change the rating" if rating else "Add a rating"
        ways.append((kind, f"{verb} {words}"))
    return ways


def replaced(workshop: Workshop, threat_id: str, kind: RatingMoment = RatingMoment.INHERENT) -> str:
    """Tell which rating of a threat is about to be changed; "" where there is none."""
    rating = workshop.rating_of(threat_id, kind)
    if rating is None:
        return ""
    return f"{threat_id} is rated already, {MOMENTS[kind]} ({standing(workshop, rating)}); this changes it."


def _figure(workshop: Workshop, rating: Rating) -> str:
    scale = workshop.banks.scale(rating.scale)
    found = total(rating, scale)
    if found is None:
        return "not complete"
    name = band(found, scale)
    return f"{found:g} {name}".strip()


def _given(workshop: Workshop, rating_id: str) -> str:
    """Tell who entered a record last, and when; "" where the history does not say."""
    for edit in reversed(workshop.log.history):
        changed = [change.record.id for change in edit.changes]
        if rating_id in changed:
            by = f"by {edit.by}" if edit.by else ""
            return _listed(by, moment(edit.time))
    return ""


def _listed(*parts: str) -> str:
    """Join the parts that say something, with commas."""
    said = filter(None, parts)
    return ", ".join(said)
