"""Sessions of format 1 open in the format of today: nothing is lost, and every way of reading says the same."""

import json
from pathlib import Path

import pytest
import tomli
import tomli_w

from facilitator.model.records.threats import Threat
from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import history_path
from facilitator.store.store import SessionStore
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.workshop import Workshop
from tests.store.old_session import (
    OLD,
    copied,
    opened,
    said_of_controls,
    said_of_old_controls,
    said_of_old_threats,
    said_of_threats,
)

SESSIONS = sorted(path.stem for path in OLD.glob("*.toml"))


@pytest.mark.parametrize("name", SESSIONS)
def test_a_session_of_format_1_says_the_same_facts(name: str, tmp_path: Path) -> None:
    path = copied(name, tmp_path)
    document = tomli.loads(path.read_text())
    session = opened(path)
    assert said_of_threats(session) == said_of_old_threats(document)
    assert said_of_controls(session) == said_of_old_controls(document)
    for kind in ("asset", "component", "flow", "answer", "suggestion", "tree", "rating", "note"):
        assert len(session.tables[kind]) == len(document.get(kind, []))


@pytest.mark.parametrize("name", SESSIONS)
def test_the_snapshot_alone_says_the_same_facts(name: str, tmp_path: Path) -> None:
    path = copied(name, tmp_path)
    whole = opened(path)
    history_path(path).unlink()
    alone = opened(path)
    assert said_of_threats(alone) == said_of_threats(whole)
    assert said_of_controls(alone) == said_of_controls(whole)


@pytest.mark.parametrize("name", SESSIONS)
def test_it_is_written_in_format_2_with_a_copy_and_undo_reaches_back(name: str, tmp_path: Path) -> None:
    path = copied(name, tmp_path)
    old_snapshot, old_history = path.read_text(), history_path(path).read_text()
    workshop = Workshop(path)
    before = workshop.session
    acts = sum(json.loads(line).get("kind", "act") == "act" for line in old_history.splitlines())
    for _ in range(acts):
        if not workshop.log.undo():
            break
    assert not workshop.session.all(Threat)
    while workshop.log.redo():
        pass
    assert workshop.session.tables == before.tables
    workshop.close()
    assert tomli.loads(path.read_text())["format"] == 2
    assert path.with_name(f"{name}.format-1.toml.copy-1").read_text() == old_snapshot
    assert history_path(path).read_text().startswith(old_history)
    again = opened(path)
    assert again.tables == before.tables


def test_new_lines_after_those_of_format_1_are_of_format_2(tmp_path: Path) -> None:
    path = copied("toreador-light", tmp_path)
    old = history_path(path).read_bytes()
    assert all("format" not in json.loads(line) for line in old.splitlines())
    workshop = Workshop(path)
    workshop.do(AddRecord("note", {"text": "One more thing"}))
    workshop.do(AddRecord("note", {"text": "Another"}))
    workshop.close()
    new = history_path(path).read_bytes()
    assert new.startswith(old)
    lines = [json.loads(line) for line in new.removeprefix(old).splitlines()]
    assert [line["format"] for line in lines] == [2, 2]
    assert len({line["id"] for line in lines}) == 2
    assert opened(path) == workshop.session


@pytest.mark.parametrize("name", SESSIONS)
def test_opening_it_twice_is_the_same_as_once(name: str, tmp_path: Path) -> None:
    path = copied(name, tmp_path)
    Workshop(path).close()
    once = path.read_text()
    Workshop(path).close()
    assert path.read_text() == once


def test_a_snapshot_of_format_1_changed_by_hand_becomes_an_edit_by_outside(tmp_path: Path) -> None:
    path = copied("credit-scores", tmp_path)
    document = tomli.loads(path.read_text())
    threat = next(one for one in document["threat"] if one.get("countermeasures"))
    threat["countermeasures"].append({"text": "Lock the door", "owner": "Ann"})
    path.write_text(tomli_w.dumps(document) + "\n# end\n")
    store = SessionStore(path)
    said = said_of_threats(store.session)
    assert said[threat["id"]][("Lock the door", "proposed", "Ann")] == 1
    assert store.edits[-1].by == "outside"
    assert len(store.edits[-1].changes) == 2
    store.close()


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ('status = "proposed"', 'stattus = "proposed"', 0, "stattus"),
        ('text = "', "text = 5 #", 0, "text"),
    ],
)
def test_what_is_wrong_in_an_old_countermeasure_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, word: str
) -> None:
    path = tmp_path / "x.toml"
    text = """format = 1
revision = 1

[session]
identity = "i"
title = "t"

[[threat]]
id = "T-1"
title = "Theft"

[[threat.countermeasures]]
text = "Lock it"
status = "proposed"
"""
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(StoreRefused) as refused:
        opened(path)
    assert word in str(refused.value)
    assert refused.value.line == 1 + path.read_text()[: path.read_text().index(new)].count("\n") + line


def test_a_cut_at_any_byte_while_it_is_brought_over_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    path = copied("credit-scores", tmp_path)
    old_snapshot, old_history = path.read_bytes(), history_path(path).read_bytes()
    before = opened(path)
    workshop = Workshop(path)
    workshop.do(AddRecord("note", {"text": "One more thing"}))
    after = workshop.session
    workshop.close()
    new_snapshot, new_history = path.read_bytes(), history_path(path).read_bytes()
    ends = [*range(len(old_history), len(new_history), 7), len(new_history) - 1, len(new_history)]
    for end in ends:
        for snapshot in (old_snapshot, new_snapshot) if end == len(new_history) else (old_snapshot,):
            path.write_bytes(snapshot)
            history_path(path).write_bytes(new_history[:end])
            session = opened(path)
            assert session.tables in (before.tables, after.tables)
            assert session.tables == after.tables or end < len(new_history)
