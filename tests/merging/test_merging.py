"""Differences and merges: nothing of either side is lost, nothing is guessed."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from facilitator.banks.paths import example_session
from facilitator.cli.main import facilitator
from facilitator.merging.difference import changes_between, sentences
from facilitator.merging.merge import OURS, THEIRS, merge
from facilitator.model.edit import Change, Edit
from facilitator.model.fields.closures import Closure
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer
from facilitator.model.records.architecture import Component, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.ratings import Rating, Score
from facilitator.model.records.session import Header
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Condition
from facilitator.model.references import dangling
from facilitator.model.session import Session, apply
from facilitator.model.vocabulary import ThreatStatus
from facilitator.store.formats.snapshot_reading import read_snapshot
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import ChangeRecord
from facilitator.workshop.workshop import Workshop

NAMES = st.text(alphabet="abcxyz é", min_size=1, max_size=6)


def made(session: Session, *changes: Change) -> Session:
    return apply(session, Edit(number=session.revision + 1, time="", by="", what="", changes=changes))


def put(session: Session, record: Record) -> Session:
    return made(session, Change(before=session.find(record.id), after=record))


def gone(session: Session, record_id: str) -> Session:
    return made(session, Change(before=session.find(record_id), after=None))


def records(session: Session) -> dict[str, Record]:
    return {record.id: record for record in session.every_record()}


@pytest.fixture
def base() -> Session:
    session = put(Session(), Header(id="S-1", identity="one", title="Base"))
    session = put(session, Asset(id="A-1", name="Readings"))
    session = put(session, Component(id="C-1", name="Sensor"))
    session = put(session, Component(id="C-2", name="Store"))
    session = put(session, Flow(id="F-1", name="up", source="C-1", target="C-2"))
    return put(session, Threat(id="T-1", title="Theft", target=("F-1",), techniques=("one",)))


@st.composite
def edited(draw: st.DrawFn, start: Session) -> Session:
    session = start
    for _ in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(["rename", "add", "retitle", "status", "remove"]))
        name = draw(NAMES)
        threat = session.find("T-1")
        if kind == "rename" and session.find("A-1"):
            session = put(session, replace(session.get(Asset, "A-1"), name=name))
        elif kind == "add":
            session = put(session, Threat(id=session.next_id(Threat), title=name, target=("C-1",)))
        elif kind == "retitle" and threat:
            session = put(session, replace(session.get(Threat, "T-1"), title=name))
        elif kind == "status" and threat:
            session = put(session, replace(session.get(Threat, "T-1"), status=ThreatStatus.MITIGATED))
        elif kind == "remove" and threat:
            session = gone(session, "T-1")
    return session


def start() -> Session:
    session = put(Session(), Header(id="S-1", identity="one", title="Base"))
    session = put(session, Asset(id="A-1", name="Readings"))
    session = put(session, Component(id="C-1", name="Sensor"))
    return put(session, Threat(id="T-1", title="Theft", target=("C-1",)))


@given(edited(start()))
def test_merging_with_an_unchanged_side_gives_the_other(changed: Session) -> None:
    assert records(merge(start(), changed, start()).session) == records(changed)
    assert records(merge(start(), start(), changed).session) == records(changed)


@given(edited(start()))
def test_merging_equal_sides_gives_them(changed: Session) -> None:
    found = merge(start(), changed, changed)
    assert records(found.session) == records(changed)
    assert not found.conflicts


@given(edited(start()), edited(start()))
def test_whatever_is_merged_no_reference_dangles_and_no_new_record_is_lost(ours: Session, theirs: Session) -> None:
    found = merge(start(), ours, theirs)
    session = found.session
    assert not [record.id for record in session.every_record() if dangling(session, record)]
    titles = [threat.title for threat in session.all(Threat)]
    for side in (ours, theirs):
        for threat in side.all(Threat):
            assert threat.id == "T-1" or threat.title in titles


@given(edited(start()), edited(start()))
def test_a_difference_applied_gives_the_other_side(before: Session, after: Session) -> None:
    changes = changes_between(before, after)
    assert records(made(before, *changes)) == records(after)
    assert bool(changes) == (records(before) != records(after))


@given(NAMES, NAMES)
def test_disjoint_edits_commute(name: str, title: str) -> None:
    one = put(start(), replace(start().get(Asset, "A-1"), name=name))
    other = put(start(), replace(start().get(Threat, "T-1"), title=title, references=("CWE-1",)))
    there, back = merge(start(), one, other), merge(start(), other, one)
    assert records(there.session) == records(back.session)
    assert not there.conflicts + back.conflicts


def test_two_groups_that_made_the_same_number_keep_both(base: Session) -> None:
    ours = put(base, Threat(id="T-2", title="Ours"))
    theirs = put(put(base, Threat(id="T-2", title="Theirs")), Asset(id="A-2", name="New"))
    theirs = put(theirs, replace(theirs.get(Threat, "T-2"), assets=("A-2",)))
    theirs = put(theirs, Answer(id="Q-1", question="why", text="Why?", about="T-2", facts=("threat T-2",)))
    found = merge(base, ours, theirs)
    assert found.renumbered == {"T-2": "T-3"}
    assert [(one.id, one.title) for one in found.session.all(Threat)] == [
        ("T-1", "Theft"),
        ("T-2", "Ours"),
        ("T-3", "Theirs"),
    ]
    answer = found.session.get(Answer, "Q-1")
    assert (answer.about, answer.facts) == ("T-3", ("threat T-3",))
    assert not found.conflicts


def test_one_question_answered_by_two_groups_is_one_answer_and_a_conflict(base: Session) -> None:
    ours = put(base, Answer(id="Q-1", question="why", text="Why?", value="yes"))
    theirs = put(
        put(base, Answer(id="Q-1", question="who", text="Who?")),
        Answer(id="Q-2", question="why", text="Why?", value="no"),
    )
    found = merge(base, ours, theirs)
    assert [(one.question, one.value) for one in found.session.all(Answer)] == [("why", "yes"), ("who", "")]
    assert [(one.field, one.ours, one.theirs) for one in found.conflicts] == [("value", "yes", "no")]
    settled = merge(base, ours, theirs, {found.conflicts[0].key: THEIRS})
    assert settled.session.get(Answer, "Q-1").value == "no"
    assert not settled.conflicts


def test_lists_take_what_either_side_put_in_and_lose_what_either_took_out(base: Session) -> None:
    threat = base.get(Threat, "T-1")
    ours = put(base, replace(threat, techniques=("one", "two")))
    theirs = put(base, replace(threat, techniques=("three",)))
    assert merge(base, ours, theirs).session.get(Threat, "T-1").techniques == ("three", "two")


def test_lists_keep_what_neither_side_took_out(base: Session) -> None:
    threat = replace(base.get(Threat, "T-1"), techniques=("kept", "out"))
    base = put(base, threat)
    ours = put(base, replace(threat, techniques=("kept", "out", "b")))
    theirs = put(base, replace(threat, techniques=("kept", "a")))
    assert merge(base, ours, theirs).session.get(Threat, "T-1").techniques == ("kept", "a", "b")


def test_words_and_parts_that_both_changed_are_conflicts_and_never_mixed(base: Session) -> None:
    measure = Countermeasure(id="CM-1", text="Seal")
    base = put(put(base, Condition(id="CO-1", name="Open link")), measure)
    ours = put(base, replace(measure, text="Ours", closes=(Closure(condition="CO-1"),)))
    theirs = put(base, replace(measure, text="Theirs", closes=(Closure(condition="CO-1", factor=0.5),)))
    found = merge(base, ours, theirs)
    assert [one.field for one in found.conflicts] == ["text", "closes"]
    assert found.session.get(Countermeasure, "CM-1") == ours.get(Countermeasure, "CM-1")
    taken = merge(base, ours, theirs, {one.key: THEIRS for one in found.conflicts})
    assert taken.session.get(Countermeasure, "CM-1") == theirs.get(Countermeasure, "CM-1")


def test_removed_here_and_changed_there_is_a_conflict_that_keeps_the_record(base: Session) -> None:
    ours = gone(base, "T-1")
    theirs = put(base, replace(base.get(Threat, "T-1"), title="Worse"))
    found = merge(base, ours, theirs)
    assert found.session.get(Threat, "T-1").title == "Worse"
    assert "is removed in ours" in found.conflicts[0].sentence
    assert merge(base, ours, theirs, {"T-1.record": OURS}).session.find("T-1") is None


def test_what_one_side_removed_and_the_other_names_comes_back_as_a_conflict(base: Session) -> None:
    ours = gone(gone(gone(base, "T-1"), "F-1"), "C-2")
    theirs = put(base, Flow(id="F-2", name="again", source="C-2", target="C-1"))
    found = merge(base, ours, theirs)
    assert found.session.find("C-2") is not None
    assert [one.record for one in found.conflicts] == ["C-2"]


def test_a_number_that_one_side_has_given_and_removed_is_not_given_again(base: Session) -> None:
    side = gone(put(base, Threat(id="T-2", title="Gone")), "T-2")
    for found in (merge(base, side, base), merge(base, base, side)):
        assert found.session.next_id(Threat) == "T-3"


def test_differences_are_told_in_words(base: Session) -> None:
    after = put(gone(base, "T-1"), replace(base.get(Asset, "A-1"), name="Meter readings", stages=("maintenance",)))
    lines = [line for change in changes_between(base, after) for line in sentences(change)]
    assert lines == [
        "~ A-1 Meter readings: name “Readings” → “Meter readings”",
        "~ A-1 Meter readings: stages nothing → “maintenance”",
        "- T-1 Theft (threat removed)",
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("base", "ours", "theirs"):
        for suffix in (".toml", ".history.jsonl"):
            shutil.copy(example_session().with_suffix(suffix), tmp_path / f"{name}{suffix}")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(facilitator, words)


def change(path: Path, record_id: str, **values: str) -> None:
    workshop = Workshop(path)
    workshop.do(ChangeRecord(record_id, values))
    workshop.close()


def test_the_command_merges_and_settles(folder: Path) -> None:
    base, ours, theirs, out = (str(folder / f"{name}.toml") for name in ("base", "ours", "theirs", "out"))
    change(folder / "ours.toml", "T-1", title="Ours", stage="maintenance")
    change(folder / "theirs.toml", "T-1", title="Theirs")
    change(folder / "theirs.toml", "A-1", name="Other")
    refused = run("merge", base, ours, theirs, "-o", out)
    assert refused.exit_code == 1
    assert "T-1.title" in refused.output and "“Ours”" in refused.output and "“Theirs”" in refused.output
    assert not Path(out).exists()
    done = run("merge", base, ours, theirs, "-o", out, "--settle", "T-1.title=theirs")
    assert done.exit_code == 0, done.output
    session, _ = read_snapshot(Path(out))
    threat = session.get(Threat, "T-1")
    assert (threat.title, threat.stage, session.get(Asset, "A-1").name) == ("Theirs", "maintenance", "Other")


def test_the_command_tells_the_difference(folder: Path) -> None:
    base, ours = str(folder / "base.toml"), str(folder / "ours.toml")
    assert run("diff", base, ours).exit_code == 0
    change(folder / "ours.toml", "A-1", name="Other")
    told = run("diff", base, ours)
    assert told.exit_code == 1
    assert "name" in told.output and "“Other”" in told.output
    found = json.loads(run("diff", base, ours, "--json").stdout)
    assert [(one["record"], one["change"]) for one in found["changes"]] == [("A-1", "changed")]


def test_two_different_sessions_are_not_merged(folder: Path) -> None:
    other = begin_session(folder / "other.toml", title="Another")
    other.close()
    refused = run("merge", *(str(folder / f"{name}.toml") for name in ("base", "ours", "other")))
    assert refused.exit_code == 1
    assert "another session" in refused.output


def test_two_groups_that_both_made_a_threat_and_rated_it_keep_both_ratings(base: Session) -> None:
    def side(title: str, value: int) -> Session:
        session = put(base, Threat(id="T-2", title=title, target=("F-1",)))
        scores = (Score(factor="damage", value=value),)
        return put(session, Rating(id="R-1", threat="T-2", scale="deck-1-5", scores=scores))

    found = merge(base, side("ours", 1), side("theirs", 5))
    assert not found.conflicts
    titles = {threat.id: threat.title for threat in found.session.all(Threat)}
    rated = {titles[rating.threat]: rating.scores[0].value for rating in found.session.all(Rating)}
    assert rated == {"ours": 1, "theirs": 5}


def test_two_ratings_of_one_threat_are_not_taken_for_one(base: Session) -> None:
    def rating(number: int, note: str) -> Rating:
        return Rating(id=f"R-{number}", threat="T-1", scale="deck-1-5", note=note)

    theirs = put(put(base, rating(1, "first")), rating(2, "second"))
    found = merge(base, put(base, rating(1, "mine")), theirs)
    notes = {one.note for one in found.session.all(Rating)} | {str(item.theirs) for item in found.conflicts}
    assert {"mine", "first", "second"} <= notes
