"""Putting scores into a rating, refused when they are not on its scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.model.records import Rating, Score
from facilitator.workshop.entering import Refused, checked_text

if TYPE_CHECKING:
    from facilitator.banks.schema import Scale

PRODUCT_RANGE = (1, 10)
"""Probability and damage potential each run from 1 (least) to 10 (most)."""


def scored(
    rating: Rating,
    scale: Scale,
    scores: Mapping[str, tuple[int | None, str]],
    probability: int | None,
    damage_potential: int | None,
    note: str | None,
) -> Rating:
    """The rating with these scores put in. Raises Refused for a value out of range or an unknown factor."""
    kept = {score.factor: score for score in rating.scores}
    for factor, (value, reason) in scores.items():
        if factor not in scale.factors:
            raise Refused(f"“{factor}” is not a factor of {scale.id}; it has {', '.join(scale.factors)}.", factor)
        _check_range(value, scale.lowest, scale.highest, f"{factor} on the scale {scale.id}", factor)
        kept[factor] = Score(factor=factor, value=value, reason=checked_text(reason.strip()))
    _check_range(probability, *PRODUCT_RANGE, "probability", "probability")
    _check_range(damage_potential, *PRODUCT_RANGE, "damage potential", "damage_potential")
    return replace(
        rating,
        scores=tuple(kept[factor] for factor in dict.fromkeys((*scale.factors, *kept)) if factor in kept),
        probability=rating.probability if probability is None else probability,
        damage_potential=rating.damage_potential if damage_potential is None else damage_potential,
        note=rating.note if note is None else checked_text(note.strip()),
    )


def _check_range(value: int | None, lowest: int, highest: int, what: str, field: str) -> None:
    if value is not None and not lowest <= value <= highest:
        raise Refused(f"{value} is out of range for {what}, which runs from {lowest} to {highest}.", field)
