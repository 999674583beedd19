"""The ids of one copy of a session in terms of another copy, which gave the same records other numbers."""

from collections.abc import Iterable, Mapping

from facilitator.merging.renumbering import Numbers, all_renamed
from facilitator.model.session import Session, kind_of


def ids_there(here: Mapping[str, tuple[str, ...]], there: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """What records of one history are called in another. here, there: what an act is known by -> its records."""
    found: dict[str, str] = {}
    for key, names in here.items():
        for name, other in zip(names, there.get(key, ()), strict=False):
            if kind_of(name) and kind_of(name) == kind_of(other):
                found[name] = other
    return found


def translated(
    base: Session, side: Session, trunk: Session, names: Mapping[str, str]
) -> tuple[Session, Session, dict[str, str]]:
    """A base and what one side made of it, with the ids of the trunk, and what each of their ids is called there.

    A record of the base that the trunk has no name for, and one whose own name means another there, get a new number.
    """
    numbers = Numbers(base, side, trunk)
    records = (*base.every_record(), *side.every_record())
    everything = dict.fromkeys(record.id for record in records)
    found = _known_there(everything, names)
    taken = set(found.values())
    for name in everything:
        if name in found:
            continue
        is_new = base.find(name) is None
        is_free = name not in taken and name not in names
        found[name] = name if is_new and is_free else numbers.next(name)
        taken.add(found[name])
    moved = {old: new for old, new in found.items() if old != new}
    return all_renamed(base, moved), all_renamed(side, moved), found


def _known_there(ids: Iterable[str], names: Mapping[str, str]) -> dict[str, str]:
    """What the trunk calls these; where it calls two of them the same, only the first."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in ids:
        there = names.get(name)
        if there is not None and there not in taken:
            found[name] = there
            taken.add(there)
    return found
