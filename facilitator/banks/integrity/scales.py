"""Checks a rating scale."""

import re
from collections.abc import Sequence

from facilitator.banks.integrity.circumstances import Sentences
from facilitator.banks.schema.scales import Factor, Scale

WAYS_TO_COMBINE = ("sum", "mean", "product")
NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
TAKEN = frozenset({"threat", "note", "probability", "damage_potential", "moment", "do"})
"""What an answers file says of a rating beside its factors."""


def scale_faults(scale: Scale, known: Sequence[Factor]) -> Sentences:
    """Why a scale cannot be used, a sentence each."""
    yield from _factor_faults(scale, known)
    if scale.lowest >= scale.highest:
        yield f"runs from {scale.lowest} to {scale.highest}; let it run upwards."
    if scale.combine not in WAYS_TO_COMBINE:
        ways = ", ".join(WAYS_TO_COMBINE)
        yield f"“{scale.combine}” is no way to combine factors; use one of {ways}."
    yield from _level_faults(scale)


def _factor_faults(scale: Scale, known: Sequence[Factor]) -> Sentences:
    if not scale.factors:
        yield "has no factors; name at least one."
    different = set(scale.factors)
    if len(different) < len(scale.factors):
        yield "names a factor twice; take one out."
    described = {factor.id for factor in known}
    for factor in scale.factors:
        if not NAME.fullmatch(factor) or factor in TAKEN:
            yield f"the factor “{factor}” needs another name: small letters, digits and hyphens."
        elif factor not in described:
            yield f"the factor “{factor}” is not described; add a [[factor]] of that id."


def _level_faults(scale: Scale) -> Sentences:
    extent = f"from {scale.lowest} to {scale.highest}"
    for level in scale.level:
        if level.factor not in scale.factors:
            yield f"has a level of “{level.factor}”, which is none of its factors; mend it."
        elif not scale.lowest <= level.value <= scale.highest:
            yield f"has a level for {level.value}, which is not {extent}; mend it."
