"""How trust boundaries lie in each other: which go round in a ring, and which is drawn around which."""

from collections.abc import Iterator, Mapping, Sequence

from facilitator.model.records.architecture import Boundary
from facilitator.model.session import Session

DEEPEST = 20
"""How many boundaries are drawn within each other; one that lies deeper is drawn beside the one around it."""


def rings(session: Session) -> tuple[tuple[str, ...], ...]:
    """Boundaries that lie inside themselves by way of each other, each ring from its first on outwards."""
    return tuple(_rings(_inside(session)))


def boundaries_around(session: Session) -> dict[str, str]:
    """Boundary -> the one to draw around it, or "" for none, as for those in a ring."""
    inside = _inside(session)
    found = {name: "" for ring in _rings(inside) for name in ring}
    depths = dict.fromkeys(found, 0)
    for start in inside:
        for name in reversed(_way_out(start, inside, found)):
            outer = inside[name]
            fits = outer in depths and depths[outer] + 1 < DEEPEST
            found[name] = outer if fits else found.get(outer, "")
            depths[name] = depths[outer] + 1 if fits else depths.get(outer, 0)
    return found


def _inside(session: Session) -> dict[str, str]:
    return {boundary.id: boundary.inside for boundary in session.all(Boundary)}


def _rings(inside: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    done: dict[str, str] = {}
    for start in inside:
        way = _way_out(start, inside, done)
        back = inside[way[-1]] if way else ""
        if back in way:
            yield tuple(way[way.index(back) :])
        done.update(dict.fromkeys(way, ""))


def _way_out(start: str, inside: Mapping[str, str], known: Mapping[str, str]) -> Sequence[str]:
    """The boundaries from one outwards, to the first that is known, is not there, or was passed already."""
    way: dict[str, None] = {}
    here = start
    while here in inside and here not in known and here not in way:
        way[here] = None
        here = inside[here]
    return list(way)
