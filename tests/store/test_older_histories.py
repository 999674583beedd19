"""Histories of format 1, whatever was done in them: each way of reading gives the same, and copies are joined."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.threats import Threat
from facilitator.model.session import Session
from facilitator.store.files.paths import history_path
from facilitator.store.store import SessionStore
from facilitator.workshop.commands.records import AddRecord, ChangeRecord
from facilitator.workshop.merge_session import Joining
from facilitator.workshop.workshop import Workshop
from tests.store.old_session import (
    OldSession,
    opened,
    said_of_controls,
    said_of_old_controls,
    said_of_old_threats,
    said_of_threats,
)


def parted(tmp_path: Path) -> tuple[Path, Path]:
    """Make two copies of one session; one goes on in format 2, the other by a program that knows format 1 only."""
    old = OldSession()
    lines = [{"text": "Prevents: Lock it", "owner": "Ann"}]
    first = {"id": old.new_id("threat", "T"), "title": "Theft", "countermeasures": lines}
    condition = {"id": old.new_id("condition", "CO"), "name": "Door is open"}
    control = {"id": old.new_id("control", "CT"), "name": "Guard", "disables": ["CO-1"], "in_place": False}
    old.act(("threat", None, first))
    old.act(("condition", None, condition), ("control", None, control))
    new = tmp_path / "new.toml"
    old.write(new)
    workshop = Workshop(new, by="Bea")
    workshop.do(ChangeRecord("T-1", {"countermeasures": "CM-1 | planned"}))
    workshop.do(AddRecord("threat", {"title": "Fire", "countermeasures": ("CM-2", "Sprinkler")}))
    workshop.close()
    more = [*lines, {"text": "Alarm", "status": "in-place"}]
    old.act(("threat", first, {**first, "countermeasures": more}))
    old.act(("control", control, {**control, "in_place": True}))
    second = {"id": old.new_id("threat", "T"), "title": "Flood", "countermeasures": [{"text": "Dam"}]}
    old.act(("threat", None, second))
    stayed = tmp_path / "old.toml"
    old.write(stayed)
    return new, stayed


def joined(path: Path, other: Path) -> Session:
    workshop = Workshop(path, by="Bea")
    joining = Joining(workshop, other)
    assert not joining.conflicts
    joining.finish()
    workshop.close()
    return opened(path)


@pytest.mark.parametrize("into_the_older", [False, True])
def test_a_copy_in_format_2_and_one_that_stayed_in_format_1_are_joined_without_loss(
    tmp_path: Path, into_the_older: bool
) -> None:
    new, stayed = parted(tmp_path)
    session = joined(stayed, new) if into_the_older else joined(new, stayed)
    titles = {threat.id: threat.title for threat in session.all(Threat)}
    said = {titles[name]: sorted(lines) for name, lines in said_of_threats(session).items()}
    assert said == {
        "Theft": [("Alarm", "in-place", ""), ("Lock it", "planned", "Ann")],
        "Fire": [("Guard", "in-place", ""), ("Sprinkler", "proposed", "")],
        "Flood": [("Dam", "proposed", "")],
    }
    assert len(session.all(Countermeasure)) == 5
    (guard,) = [one for one in session.all(Countermeasure) if one.text == "Guard"]
    assert [closure.condition for closure in guard.closes] == ["CO-1"]
    again = joined(stayed, new) if into_the_older else joined(new, stayed)
    assert again.tables == session.tables


TEXTS = st.sampled_from(["Lock it", "Prevents: Lock it", "Detects: Log it", "Limits: ", "Wall", "Wall "])
LINES = st.lists(
    st.fixed_dictionaries(
        {"text": TEXTS},
        optional={
            "status": st.sampled_from(["proposed", "planned", "in-place"]),
            "owner": st.sampled_from(["", "Ann"]),
        },
    ),
    max_size=4,
)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), LINES),
        st.tuples(st.just("change"), st.integers(0, 3), LINES),
        st.tuples(st.just("remove"), st.integers(0, 3)),
        st.tuples(st.just("control"), st.sampled_from(["Lock", "Wall"]), st.booleans()),
        st.tuples(st.just("switch"), st.integers(0, 3)),
        st.tuples(st.just("no control"), st.integers(0, 3)),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
    ),
    max_size=14,
)


def played(acts: list[Any]) -> OldSession:
    old = OldSession()
    for act in acts:
        play(old, *act)
    return old


def play(old: OldSession, what: str, *words: Any) -> None:
    threats, controls = old.of("threat"), old.of("control")
    match what, words:
        case "add", (lines,):
            threat = {"id": old.new_id("threat", "T"), "title": "x", "countermeasures": lines}
            old.act(("threat", None, threat))
        case "change", (place, lines) if threats:
            before = threats[place % len(threats)]
            if before["countermeasures"] != lines:
                old.act(("threat", before, {**before, "countermeasures": lines}))
        case "remove", (place,) if threats:
            old.act(("threat", threats[place % len(threats)], None))
        case "control", (name, in_place):
            condition = {"id": old.new_id("condition", "CO"), "name": "c"}
            control = {"id": old.new_id("control", "CT"), "name": name, "in_place": in_place}
            old.act(("condition", None, condition), ("control", None, control | {"disables": [condition["id"]]}))
        case "switch", (place,) if controls:
            before = controls[place % len(controls)]
            old.act(("control", before, {**before, "in_place": not before["in_place"]}))
        case "no control", (place,) if controls:
            old.act(("control", controls[place % len(controls)], None))
        case "undo", ():
            old.swap("undo", old.undoable, old.redoable)
        case "redo", ():
            old.swap("redo", old.redoable, old.undoable)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield tmp_path_factory.mktemp("old")


@settings(max_examples=80, deadline=None)
@given(acts=ACTS)
def test_whatever_was_done_in_format_1_is_said_in_format_2(folders: Path, acts: list[Any]) -> None:
    path = folders / "x.toml"
    old = played(acts)
    old.write(path)
    document = tomli.loads(path.read_text())
    session = opened(path)
    assert said_of_threats(session) == said_of_old_threats(document)
    assert said_of_controls(session) == said_of_old_controls(document)
    history_path(path).unlink()
    alone = opened(path)
    assert said_of_threats(alone) == said_of_old_threats(document)
    assert said_of_controls(alone) == said_of_old_controls(document)


@settings(max_examples=40, deadline=None)
@given(acts=ACTS, data=st.data())
def test_a_history_that_goes_on_gives_the_same_ids(folders: Path, acts: list[Any], data: st.DataObject) -> None:
    """What a copy of an older state is brought to agrees with what its original is, as far as both go."""
    path = folders / "y.toml"
    old = played(acts)
    count = data.draw(st.integers(1, len(old.lines)))
    old.write(path)
    path.unlink()
    whole = SessionStore(path, read_only=True).edits
    lines = history_path(path).read_text().splitlines(keepends=True)
    history_path(path).write_text("".join(lines[:count]))
    assert SessionStore(path, read_only=True).edits == whole[:count]


@settings(max_examples=40, deadline=None)
@given(acts=ACTS, more=ACTS, data=st.data())
def test_a_history_without_its_beginning_fits_its_snapshot(
    folders: Path, acts: list[Any], more: list[Any], data: st.DataObject
) -> None:
    path = folders / "z.toml"
    old = played(acts)
    old.write_snapshot(path)
    known = len(old.lines)
    for act in more:
        play(old, *act)
    first = data.draw(st.integers(min(2, known + 1), known + 1))
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in old.lines[first - 1 :])
    history_path(path).write_text(text if first > 1 else "")
    session = opened(path)
    if first > 1:
        document = {kind: old.of(kind) for kind in ("threat", "control")}
        assert said_of_threats(session) == said_of_old_threats(document)
        assert said_of_controls(session) == said_of_old_controls(document)
