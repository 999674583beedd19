"""Whatever happens to the files: nothing acknowledged is lost, each case has its outcome, told in a sentence."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.errors import UserError
from facilitator.model.edit import Change, EditRefused
from facilitator.model.records.architecture import Flow
from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import history_path
from facilitator.store.formats.codec import edit_to_line
from facilitator.store.formats.history import history_text
from facilitator.store.recovery.recover import recover
from facilitator.store.store import SessionStore
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from tests.support.small_session import HEADER, an_edit, names, new_asset, with_more
from tests.torture.disk import kills, mutations


def test_kills_lose_no_acknowledged_edit(tmp_path: Path) -> None:
    found = kills(tmp_path, rounds=8, seed=1)
    assert found.kills == 8
    assert found.lost == []
    assert found.left_over == []


@pytest.mark.parametrize("name", ["s.toml", "s.history.jsonl"])
def test_a_history_or_snapshot_cut_at_every_byte_opens_or_is_refused_and_stays(path: Path, name: str) -> None:
    file = path.with_name(name)
    content = file.read_bytes()
    start = content.rstrip(b"\n").rfind(b"\n") + 1 if name.endswith("jsonl") else 0
    for end in range(start, len(content)):
        file.write_bytes(content[:end])
        try:
            session = SessionStore(path, read_only=True).session
        except StoreRefused as refusal:
            assert "\n" not in str(refusal)
        else:
            assert len(names(session)) >= 2
        assert file.read_bytes() == content[:end]


def test_a_torn_line_is_kept_before_it_is_overwritten(path: Path) -> None:
    history = history_path(path)
    content = history.read_bytes()
    history.write_bytes(content + b'{"session":"i","num')
    file = SessionStore(path)
    assert "cut short" in file.notices[0]
    file.append(an_edit(5, new_asset(9)))
    file.close()
    assert path.with_name("s.torn.jsonl-1").read_bytes() == b'{"session":"i","num'


@pytest.mark.parametrize("content", [b"", b"\0" * 5000])
def test_an_empty_snapshot_is_rebuilt_from_the_history_and_kept(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    file = SessionStore(path)
    assert len(names(file.session)) == 3
    assert "rebuilt from the history" in file.notices[0]
    assert path.with_name("s.damaged.toml.copy-1").read_bytes() == content
    file.close()


def test_without_its_history_the_snapshot_is_the_session(path: Path) -> None:
    history_path(path).unlink()
    file = SessionStore(path)
    assert "the snapshot alone is complete" in file.notices[0]
    file.append(an_edit(5, new_asset(5)))
    file.close()
    again = SessionStore(path, read_only=True)
    assert len(names(again.session)) == 4


def test_lines_that_stand_there_twice_count_once(path: Path) -> None:
    history = history_path(path)
    lines = history.read_bytes().splitlines(keepends=True)
    history.write_bytes(b"".join([*lines, lines[-1], lines[-1]]))
    file = SessionStore(path)
    assert len(names(file.session)) == 3
    assert "2 lines of the history stood there twice" in file.notices[0]
    file.append(an_edit(5, new_asset(5)))
    file.close()
    assert len(names(SessionStore(path, read_only=True).session)) == 4


def test_a_clock_that_goes_back_changes_nothing(path: Path) -> None:
    file = SessionStore(path)
    file.append(an_edit(5, new_asset(5), time="1999-01-01T00:00:00+00:00"))
    file.close()
    assert names(SessionStore(path, read_only=True).session)[-1] == "asset 5"


def test_a_snapshot_cut_between_two_records_is_rebuilt_from_the_history_and_kept(path: Path) -> None:
    before = names(SessionStore(path, read_only=True).session)
    text = path.read_text(encoding="utf-8")
    cut = text[: text.rindex("[[asset]]")]
    path.write_text(cut, encoding="utf-8")
    file = SessionStore(path)
    assert names(file.session) == before
    assert "cut short" in " ".join(file.notices)
    assert cut in [one.read_text(encoding="utf-8") for one in path.parent.glob("*.copy*")]
    file.close()


@pytest.mark.parametrize("name", ["s.toml", "s.history.jsonl"])
def test_after_any_cut_work_goes_on_and_the_session_opens_again(path: Path, name: str) -> None:
    history, snapshot = history_path(path).read_bytes(), path.read_bytes()
    content = {"s.toml": snapshot, "s.history.jsonl": history}[name]
    start = content.rstrip(b"\n").rfind(b"\n") if name.endswith("jsonl") else 0
    for end in range(start, len(content), 1 if name.endswith("jsonl") else 7):
        for one, whole in ((path, snapshot), (history_path(path), history)):
            one.write_bytes(content[:end] if one.name == name else whole)
        with_more(path, f"after {end}")
        assert f"after {end}" in names(SessionStore(path, read_only=True).session)
        assert {"asset 2", "asset 3"} <= set(names(SessionStore(path, read_only=True).session))


BAD_EDITS = {
    "a name of nothing": Change(before=None, after=Flow(id="F-1", name="x", source="C-99")),
    "no particulars": Change(before=HEADER, after=None),
    "another identity": Change(before=HEADER, after=replace(HEADER, identity="other")),
}


@pytest.mark.parametrize("change", BAD_EDITS.values(), ids=BAD_EDITS)
def test_an_edit_that_leaves_a_session_broken_is_refused_when_made_and_when_read(path: Path, change: Change) -> None:
    file = SessionStore(path)
    with pytest.raises(EditRefused):
        file.append(an_edit(5, change))
    file.close()
    with history_path(path).open("a", encoding="utf-8") as history:
        history.write(edit_to_line(an_edit(5, change), "i") + "\n")
    with pytest.raises(StoreRefused):
        SessionStore(path)
    recover(path)
    assert len(names(SessionStore(path, read_only=True).session)) == 3


def test_recover_takes_nothing_from_another_session(path: Path) -> None:
    history_path(path).write_text(
        history_text(
            [an_edit(1, Change(before=None, after=replace(HEADER, identity="b"))), an_edit(5, new_asset(9))], "b"
        ),
        encoding="utf-8",
    )
    recover(path)
    assert "asset 9" not in names(SessionStore(path, read_only=True).session)


def test_recover_rebuilds_from_the_history_and_keeps_all(path: Path) -> None:
    damaged = path.read_text(encoding="utf-8").replace('name = "asset 2"', "name = less")
    path.write_text(damaged, encoding="utf-8")
    with pytest.raises(StoreRefused, match="recover"):
        SessionStore(path)
    found = recover(path)
    assert (found.revision, found.from_snapshot) == (4, False)
    assert path.with_name("s.damaged.toml.copy-1").read_text(encoding="utf-8") == damaged
    file = SessionStore(path)
    assert len(names(file.session)) == 3
    file.close()


def test_recover_goes_on_from_the_snapshot_when_the_history_is_damaged(path: Path) -> None:
    history = history_path(path)
    lines = history.read_bytes().splitlines(keepends=True)
    lines[1] = b"nonsense\n"
    history.write_bytes(b"".join(lines) + history_text([an_edit(5, new_asset(5))], "i").encode())
    with pytest.raises(StoreRefused, match="line 2"):
        SessionStore(path)
    found = recover(path)
    assert (found.revision, found.from_snapshot) == (5, True)
    file = SessionStore(path)
    assert len(names(file.session)) == 4
    assert [edit.number for edit in file.edits] == [5]
    file.close()


def test_recover_says_when_nothing_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(StoreRefused, match="neither the snapshot nor the history"):
        recover(tmp_path / "s.toml")


@pytest.mark.skipif(os.name == "nt", reason="signals are other there")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_signals_leave_a_session_that_opens(path: Path, name: str) -> None:
    code = (
        "import sys; from pathlib import Path; from facilitator.workshop.workshop import Workshop\n"
        "from facilitator.workshop.commands.records import AddRecord\n"
        "w = Workshop(Path(sys.argv[1]))\n"
        "for n in range(10**6):\n"
        "    w.do(AddRecord('asset', {'name': f'n {n}'})); print(n, flush=True)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert child.stdout is not None
    last = 0
    for _ in range(5):
        last = int(child.stdout.readline())
    child.send_signal(signal.Signals[name])
    last = max([last, *(int(line) for line in child.stdout)])
    child.wait()
    file = SessionStore(path)
    assert file.writable
    assert f"n {last}" in names(file.session)
    file.close()


@given(st.integers(0, 10**9))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_files_are_opened_or_refused_in_a_sentence_and_never_changed(tmp_path: Path, seed: int) -> None:
    assert mutations(tmp_path, rounds=3, seed=seed) == []


def test_no_limit_is_met_with_a_traceback(tmp_path: Path) -> None:
    workshop = begin_session(tmp_path / "s.toml")
    for value in ("x" * 1_000_000, "a\0b", "\ud800", "\u202e", "[" * 5000):
        try:
            workshop.do(AddRecord("asset", {"name": value}))
        except UserError as refusal:
            assert "\n" not in str(refusal)
    workshop.close()
    assert SessionStore(tmp_path / "s.toml", read_only=True).session == workshop.session
