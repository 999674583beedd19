"""Putting scores into a rating; those that are not on its scale are refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.errors import UserError
from facilitator.model.fields.field import validate_text
from facilitator.model.records.ratings import Rating, Score

if TYPE_CHECKING:
    from facilitator.banks.schema.scales import Scale

PROBABILITY = "probability"
DAMAGE_POTENTIAL = "damage_potential"
PRODUCT_RANGE = (1, 10)
"""Probability and damage potential each run from 1 (least) to 10 (most)."""


def scored(
    rating: Rating,
    scale: Scale,
    scores: Mapping[str, tuple[int | None, str | None]],
    probability: int | None,
    damage_potential: int | None,
    note: str | None,
) -> Rating:
    """Put scores into a rating; a reason of None keeps the one that stands.

    Raises UserError for a value out of range or an unknown factor.
    """
    kept = {score.factor: score for score in rating.scores}
    for factor, (value, reason) in scores.items():
        if factor not in scale.factors:
            known = ", ".join(scale.factors)
            raise UserError(f"“{factor}” is not a factor of {scale.id}; it has {known}.", factor)
        limits = range_of(factor, scale)
        _check_range(value, limits, factor, scale)
        before = kept.get(factor, Score(factor=factor))
        words = before.reason if reason is None else _checked(reason)
        kept[factor] = replace(before, value=value, reason=words)
    _check_range(probability, PRODUCT_RANGE, PROBABILITY, scale)
    _check_range(damage_potential, PRODUCT_RANGE, DAMAGE_POTENTIAL, scale)
    factors = dict.fromkeys((*scale.factors, *kept))
    in_order = [kept[factor] for factor in factors if factor in kept]
    return replace(
        rating,
        scores=tuple(in_order),
        probability=rating.probability if probability is None else probability,
        damage_potential=rating.damage_potential if damage_potential is None else damage_potential,
        note=rating.note if note is None else _checked(note),
    )


def figure(typed: str, name: str, scale: Scale) -> int | None:
    """Read a figure that was typed for a factor, the probability or the damage potential; None where nothing was typed.

    Raises UserError when it is no whole number, or out of range.
    """
    text = typed.strip()
    if not text:
        return None
    try:
        value = int(text)
    except ValueError:
        called = _called(name, scale)
        raise UserError(f"“{text}” should be a whole number for {called}.", name) from None
    _check_range(value, range_of(name, scale), name, scale)
    return value


def range_of(name: str, scale: Scale) -> tuple[int, int]:
    """The lowest and the highest figure that can be given."""
    if name in scale.factors:
        return scale.lowest, scale.highest
    return PRODUCT_RANGE


def _called(name: str, scale: Scale) -> str:
    if name in scale.factors:
        return f"{name} on the scale {scale.id}"
    return name.replace("_", " ")


def _checked(words: str) -> str:
    return validate_text(words.strip())


def _check_range(value: int | None, limits: tuple[int, int], name: str, scale: Scale) -> None:
    lowest, highest = limits
    if value is None or lowest <= value <= highest:
        return
    called = _called(name, scale)
    raise UserError(f"{value} is out of range for {called}, which runs from {lowest} to {highest}.", name)
