"""Two histories as one: which of them goes on, what both know already, and what is told of the rest."""

from dataclasses import dataclass, field

import pytest

from facilitator.merging.histories import Join, NotACopy, Told, join
from facilitator.model.edit import Change, Edit, EditKind
from facilitator.model.part import Record
from facilitator.model.records.assets import Asset
from facilitator.model.records.session import Header
from facilitator.model.records.threats import Threat
from facilitator.model.session import apply
from facilitator.store.formats.copies import told


@dataclass
class Copy:
    """One copy of a session, written on edit by edit."""

    by: str
    edits: list[Edit] = field(default_factory=list)

    @property
    def told(self) -> Told:
        return told(self.edits, "x")

    def put(self, *records: Record) -> "Copy":
        session = self.told.session
        return self._add(tuple(Change(before=session.find(one.id), after=one) for one in records), EditKind.ACT, 0)

    def undo(self) -> "Copy":
        last = self.edits[-1]
        return self._add(tuple(change.inverted() for change in last.changes), EditKind.UNDO, last.number)

    def take(self, other: "Copy") -> "Copy":
        found = join(self.told, other.told, keep_ours=True)
        assert not found.conflicts
        edit = made(found, self.by)
        apply(self.told.session, edit)
        self.edits.append(edit)
        return self

    def copied(self, by: str) -> "Copy":
        return Copy(by, list(self.edits))

    def _add(self, changes: tuple[Change, ...], kind: EditKind, takes_back: int) -> "Copy":
        number = len(self.edits) + 1
        what = f"{self.by} {number}"
        edit = Edit(number=number, time="", by=self.by, what=what, changes=changes, kind=kind, takes_back=takes_back)
        self.edits.append(edit)
        return self


def made(found: Join, by: str) -> Edit:
    return found.edit(time="", by=by, what="join")


def asset(number: int, name: str, owner: str = "") -> Asset:
    return Asset(id=f"A-{number}", name=name, owner=owner)


@pytest.fixture
def begun() -> Copy:
    return Copy("Ann").put(Header(id="S-1", identity="x", title="x")).put(asset(1, "shared"))


def test_what_only_they_went_on_with_goes_on(begun: Copy) -> None:
    theirs = begun.copied("Bob").put(asset(2, "new"))
    found = join(begun.told, theirs.told)
    assert found.onto_theirs and found.trunk.edits == tuple(theirs.edits)
    assert not found.brings_something
    kept = join(begun.told, theirs.told, keep_ours=True)
    assert not kept.onto_theirs and kept.trunk.edits == tuple(begun.edits)
    assert [act.by for act in kept.acts] == ["Bob"]


def test_ours_goes_on_where_each_knows_all_of_the_other(begun: Copy) -> None:
    ours = begun.copied("Ann").put(asset(2, "new"))
    theirs = begun.copied("Bob").take(ours)
    for one, other in ((ours, theirs), (theirs, ours)):
        found = join(one.told, other.told)
        assert not found.onto_theirs and found.trunk.edits == tuple(one.edits)
        assert not found.brings_something and not found.conflicts


def test_theirs_goes_on_where_they_have_joined_ours_and_we_nothing_of_theirs(begun: Copy) -> None:
    ours = begun.copied("Ann").put(asset(2, "ours"))
    theirs = begun.copied("Bob").put(asset(2, "theirs")).take(ours)
    ours.put(asset(3, "later"))
    found = join(ours.told, theirs.put(asset(1, "shared", owner="Bob")).told)
    assert found.onto_theirs and found.trunk.edits == tuple(theirs.edits)
    assert [change.record.id for change in found.changes] == ["A-4"]
    assert not join(theirs.told, ours.told).onto_theirs


def test_only_ids_that_are_others_in_the_joined_history_are_told_as_new(begun: Copy) -> None:
    ours = begun.copied("Ann").put(asset(2, "ours"))
    theirs = begun.copied("Bob").put(asset(2, "theirs")).put(asset(3, "theirs too"))
    assert join(ours.told, theirs.told).renumbered == {"A-2": "A-4"}
    assert join(begun.put(asset(1, "shared", owner="Ann")).told, theirs.told).renumbered == {}


def test_conflicts_and_decisions_are_told_from_our_side_where_theirs_goes_on(begun: Copy) -> None:
    ours = begun.copied("Ann").put(asset(2, "ours"))
    theirs = begun.copied("Bob").put(asset(2, "theirs")).take(ours)
    ours.put(asset(1, "shared", owner="Ann"))
    theirs.put(asset(1, "shared", owner="Bob"))
    (conflict,) = join(ours.told, theirs.told).conflicts
    assert (conflict.ours, conflict.theirs) == ("Ann", "Bob")
    for side, owner in (("ours", "Ann"), ("theirs", "Bob")):
        found = join(ours.told, theirs.told, decisions={conflict.key: side})
        assert found.onto_theirs and not found.conflicts
        session = apply(found.trunk.session, made(found, "Ann"))
        assert session.get(Asset, "A-1").owner == owner


def test_of_two_bases_the_one_that_knows_more_is_asked(begun: Copy) -> None:
    first = begun.copied("git")
    theirs = begun.copied("Bob").put(asset(2, "theirs"))
    ours = begun.copied("Ann").put(asset(2, "ours")).take(theirs)
    theirs.put(asset(2, "theirs", owner="Bob"))
    found = join(ours.told, theirs.told, base=first.told)
    assert not found.conflicts
    session = apply(found.trunk.session, made(found, "Ann"))
    assert {one.name: one.owner for one in session.all(Asset)} == {"shared": "", "ours": "", "theirs": "Bob"}


def test_a_base_that_one_side_lacks_is_refused(begun: Copy) -> None:
    base = begun.copied("git").put(asset(2, "new"))
    for ours, theirs in ((begun, base), (base, begun)):
        with pytest.raises(NotACopy, match="lacks edits"):
            join(ours.told, theirs.told, base=base.told)


def test_what_they_joined_and_took_back_is_told_as_taken_back(begun: Copy) -> None:
    third = begun.copied("Cleo").put(asset(2, "undone")).undo().put(asset(2, "hers"))
    theirs = begun.copied("Bob").put(asset(2, "theirs")).take(third)
    ours = begun.copied("Ann").put(asset(2, "ours"))
    stands = join(ours.told, theirs.told)
    assert {act.what: act.taken_back for act in stands.acts} == {
        "Bob 3": False,
        "Cleo 3": True,
        "Undo: Cleo 4": False,
        "Cleo 5": False,
        "join": False,
    }
    gone = join(ours.told, theirs.undo().told)
    assert [act.what for act in gone.acts if act.taken_back] == ["Cleo 3", "Undo: Cleo 4", "Cleo 5", "join"]


def test_decisions_are_told_in_the_order_of_what_they_are_about(begun: Copy) -> None:
    begun.put(Threat(id="T-1", title="Theft"))
    ours = begun.copied("Ann").put(Threat(id="T-1", title="ours", description="ours", stage="ours"), asset(1, "ours"))
    theirs = begun.copied("Bob").put(Threat(id="T-1", title="t", description="t", stage="t"), asset(1, "theirs"))
    conflicts = join(ours.told, theirs.told).conflicts
    decided = join(ours.told, theirs.told, decisions={one.key: "theirs" for one in reversed(conflicts)})
    (decision,) = [act for act in made(decided, "Ann").acts if act.by == "Ann"]
    keys = [words.partition(" ")[0] for words in decision.what.removeprefix("Decide ").split(", ")]
    assert keys == ["A-1.name", "T-1.description", "T-1.stage", "T-1.title"]
