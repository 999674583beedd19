"""Two histories of one session brought together: what each says that the other does not, told under its own names."""

import hashlib
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property, reduce

from facilitator.merging.difference import changes_between
from facilitator.merging.merge import OURS, THEIRS, Conflict, Decisions, Merged, merge
from facilitator.merging.renumbering import all_renamed
from facilitator.merging.translation import Names, RecordsOfActs, ids_there, only_changed, translated
from facilitator.model.edit import Act, Change, Edit
from facilitator.model.session import Session, apply
from facilitator.model.telling import taken_back, what_was_done, why

Keys = AbstractSet[str]
"""What acts are known by."""


class NotACopy(ValueError):
    """Histories that do not belong together; its text says why, as a clause."""


@dataclass(frozen=True)
class Told:
    """A history as it is held against another one: its edits from the first on, and what each is known by."""

    edits: tuple[Edit, ...]
    keys: tuple[str, ...]

    @cached_property
    def ids(self) -> RecordsOfActs:
        """The records that each act which the history knows of has changed, as they are called here.

        The acts that a join brought count with the join.
        """
        found: dict[str, tuple[str, ...]] = {}
        for edit, key in self.keyed():
            for act in edit.acts:
                found[act.edit] = act.records
            found[key] = tuple(_records_of(edit))
        return found

    @cached_property
    def session(self) -> Session:
        """What the edits add up to. Raises EditRefused."""
        return reduce(apply, self.edits, Session())

    def keyed(self) -> Iterator[tuple[Edit, str]]:
        """Each edit with what it is known by."""
        return zip(self.edits, self.keys, strict=True)

    def first(self, count: int) -> "Told":
        """The history as it was after so many edits."""
        if count == len(self.edits):
            return self
        edits = self.edits[:count]
        keys = self.keys[:count]
        return Told(edits, keys)

    def unknown_to(self, other: "Told") -> frozenset[str]:
        """What those acts are known by that another history does not know of.

        A join that brought nothing but what the other knows is none of them.
        """
        found: set[str] = set()
        for edit, key in self.keyed():
            found |= _acts_brought_by(edit)
            if not other.knows_all_brought_by(edit):
                found.add(key)
        unknown = found - other.ids.keys()
        return frozenset(unknown)

    def known_to(self, other: "Told") -> int:
        """How many edits, from the first on, another history knows of.

        A join is known where all that it brought is; what was decided at a join is an act of its own.
        """
        count = 0
        for edit, key in self.keyed():
            is_known = key in other.ids or other.knows_all_brought_by(edit)
            if not is_known:
                break
            count += 1
        return count

    def knows_all_brought_by(self, edit: Edit) -> bool:
        """Whether an edit of another history is a join that brought nothing new to this one."""
        brought = _acts_brought_by(edit)
        return bool(brought) and brought <= self.ids.keys()


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
    renumbered: Names | None = None
    decided: tuple[str, ...] = ()

    @property
    def brings_something(self) -> bool:
        """Whether there is anything to add to the history that goes on."""
        return bool(self.changes or self.acts)

    def edit(self, *, time: str, by: str, what: str) -> Edit:
        """The one edit that joins them; what was decided is told as an act of the one who joins."""
        last = self.trunk.edits[-1]
        number = last.number + 1
        acts = self.acts
        if self.decided:
            words = ", ".join(self.decided)
            decision = Act(edit=self._key_of_decision(), number=number, time=time, by=by, what=f"Decide {words}")
            acts = (*acts, decision)
        return Edit(number=number, time=time, by=by, what=what, changes=self.changes, acts=acts)

    def _key_of_decision(self) -> str:
        """By what a decision is known: whoever decides the same about the same histories makes the same act."""
        brought = [act.edit for act in self.acts]
        parts = (self.trunk.keys[-1], *brought, *self.decided)
        content = "\n".join(parts).encode()
        digest = hashlib.sha256(content).hexdigest()
        return digest[:32]


def join(
    ours: Told,
    theirs: Told,
    *,
    base: Told | None = None,
    decisions: Decisions | None = None,
    keep_ours: bool = False,
) -> Join:
    """Make one history of two. Raises NotACopy or EditRefused.

    base: a third history that both went on from, where there is one. Our history goes on, unless theirs has joined
    ours already and ours has not joined theirs: ids that both sides have seen stay. keep_ours: ours goes on always.
    """
    _check_base(base, ours, theirs)
    decisions = decisions or {}
    of_theirs = theirs.known_to(ours)
    of_ours = ours.known_to(theirs)
    if of_theirs == len(theirs.edits):
        return Join(ours)
    if not keep_ours and of_ours == len(ours.edits):
        return Join(theirs, onto_theirs=True)
    if keep_ours or not _goes_on_theirs(ours, theirs, of_ours, of_theirs):
        held = theirs.first(of_theirs)
        return _joined(ours, theirs, held, base, decisions)
    # Now theirs is the side that goes on, so ours and theirs change places on the way in and on the way out.
    held = ours.first(of_ours)
    found = _joined(theirs, ours, held, base, _swapped(decisions))
    conflicts = tuple(map(_swapped_conflict, found.conflicts))
    return replace(found, onto_theirs=True, conflicts=conflicts)


def _check_base(base: Told | None, *sides: Told) -> None:
    """Check that both sides hold all edits of the base. Raises NotACopy."""
    if base is None:
        return
    for side in sides:
        if base.known_to(side) < len(base.edits):
            raise NotACopy("one of them lacks edits that both went on from")


def _swapped(decisions: Decisions) -> Decisions:
    swapped: dict[str, str] = {}
    for key, side in decisions.items():
        swapped[key] = THEIRS if side == OURS else OURS
    return swapped


def _swapped_conflict(conflict: Conflict) -> Conflict:
    return replace(conflict, ours=conflict.theirs, theirs=conflict.ours)


def _goes_on_theirs(ours: Told, theirs: Told, of_ours: int, of_theirs: int) -> bool:
    """Whether they have joined something of ours since both went apart, and we nothing of theirs."""
    same = _count_of_same(ours, theirs)
    shorter = min(len(ours.keys), len(theirs.keys))
    if same == shorter:
        same = min(of_ours, of_theirs)
    # Each knows what both began with; who knows more of the other than that has joined some of it.
    return of_ours > same >= of_theirs


def _count_of_same(ours: Told, theirs: Told) -> int:
    """How many edits both histories begin with."""
    count = 0
    for mine, yours in zip(ours.keys, theirs.keys, strict=False):
        if mine != yours:
            break
        count += 1
    return count


def _joined(trunk: Told, other: Told, held: Told, base: Told | None, decisions: Decisions) -> Join:
    """What another history brings to the one that goes on. held: the part of the other that the trunk knows."""
    if not held.edits:
        raise NotACopy("they have no first edit in common")
    shared = trunk.ids.keys() & other.ids.keys()
    start = _best_base(shared, held, base)
    # A base of its own gave ids of its own: it is told in the words of the other side before both are told in ours.
    names_there = ids_there(start.ids, other.ids)
    base_there = all_renamed(start.session, names_there)
    names = ids_there(other.ids, trunk.ids)
    here = translated(base_there, other.session, trunk.session, names)
    same = frozenset(names.values())
    doubtful = _doubtful(shared, start, trunk)
    found = merge(here.base, trunk.session, here.side, decisions, same=same, doubtful=doubtful)
    # Their ids were changed twice: to what the trunk calls them, then where the merge gave them a new number.
    final: dict[str, str] = {}
    for old, new in here.names.items():
        final[old] = found.renumbered.get(new, new)
    return Join(
        trunk,
        changes=changes_between(trunk.session, found.session),
        acts=tuple(_acts(trunk, other, final)),
        conflicts=found.conflicts,
        renumbered=only_changed(final),
        decided=tuple(_decided(found)),
    )


def _best_base(shared: Keys, held: Told, base: Told | None) -> Told:
    """The history that holds most of what both know."""
    if base is None or not base.edits:
        return held
    of_held = len(shared & held.ids.keys())
    of_base = len(shared & base.ids.keys())
    return held if of_held >= of_base else base


def _doubtful(shared: Keys, start: Told, trunk: Told) -> set[str]:
    """The records of which the base cannot tell which side changed them.

    What both know but the base does not may stand differently on either side, and nobody can tell which came later.
    """
    records: set[str] = set()
    for key in shared & trunk.unknown_to(start):
        records.update(trunk.ids[key])
    return records


def _decided(found: Merged) -> Iterator[str]:
    decided = sorted(found.decided.items())
    for key, side in decided:
        yield f"{key} as {side}"


def _acts(trunk: Told, other: Told, final: Names) -> Iterator[Act]:
    """Each act of the other history that the trunk does not know of; a join after all that it brought."""
    gone = taken_back(other.edits)
    for edit, key in other.keyed():
        was_undone = edit.number in gone
        for act in edit.acts:
            if act.edit not in trunk.ids:
                records = _named(act.records, final)
                is_gone = act.taken_back or was_undone
                yield replace(act, records=records, taken_back=is_gone)
        if key not in trunk.ids:
            records = _named(_records_of(edit), final)
            yield Act(
                edit=key,
                number=edit.number,
                time=edit.time,
                by=edit.by,
                what=what_was_done(edit),
                why=why(edit),
                records=records,
                taken_back=was_undone,
            )


def _named(records: Iterable[str], final: Names) -> tuple[str, ...]:
    names = [final.get(record, "") for record in records]
    return tuple(names)


def _records_of(edit: Edit) -> Iterator[str]:
    for change in edit.changes:
        yield change.record.id


def _acts_brought_by(edit: Edit) -> set[str]:
    """What the acts are known by that a join brought."""
    return {act.edit for act in edit.acts}
