"""Where a threat stands at a record, and the evidence for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from facilitator.guide.evidence.facts import Fact

Facts = tuple[Fact, ...]


class Standing(StrEnum):
    """Where a threat stands, the most pressing first."""

    EXPOSED = "exposed"
    PARTLY_COVERED = "partly covered"
    UNCONFIRMED = "unconfirmed"
    COVERED = "covered"
    RULED_OUT = "ruled out"
    NOT_APPLICABLE = "not applicable"


OPEN = (Standing.EXPOSED, Standing.PARTLY_COVERED, Standing.UNCONFIRMED)
"""The standings in which nothing has settled a threat."""

PRESSING = {standing: place for place, standing in enumerate(Standing)}
"""A standing -> its place in the order."""


class Bearing(StrEnum):
    """What a piece of evidence says of a threat. LIMITS: a countermeasure is in place that does not prevent it."""

    SHOWS = "shows"
    COVERS = "covers"
    LIMITS = "limits"
    RULES_OUT = "rules out"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence: what it says, the id of what in the banks says so, and the facts that it stands on.

    measure: the number of the countermeasure of the template that it speaks of, or 0.
    """

    bearing: Bearing
    rule: str
    facts: Facts
    measure: int = 0


Pieces = tuple[Evidence, ...]


def standing_of(evidence: Iterable[Evidence]) -> Standing:
    """Where a threat that applies stands, given all evidence."""
    found = {piece.bearing for piece in evidence}
    if Bearing.RULES_OUT in found:
        return Standing.RULED_OUT
    if Bearing.SHOWS in found:
        return Standing.PARTLY_COVERED if Bearing.COVERS in found else Standing.EXPOSED
    return Standing.COVERED if Bearing.COVERS in found else Standing.UNCONFIRMED


def standing_of_all(standings: Iterable[Standing]) -> Standing:
    """Where one threat stands that hits several records: where it is most pressing."""
    return min(standings, key=PRESSING.__getitem__)


def telling(standing: Standing, evidence: Iterable[Evidence], ground: Facts) -> Facts:
    """The facts that make a standing: those that show, cover or rule out, or else those by which it applies."""
    bearings = _TELLING[standing]
    found: list[Fact] = []
    for piece in evidence:
        if piece.bearing in bearings:
            found += piece.facts
    return tuple(dict.fromkeys(found or ground))


_TELLING: dict[Standing, tuple[Bearing, ...]] = {
    Standing.EXPOSED: (Bearing.SHOWS,),
    Standing.PARTLY_COVERED: (Bearing.SHOWS,),
    Standing.UNCONFIRMED: (),
    Standing.COVERED: (Bearing.COVERS,),
    Standing.RULED_OUT: (Bearing.RULES_OUT,),
    Standing.NOT_APPLICABLE: (),
}
