"""Joining copies of a session: one edit, under the names and times of those who did what it brings."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitator.cli.main import facilitator
from facilitator.errors import UserError
from facilitator.merging.merge import OURS, THEIRS
from facilitator.model.records.assets import Asset
from facilitator.store.files.paths import history_path
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord, ChangeRecord, RemoveRecord
from facilitator.workshop.merge_session import Joining
from facilitator.workshop.views.change_log import Minute, minutes
from facilitator.workshop.views.recap import recap
from facilitator.workshop.workshop import Workshop


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "ours.toml"
    workshop = begin_session(path, by="Ann", clock=lambda: "2026-05-01T09:00:00+00:00")
    workshop.do(AddRecord("asset", {"name": "shared"}))
    workshop.close()
    return path


@pytest.fixture
def theirs(ours: Path) -> Path:
    return copied(ours, "theirs")


def copied(path: Path, name: str) -> Path:
    copy = path.with_name(f"{name}.toml")
    for source, target in ((path, copy), (history_path(path), history_path(copy))):
        shutil.copy(source, target)
    return copy


def as_person(path: Path, by: str, hour: int = 10) -> Workshop:
    return Workshop(path, by=by, clock=lambda: f"2026-05-02T{hour}:00:00+00:00")


def add(path: Path, by: str, *names: str, hour: int = 10) -> None:
    workshop = as_person(path, by, hour)
    for name in names:
        workshop.do(AddRecord("asset", {"name": name}))
    workshop.close()


def change(path: Path, by: str, name: str, hour: int = 10, **values: str) -> None:
    workshop = as_person(path, by, hour)
    record = next(asset.id for asset in workshop.session.all(Asset) if asset.name == name)
    workshop.do(ChangeRecord(record, values))
    workshop.close()


def joined(path: Path, other: Path, by: str = "Ann", side: str = "") -> int:
    workshop = as_person(path, by, 20)
    joining = Joining(workshop, other)
    for conflict in joining.conflicts if side else ():
        joining.decide(conflict.key, side)
    count = joining.finish()
    workshop.close()
    return count


def read(path: Path) -> Workshop:
    return Workshop(path, read_only=True)


def names(path: Path) -> list[str]:
    return [asset.name for asset in read(path).session.all(Asset)]


def brought(path: Path) -> list[tuple[str, str]]:
    return [(act.by, act.what) for act in last_join(path).brought]


def last_join(path: Path) -> Minute:
    return next(one for one in reversed(minutes(read(path).log.history)) if one.brought)


def test_a_join_is_one_edit_that_tells_who_did_what_and_when(ours: Path, theirs: Path) -> None:
    add(ours, "Ann", "mine", hour=11)
    add(theirs, "Bob", "yours", hour=12)
    add(theirs, "Cleo", "hers", hour=13)
    before = history_path(ours).read_bytes()
    assert joined(ours, theirs) == 2
    lines = history_path(ours).read_bytes().removeprefix(before).splitlines()
    assert len(lines) == 1
    join = last_join(ours)
    assert (join.by, join.what) == ("Ann", "Join what theirs.toml says")
    assert [(act.by, act.day, act.time, act.what) for act in join.brought] == [
        ("Bob", "2026-05-02", "12:00", "Add asset A-2 “yours”"),
        ("Cleo", "2026-05-02", "13:00", "Add asset A-3 “hers”"),
    ]
    told = CliRunner().invoke(facilitator, ["history", str(ours)]).output
    assert "12:00  Bob: Add asset A-2 “yours”" in told
    found = json.loads(CliRunner().invoke(facilitator, ["history", str(ours), "--json"]).output)["edits"]
    assert [(act["by"], act["records"]) for act in found[-1]["acts"]] == [("Bob", ["A-4"]), ("Cleo", ["A-3"])]
    assert any("Cleo: Add asset A-3 “hers”" in line for line in recap(read(ours)).changed)


def test_what_came_by_a_join_was_entered_by_the_one_who_did_it(ours: Path, theirs: Path) -> None:
    add(ours, "Ann", "mine")
    add(theirs, "Bob", "yours")
    joined(ours, theirs)
    workshop = read(ours)
    record = next(asset for asset in workshop.session.all(Asset) if asset.name == "yours")
    grounds = workshop.guide.provenance(workshop.record(record.id), workshop.log.history)
    assert any("entered by Bob" in ground.text for ground in grounds)


def test_one_undo_takes_a_join_back_and_a_redo_puts_it_again(ours: Path, theirs: Path) -> None:
    add(theirs, "Bob", "one", "two")
    joined(ours, theirs)
    workshop = as_person(ours, "Ann", 21)
    workshop.log.undo()
    assert [asset.name for asset in workshop.session.all(Asset)] == ["shared"]
    assert minutes(workshop.log.history)[-2].taken_back
    workshop.log.redo()
    workshop.close()
    assert names(ours) == ["shared", "one", "two"]
    assert [one.number for one in minutes(read(ours).log.history) if one.brought] == [3]


def test_an_edit_that_joins_nothing_is_written_as_ever(ours: Path) -> None:
    assert b'"acts"' not in history_path(ours).read_bytes()


def test_what_the_other_side_had_undone_is_marked(ours: Path, theirs: Path) -> None:
    workshop = as_person(theirs, "Bob")
    workshop.do(AddRecord("asset", {"name": "stays"}))
    workshop.do(AddRecord("asset", {"name": "undone"}))
    workshop.log.undo()
    workshop.close()
    joined(ours, theirs)
    acts = {act.what: act for act in last_join(ours).brought}
    assert acts["Add asset A-3 “undone”"].taken_back
    assert not acts["Add asset A-2 “stays”"].taken_back
    assert read(ours).log.history[-1].acts[1].records == ("",)
    assert not any("undone" in line for line in recap(read(ours)).changed if "Undo" not in line)


def test_a_copy_that_goes_on_is_joined_again_without_doubles(ours: Path, theirs: Path) -> None:
    add(ours, "Ann", "mine")
    add(theirs, "Bob", "yours")
    joined(ours, theirs)
    add(theirs, "Bob", "later")
    change(theirs, "Bob", "yours", owner="Bob")
    joined(ours, theirs)
    assert sorted(names(ours)) == ["later", "mine", "shared", "yours"]
    assert brought(ours) == [("Bob", "Add asset A-3 “later”"), ("Bob", "Change asset A-2 “yours”")]
    assert {asset.name: asset.owner for asset in read(ours).session.all(Asset)}["yours"] == "Bob"
    assert joined(ours, theirs) == 0
    assert len(read(ours).log.history) == 5


def test_the_names_of_a_copy_that_holds_a_join_itself_are_kept(ours: Path, theirs: Path) -> None:
    third = copied(ours, "third")
    add(third, "Cleo", "hers")
    add(theirs, "Bob", "yours")
    joined(theirs, third, by="Bob")
    add(ours, "Ann", "mine")
    joined(ours, theirs)
    assert brought(ours) == [
        ("Bob", "Add asset A-2 “yours”"),
        ("Cleo", "Add asset A-2 “hers”"),
        ("Bob", "Join what third.toml says"),
    ]
    assert sorted(names(ours)) == ["hers", "mine", "shared", "yours"]
    joined(ours, third)
    assert sorted(names(ours)) == ["hers", "mine", "shared", "yours"]


def test_copies_that_joined_each_other_agree(ours: Path, theirs: Path) -> None:
    add(ours, "Ann", "mine")
    add(theirs, "Bob", "yours")
    before = copied(ours, "before")
    joined(ours, theirs)
    joined(theirs, before, by="Bob")
    change(ours, "Ann", "yours", owner="Ann")
    change(theirs, "Bob", "mine", value="much")
    assert joined(ours, theirs) == 1
    assert joined(theirs, ours, by="Bob") == 1
    for path in (ours, theirs):
        found = {asset.name: (asset.owner, asset.value) for asset in read(path).session.all(Asset)}
        assert found == {"shared": ("", ""), "mine": ("", "much"), "yours": ("Ann", "")}


def test_what_two_copies_know_from_a_third_is_not_doubled_and_what_differs_in_it_is_shown(ours: Path) -> None:
    theirs, third = copied(ours, "theirs"), copied(ours, "third")
    add(third, "Cleo", "hers", "hers too")
    add(ours, "Ann", "mine")
    add(theirs, "Bob", "yours")
    joined(ours, third)
    joined(theirs, third, by="Bob")
    change(theirs, "Bob", "hers", owner="Bob")
    workshop = as_person(theirs, "Bob")
    workshop.do(RemoveRecord(next(asset.id for asset in workshop.session.all(Asset) if asset.name == "hers too")))
    workshop.close()
    workshop = as_person(ours, "Ann")
    shown = [(conflict.title, conflict.field) for conflict in Joining(workshop, theirs).conflicts]
    workshop.close()
    assert sorted(shown) == [("hers", "owner"), ("hers too", "record")]
    joined(ours, theirs, side=THEIRS)
    assert sorted(names(ours)) == ["hers", "mine", "shared", "yours"]
    assert {asset.name: asset.owner for asset in read(ours).session.all(Asset)}["hers"] == "Bob"


def test_what_was_decided_is_told_and_stays_decided(ours: Path, theirs: Path) -> None:
    change(ours, "Ann", "shared", owner="Ann")
    change(theirs, "Bob", "shared", owner="Bob")
    joined(ours, theirs, side=THEIRS)
    assert brought(ours)[-1] == ("Ann", "Decide A-1.owner as theirs")
    add(theirs, "Bob", "later")
    joined(ours, theirs)
    assert read(ours).session.get(Asset, "A-1").owner == "Bob"


def test_copies_that_decided_otherwise_have_it_to_decide_again(ours: Path, theirs: Path) -> None:
    change(ours, "Ann", "shared", owner="Ann")
    change(theirs, "Bob", "shared", owner="Bob")
    before = copied(ours, "before")
    joined(ours, theirs, side=OURS)
    joined(theirs, before, by="Bob", side=OURS)
    workshop = as_person(ours, "Ann")
    conflicts = Joining(workshop, theirs).conflicts
    workshop.close()
    assert [(one.field, one.ours, one.theirs) for one in conflicts] == [("owner", "Ann", "Bob")]


def test_what_was_changed_by_hand_in_the_other_snapshot_is_joined_too(ours: Path, theirs: Path) -> None:
    theirs.write_text(theirs.read_text(encoding="utf-8").replace('"shared"', '"by hand"'), encoding="utf-8")
    joined(ours, theirs)
    assert names(ours) == ["by hand"]
    assert brought(ours) == [("outside", "Changes made by hand in the snapshot")]


def test_a_snapshot_by_hand_of_a_copy_that_was_joined_since_takes_nothing_back(ours: Path, theirs: Path) -> None:
    add(theirs, "Bob", "yours")
    add(ours, "Ann", "mine")
    joined(ours, theirs)
    theirs.write_text(theirs.read_text(encoding="utf-8").replace('"yours"', '"by hand"'), encoding="utf-8")
    shutil.copy(theirs, ours)
    workshop = as_person(ours, "Ann")
    assert sorted(asset.name for asset in workshop.session.all(Asset)) == ["mine", "shared", "yours"]
    assert "changed by hand before its session was joined" in workshop.log.notices[0]
    workshop.close()
    kept = ours.with_name("ours.by-hand.toml.copy-1")
    assert '"by hand"' in kept.read_text(encoding="utf-8")
    assert not read(ours).log.notices


def test_a_copy_without_the_first_edit_is_refused_in_a_sentence(ours: Path, theirs: Path) -> None:
    begin_session(theirs.with_name("other.toml"), by="Bob").close()
    lines = history_path(theirs).read_bytes().splitlines(keepends=True)
    history_path(theirs).write_bytes(b"".join(lines[1:]))
    workshop = as_person(ours, "Ann")
    for path in (theirs, theirs.with_name("other.toml")):
        with pytest.raises(UserError, match=r"beginning|not a copy"):
            Joining(workshop, path)
    workshop.close()


@pytest.mark.parametrize(
    "acts", ["7", "[7]", '[{"edit": "x"}]', '[{"edit": "x", "number": "1"}]', '{"a": 1}', '[{"new": 1}]']
)
def test_acts_that_are_damaged_are_refused_with_the_line(ours: Path, theirs: Path, acts: str) -> None:
    add(theirs, "Bob", "yours")
    joined(ours, theirs)
    *lines, last = history_path(ours).read_text(encoding="utf-8").splitlines()
    data = {**json.loads(last), "acts": json.loads(acts)}
    history_path(ours).write_text("\n".join((*lines, json.dumps(data), "")), encoding="utf-8")
    done = CliRunner().invoke(facilitator, ["history", str(ours)])
    assert "line 3: this line of the history is damaged" in str(done.exception)


def test_acts_with_ids_that_are_none_harm_nothing(ours: Path, theirs: Path) -> None:
    add(ours, "Ann", "mine")
    add(theirs, "Bob", "yours")
    joined(ours, theirs)
    content = history_path(ours).read_text(encoding="utf-8")
    history_path(ours).write_text(content.replace('"records":["A-3"]', '"records":["\\u001b[31m"]'), encoding="utf-8")
    add(theirs, "Bob", "later")
    joined(ours, theirs)
    assert {"mine", "yours", "later"} <= set(names(ours))
    assert "\x1b" not in CliRunner().invoke(facilitator, ["history", str(ours)]).output
