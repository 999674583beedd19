"""What is wrong with a rating scale."""

import re
from collections.abc import Iterator, Sequence

from facilitator.banks.schema.scales import Factor, Scale

WAYS_TO_COMBINE = ("sum", "mean", "product")
NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
TAKEN = frozenset({"threat", "note", "probability", "damage_potential", "moment", "do"})
"""What an answers file says of a rating beside its factors."""


def scale_faults(scale: Scale, known: Sequence[Factor]) -> Iterator[str]:
    """Why a scale cannot be used, a sentence each."""
    if not scale.factors:
        yield "has no factors; name at least one."
    if len(set(scale.factors)) < len(scale.factors):
        yield "names a factor twice; take one out."
    for factor in scale.factors:
        if not NAME.fullmatch(factor) or factor in TAKEN:
            yield f"the factor “{factor}” needs another name: small letters, digits and hyphens."
        elif factor not in {item.id for item in known}:
            yield f"the factor “{factor}” is not described; add a [[factor]] of that id."
    if scale.lowest >= scale.highest:
        yield f"runs from {scale.lowest} to {scale.highest}; let it run upwards."
    if scale.combine not in WAYS_TO_COMBINE:
        yield f"“{scale.combine}” is no way to combine factors; use one of {', '.join(WAYS_TO_COMBINE)}."
    yield from _level_faults(scale)


def _level_faults(scale: Scale) -> Iterator[str]:
    for level in scale.level:
        if level.factor not in scale.factors:
            yield f"has a level of “{level.factor}”, which is none of its factors; mend it."
        elif not scale.lowest <= level.value <= scale.highest:
            yield f"has a level for {level.value}, which is not from {scale.lowest} to {scale.highest}; mend it."
