"""The ids of one copy of a session in terms of another copy, which gave the same records other numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from facilitator.merging.renumbering import Numbers, all_renamed
from facilitator.model.session import Session, kind_of

Names = Mapping[str, str]
"""The id of a record in one copy -> its id in another."""

RecordsOfActs = Mapping[str, tuple[str, ...]]
"""What an act is known by -> the ids of the records that it changed, in the order of its changes."""


def ids_there(here: RecordsOfActs, there: RecordsOfActs) -> dict[str, str]:
    """What the records of one history are called in another, as the acts that both know of tell."""
    found: dict[str, str] = {}
    for key, names in here.items():
        others = there.get(key, ())
        for name, other in zip(names, others, strict=False):
            kind = kind_of(name)
            if kind and kind == kind_of(other):
                found[name] = other
    return found


@dataclass(frozen=True, slots=True)
class Translated:
    """A base and what one side made of it, with the ids of the trunk, and what each of their ids is called there."""

    base: Session
    side: Session
    names: Names


def translated(base: Session, side: Session, trunk: Session, names: Names) -> Translated:
    """Give a base, and what one side made of it, the ids of the trunk. names: the ids of which that is known.

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
        # A record of the base that the trunk does not know is gone there: its number may mean another record now.
        is_new = base.find(name) is None
        is_free = name not in taken and name not in names
        there = name if is_new and is_free else numbers.next(name)
        found[name] = there
        taken.add(there)
    moved = only_changed(found)
    base_there = all_renamed(base, moved)
    side_there = all_renamed(side, moved)
    return Translated(base_there, side_there, found)


def only_changed(names: Names) -> dict[str, str]:
    """The ids that are not called the same in both copies."""
    changed: dict[str, str] = {}
    for old, new in names.items():
        if old != new:
            changed[old] = new
    return changed


def _known_there(ids: Iterable[str], names: Names) -> dict[str, str]:
    """What the trunk calls these; where it calls two of them the same, only the first."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in ids:
        there = names.get(name)
        if there is not None and there not in taken:
            found[name] = there
            taken.add(there)
    return found
