"""Two histories of one session brought together: what each says that the other does not, told under its own names."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce

from facilitator.merging.difference import changes_between
from facilitator.merging.merge import OURS, THEIRS, Conflict, merge
from facilitator.merging.renumbering import all_renamed
from facilitator.merging.translation import ids_there, translated
from facilitator.model.edit import Act, Change, Edit
from facilitator.model.session import Session, apply
from facilitator.model.telling import taken_back, what_was_done, why


class NotACopy(ValueError):
    """Histories that do not belong together; its text says why, as a clause."""


@dataclass(frozen=True)
class Told:
    """A history as it is held against another one: its edits from the first on, and what each is known by."""

    edits: tuple[Edit, ...]
    keys: tuple[str, ...]

    @cached_property
    def ids(self) -> Mapping[str, tuple[str, ...]]:
        """What each act that the history knows of is known by -> the records that it changed, as they are called here.

        The acts that a join brought count with the join.
        """
        found: dict[str, tuple[str, ...]] = {}
        for edit, key in zip(self.edits, self.keys, strict=True):
            found |= {act.edit: act.records for act in edit.acts}
            found[key] = tuple(change.record.id for change in edit.changes)
        return found

    @cached_property
    def session(self) -> Session:
        """What the edits add up to. Raises EditRefused."""
        return reduce(apply, self.edits, Session())

    def first(self, count: int) -> "Told":
        """The history as it was after so many edits."""
        return self if count == len(self.edits) else Told(self.edits[:count], self.keys[:count])

    def unknown_to(self, other: "Told") -> frozenset[str]:
        """What the acts are known by that another history does not know of; a join of what it knows is none of them."""
        acts = {act.edit for edit in self.edits for act in edit.acts}
        own = {
            key
            for edit, key in zip(self.edits, self.keys, strict=True)
            if not (edit.acts and all(act.edit in other.ids for act in edit.acts))
        }
        return frozenset((acts | own) - other.ids.keys())

    def known_to(self, other: "Told") -> int:
        """How many edits, from the first on, another history knows of.

        A join is known where all that it brought is; what was decided at a join is an act of its own.
        """
        for count, (edit, key) in enumerate(zip(self.edits, self.keys, strict=True)):
            brought = edit.acts and all(act.edit in other.ids for act in edit.acts)
            if key not in other.ids and not brought:
                return count
        return len(self.edits)


@dataclass(frozen=True, slots=True)
class Join:
    """Two histories as one: the history that goes on, and what the other one brings to it.

    onto_theirs: whether it is their history that goes on. renumbered: ids of the other side -> ids in what goes on.
    """

    trunk: Told
    onto_theirs: bool = False
    changes: tuple[Change, ...] = ()
    acts: tuple[Act, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    renumbered: Mapping[str, str] | None = None
    decided: tuple[str, ...] = ()

    @property
    def brings_something(self) -> bool:
        """Whether there is anything to add to the history that goes on."""
        return bool(self.changes or self.acts)

    def edit(self, *, time: str, by: str, what: str) -> Edit:
        """The one edit that joins them; what was decided is told as an act of the one who joins."""
        number = self.trunk.edits[-1].number + 1
        acts = (*self.acts, *self._decision(number, time, by))
        return Edit(number=number, time=time, by=by, what=what, changes=self.changes, acts=acts)

    def _decision(self, number: int, time: str, by: str) -> Iterator[Act]:
        if self.decided:
            sides = (self.trunk.keys[-1], *(act.edit for act in self.acts), *self.decided)
            key = hashlib.sha256("\n".join(sides).encode()).hexdigest()[:32]
            yield Act(edit=key, number=number, time=time, by=by, what=f"Decide {', '.join(self.decided)}")


def join(
    ours: Told,
    theirs: Told,
    *,
    base: Told | None = None,
    decisions: Mapping[str, str] | None = None,
    keep_ours: bool = False,
) -> Join:
    """What makes one history of two. decisions: key of a conflict -> OURS or THEIRS. Raises NotACopy or EditRefused.

    base: a third history that both went on from, where there is one. Our history goes on, unless theirs has joined
    ours already and ours has not joined theirs: ids that both sides have seen stay. keep_ours: ours goes on always.
    """
    if base and base.edits and not all(_holds(side, base) for side in (ours, theirs)):
        raise NotACopy("one of them lacks edits that both went on from")
    of_theirs, of_ours = theirs.known_to(ours), ours.known_to(theirs)
    if of_theirs == len(theirs.edits):
        return Join(ours)
    if not keep_ours and of_ours == len(ours.edits):
        return Join(theirs, onto_theirs=True)
    if keep_ours or not _goes_on_theirs(ours, theirs, of_ours, of_theirs):
        return _joined(ours, theirs, theirs.first(of_theirs), base, decisions or {})
    swapped = {key: THEIRS if side == OURS else OURS for key, side in (decisions or {}).items()}
    found = _joined(theirs, ours, ours.first(of_ours), base, swapped)
    conflicts = tuple(replace(one, ours=one.theirs, theirs=one.ours) for one in found.conflicts)
    return replace(found, onto_theirs=True, conflicts=conflicts)


def _holds(history: Told, base: Told) -> bool:
    return base.known_to(history) == len(base.edits)


def _goes_on_theirs(ours: Told, theirs: Told, of_ours: int, of_theirs: int) -> bool:
    """Whether they have joined something of ours since both went apart, and we nothing of theirs."""
    apart = zip(ours.keys, theirs.keys, strict=False)
    same = next((count for count, (mine, yours) in enumerate(apart) if mine != yours), min(of_ours, of_theirs))
    return of_ours > same >= of_theirs


def _joined(trunk: Told, other: Told, held: Told, base: Told | None, decisions: Mapping[str, str]) -> Join:
    """What another history brings to the one that goes on. held: the part of the other that the trunk knows."""
    if not held.edits:
        raise NotACopy("they have no first edit in common")
    shared = trunk.ids.keys() & other.ids.keys()
    start = _best_base(shared, held, base)
    # A base of its own gave ids of its own: it is told in the words of the other side before both are told in ours.
    base_there = all_renamed(start.session, ids_there(start.ids, other.ids))
    names = ids_there(other.ids, trunk.ids)
    before, after, moved = translated(base_there, other.session, trunk.session, names)
    # What both know but the base does not may stand differently on either side, and nobody can tell which came later.
    doubtful = {name for key in shared & trunk.unknown_to(start) for name in trunk.ids[key]}
    found = merge(before, trunk.session, after, decisions, same=frozenset(names.values()), doubtful=doubtful)
    final = {old: found.renumbered.get(new, new) for old, new in moved.items()}
    return Join(
        trunk,
        changes=changes_between(trunk.session, found.session),
        acts=tuple(_acts(trunk, other, final)),
        conflicts=found.conflicts,
        renumbered={old: new for old, new in final.items() if old != new},
        decided=tuple(f"{key} as {side}" for key, side in sorted(found.decided.items())),
    )


def _best_base(shared: Collection[str], held: Told, base: Told | None) -> Told:
    """The history that holds most of what both know."""
    if base is None or not base.edits:
        return held
    covers = [sum(key in one.ids for key in shared) for one in (held, base)]
    return held if covers[0] >= covers[1] else base


def _acts(trunk: Told, other: Told, final: Mapping[str, str]) -> Iterator[Act]:
    """Each act of the other history that the trunk does not know of; a join after all that it brought."""
    gone = taken_back(other.edits)
    for edit, key in zip(other.edits, other.keys, strict=True):
        undone = edit.number in gone
        for act in edit.acts:
            if act.edit not in trunk.ids:
                records = _named(act.records, final)
                yield replace(act, records=records, taken_back=act.taken_back or undone)
        if key not in trunk.ids:
            yield Act(
                edit=key,
                number=edit.number,
                time=edit.time,
                by=edit.by,
                what=what_was_done(edit),
                why=why(edit),
                records=_named([change.record.id for change in edit.changes], final),
                taken_back=undone,
            )


def _named(records: Sequence[str], final: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(final.get(record, "") for record in records)
