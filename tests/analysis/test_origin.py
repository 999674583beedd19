"""Origin: who made a record and who changed it last, as the history says, and what stands behind it."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from facilitator.analysis.origin import Entries, Entry, Origin, origin_of, origin_words
from facilitator.model.edit import Act, Change, Edit, EditKind
from facilitator.model.part import Record
from facilitator.model.records.answers import Suggestion
from facilitator.model.records.assets import Asset
from facilitator.model.records.context import Assumption
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import AssumptionState, SuggestionState
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord, ChangeRecord, RemoveRecord
from facilitator.workshop.workshop import Workshop

ANN = Entry("Ann", "2026-05-03T10:02:00+00:00")


@pytest.fixture
def person(tmp_path: Path) -> Callable[[str], Workshop]:
    """Opens the session as somebody; each act is a minute later than the one before."""
    minutes = count()
    path = tmp_path / "x.toml"

    def clock() -> str:
        return f"2026-05-03T10:{next(minutes):02}:00+00:00"

    begin_session(path, by="Ann", clock=clock).close()
    return lambda by: Workshop(path, by=by, clock=clock)


def entry_of(workshop: Workshop, name: str = "A-1") -> Entry:
    return Entries().of(workshop.log.history)[name]


def test_who_made_a_record_and_who_changed_it_last_are_told(person: Callable[[str], Workshop]) -> None:
    ann = person("Ann")
    ann.do(AddRecord("asset", {"name": "one"}))
    assert entry_of(ann) == ANN
    ann.close()
    for by in ("Bob", "Cem"):
        other = person(by)
        other.do(ChangeRecord("A-1", {"value": by}))
        other.close()
    assert entry_of(other).by == "Ann"
    assert entry_of(other).changed_by == "Cem"
    assert origin_words(other.record("A-1"), entry_of(other)) == (
        "said by Ann on 2026-05-03; changed by Cem on 2026-05-03"
    )


def test_what_was_taken_back_is_as_it_was_and_a_redo_puts_it_again(person: Callable[[str], Workshop]) -> None:
    ann = person("Ann")
    ann.do(AddRecord("asset", {"name": "one"}))
    ann.close()
    bob = person("Bob")
    for act in (ChangeRecord("A-1", {"name": "two"}), RemoveRecord("A-1")):
        bob.do(act)
        done = entry_of(bob)
        bob.log.undo()
        assert entry_of(bob) == ANN
        bob.log.redo()
        assert entry_of(bob) == done
        bob.log.undo()
    assert entry_of(bob) == ANN


def edit(number: int, by: str, *changes: Change, acts: tuple[Act, ...] = ()) -> Edit:
    return Edit(number=number, time=f"2026-05-0{number}T10:00:00+00:00", by=by, what="act", changes=changes, acts=acts)


def act(by: str, day: int, *, taken_back: bool = False) -> Act:
    time = f"2026-04-0{day}T10:00:00+00:00"
    return Act(edit=by, number=day, time=time, by=by, what="act", records=("A-1",), taken_back=taken_back)


ADDED = Change(before=None, after=Asset(id="A-1", name="one"))
CHANGED = Change(before=ADDED.after, after=Asset(id="A-1", name="two"))


def test_a_join_names_those_who_did_what_it_brings() -> None:
    brought = (act("Dan", 1), act("Eve", 2), act("Fay", 3, taken_back=True))
    joined = Entries().of([edit(1, "Ann", ADDED, acts=brought)])["A-1"]
    assert (joined.by, joined.time[:10], joined.changed_by, joined.changed[:10]) == (
        "Dan",
        "2026-04-01",
        "Eve",
        "2026-04-02",
    )
    alone = Entries().of([edit(1, "Ann", ADDED, acts=brought[:1])])["A-1"]
    assert (alone.by, alone.changed_by) == ("Dan", "")
    changed = Entries().of([edit(1, "Ann", ADDED), edit(2, "Ann", CHANGED, acts=brought)])["A-1"]
    assert (changed.by, changed.changed_by) == ("Ann", "Eve")
    of_others = Entries().of(
        [edit(1, "Ann", ADDED), edit(2, "Ann", CHANGED, acts=(replace(act("Dan", 1), records=()),))]
    )
    assert of_others["A-1"].changed_by == "Ann"


def test_a_history_without_its_beginning_says_what_it_knows() -> None:
    undone = edit(5, "Bob", CHANGED).inverted(number=6, time="2026-05-06T10:00:00+00:00", by="Cem", kind=EditKind.UNDO)
    late = replace(undone, takes_back=2)
    assert Entries().of([late])["A-1"] == Entry(changed_by="Cem", changed=late.time)
    assert origin_words(CHANGED.record, Entries().of([late])["A-1"]) == (
        "said before this history begins; changed by Cem on 2026-05-06"
    )


@pytest.mark.parametrize(
    ("record", "origin"),
    [
        (Asset(id="A-1", name="one"), Origin.SAID),
        (Threat(id="T-1", title="one"), Origin.SAID),
        (Threat(id="T-1", title="one", suggestion="SU-1"), Origin.SUGGESTED),
        (Countermeasure(id="CM-1", text="one", template="theft/1"), Origin.SUGGESTED),
        (Assumption(id="AS-1", text="one"), Origin.ASSUMED),
        (Assumption(id="AS-1", text="one", state=AssumptionState.CONFIRMED), Origin.SAID),
        (Suggestion(id="SG-1", title="Theft", rule="r", template="theft", state=SuggestionState.LATER), Origin.SAID),
    ],
)
def test_what_stands_behind_a_record_is_told(record: Record, origin: Origin) -> None:
    assert origin_of(record) is origin
    words = {
        Origin.SAID: "said by Ann on 2026-05-03",
        Origin.ASSUMED: "assumed by Ann on 2026-05-03, not confirmed yet",
        Origin.SUGGESTED: "suggested by the question banks, taken by Ann on 2026-05-03",
    }
    assert origin_words(record, ANN) == words[origin]
