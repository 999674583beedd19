"""Sessions of format 1 open in the format of today: nothing is lost, and every way of reading says the same."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.threats import Threat
from facilitator.model.session import Session
from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import history_path
from facilitator.store.store import SessionStore
from facilitator.workshop.commands.records import AddRecord, ChangeRecord
from facilitator.workshop.merge_session import Joining
from facilitator.workshop.workshop import Workshop

OLD = Path(__file__).resolve().parent / "format_1"
SESSIONS = sorted(path.stem for path in OLD.glob("*.toml"))
PREFIXES = ("Prevents: ", "Detects: ", "Limits: ")

Plain = dict[str, Any]


def copied(name: str, folder: Path) -> Path:
    for suffix in (".toml", ".history.jsonl"):
        shutil.copy(OLD / f"{name}{suffix}", folder)
    return folder / f"{name}.toml"


def opened(path: Path) -> Session:
    return SessionStore(path, read_only=True).session


def said_of_threats(session: Session) -> dict[str, Counter[tuple[str, str, str]]]:
    """Threat -> what is done against it: words, status and owner."""
    found = {}
    for threat in session.all(Threat):
        measures = [session.get(Countermeasure, name) for name in threat.countermeasures]
        found[threat.id] = Counter((one.text, one.status.value, one.owner) for one in measures)
    return found


def said_of_old_threats(document: Plain) -> dict[str, Counter[tuple[str, str, str]]]:
    found = {}
    for threat in document.get("threat", []):
        lines = threat.get("countermeasures", [])
        found[threat["id"]] = Counter(
            (without_effect(line["text"]), line.get("status", "proposed"), line.get("owner", "")) for line in lines
        )
    return found


def without_effect(text: str) -> str:
    return next((text.removeprefix(one) for one in PREFIXES if text.startswith(one) and text != one), text)


def said_of_controls(session: Session) -> Counter[tuple[str, bool, tuple[str, ...]]]:
    named = {name for threat in session.all(Threat) for name in threat.countermeasures}
    return Counter(
        (one.text, one.is_in_place, tuple(closure.condition for closure in one.closes))
        for one in session.all(Countermeasure)
        if one.id not in named
    )


def said_of_old_controls(document: Plain) -> Counter[tuple[str, bool, tuple[str, ...]]]:
    return Counter(
        (one["name"], one.get("in_place", False), tuple(one.get("disables", ()))) for one in document.get("control", [])
    )


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


class OldSession:
    """Acts on a session as an older program made them; its history and its snapshot, as plain data."""

    def __init__(self) -> None:
        self.header = {"id": "S-1", "identity": "i", "title": "t"}
        self.records: dict[tuple[str, str], Plain] = {("session", "S-1"): self.header}
        self.lines: list[Plain] = []
        self.undoable: list[int] = []
        self.redoable: list[int] = []
        self.issued = {"threat": 0, "control": 0, "condition": 0}
        self.append([("session", None, self.header)])

    def append(self, changes: list[tuple[str, Plain | None, Plain | None]], **more: Any) -> None:
        number = len(self.lines) + 1
        plain = [{"record": kind, "before": before, "after": after} for kind, before, after in changes]
        self.lines.append(
            {"session": "i", "number": number, "time": f"2026-01-01T00:00:{number:02}", "by": "a", "what": "w"}
            | more
            | {"changes": plain}
        )
        for kind, before, after in changes:
            name = (after or before or {})["id"]
            if after is None:
                del self.records[kind, name]
            else:
                self.records[kind, name] = after

    def act(self, *changes: tuple[str, Plain | None, Plain | None]) -> None:
        self.append(list(changes))
        self.undoable.append(len(self.lines))
        self.redoable.clear()

    def swap(self, kind: str, source: list[int], target: list[int]) -> None:
        if not source:
            return
        number = source.pop()
        old = self.lines[number - 1]["changes"]
        swapped = [(one["record"], one["after"], one["before"]) for one in reversed(old)]
        self.append(swapped, kind=kind, takes_back=number)
        target.append(len(self.lines))

    def new_id(self, kind: str, prefix: str) -> str:
        self.issued[kind] += 1
        return f"{prefix}-{self.issued[kind]}"

    def of(self, kind: str) -> list[Plain]:
        return [record for (table, _), record in sorted(self.records.items()) if table == kind]

    def write(self, path: Path) -> None:
        history_path(path).write_text("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in self.lines))
        self.write_snapshot(path)

    def write_snapshot(self, path: Path) -> None:
        document: Plain = {"format": 1, "revision": len(self.lines), "session": self.header, "issued": self.issued}
        for kind in ("threat", "condition", "control"):
            if records := self.of(kind):
                document[kind] = sorted(records, key=lambda record: int(record["id"].partition("-")[2]))
        path.write_text(tomli_w.dumps(document))


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
