"""Whatever happens to the files: nothing acknowledged is lost, each case has its outcome, told in a sentence."""

import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.banks.paths import example_session
from facilitator.cli.main import facilitator
from facilitator.errors import UserError
from facilitator.model.edit import Change, Edit, EditRefused
from facilitator.model.records.architecture import Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.session import HEADER_ID, Header
from facilitator.model.session import Session
from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import history_path
from facilitator.store.formats import migration
from facilitator.store.formats.codec import edit_to_line
from facilitator.store.formats.history import history_text, read_history
from facilitator.store.formats.snapshot import Place, was_changed_outside
from facilitator.store.formats.snapshot_reading import read_snapshot
from facilitator.store.recovery.recover import recover
from facilitator.store.store import SessionStore
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.workshop import Workshop
from tests.torture.disk import kills, mutations

HEADER = Header(id=HEADER_ID, identity="i", title="t")


def an_edit(number: int, *changes: Change, time: str = "2026-01-01T00:00:00+00:00") -> Edit:
    return Edit(number=number, time=time, by="x", what="act", changes=changes)


def new_asset(number: int) -> Change:
    return Change(before=None, after=Asset(id=f"A-{number}", name=f"asset {number}"))


def begun(path: Path, edits: int = 4) -> SessionStore:
    file = SessionStore(path)
    file.append(an_edit(1, Change(before=None, after=HEADER)))
    for number in range(2, edits + 1):
        file.append(an_edit(number, new_asset(number)))
    return file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = begun(tmp_path / "s.toml")
    file.write_snapshot(Place("assets"))
    file.close()
    return file.path


def with_more(path: Path, name: str) -> None:
    """Add an asset of this name to a session, and close it."""
    file = SessionStore(path)
    record = Asset(id=file.session.next_id(Asset), name=name)
    file.append(an_edit(file.session.revision + 1, Change(before=None, after=record)))
    file.write_snapshot(Place("assets"))
    file.close()


def names(session: Session) -> list[str]:
    return [asset.name for asset in session.all(Asset)]


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


def test_what_is_changed_by_hand_becomes_an_edit_by_outside(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not was_changed_outside(text)
    path.write_text(text.replace('"asset 3"', '"by hand"'), encoding="utf-8")
    file = SessionStore(path)
    assert names(file.session) == ["asset 2", "by hand", "asset 4"]
    assert (file.edits[-1].by, file.edits[-1].number) == ("outside", 5)
    assert "changed by hand (1 records)" in file.notices[0]
    file.close()
    again = SessionStore(path)
    assert again.session == file.session
    assert len(again.edits) == 5
    again.close()


@pytest.mark.parametrize("identity", ["", "another"])
@pytest.mark.parametrize("read_only", [True, False])
def test_an_identity_changed_by_hand_is_refused_in_a_sentence(path: Path, identity: str, read_only: bool) -> None:
    before = path.read_text(encoding="utf-8").replace('identity = "i"', f'identity = "{identity}"')
    path.write_text(before, encoding="utf-8")
    with pytest.raises(StoreRefused):
        SessionStore(path, read_only=read_only)
    assert path.read_text(encoding="utf-8") == before


def test_a_change_by_hand_joins_edits_that_came_after_the_snapshot(path: Path) -> None:
    file = SessionStore(path)
    file.append(an_edit(5, new_asset(5)))
    file.close()
    path.write_text(path.read_text(encoding="utf-8").replace('"asset 3"', '"by hand"'), encoding="utf-8")
    again = SessionStore(path)
    assert names(again.session) == ["asset 2", "by hand", "asset 4", "asset 5"]
    again.close()


def test_what_cannot_be_joined_stays_in_a_copy(path: Path) -> None:
    file = SessionStore(path)
    before = file.session.get(Asset, "A-3")
    file.append(an_edit(5, Change(before=before, after=Asset(id="A-3", name="by program"))))
    file.close()
    path.write_text(path.read_text(encoding="utf-8").replace('"asset 3"', '"by hand"'), encoding="utf-8")
    again = SessionStore(path)
    assert names(again.session)[1] == "by program"
    assert any("cannot be joined" in notice for notice in again.notices)
    assert "by hand" in path.with_name("s.by-hand.toml.copy-1").read_text(encoding="utf-8")
    again.close()


def test_a_snapshot_that_belongs_to_another_course_of_the_history_is_joined_not_passed_over(path: Path) -> None:
    other = path.with_name("other.toml")
    for file in (path, history_path(path)):
        shutil.copy(file, other.with_name(file.name.replace("s.", "other.", 1)))
    with_more(other, "theirs")
    with_more(path, "ours")
    shutil.copy(other, path)
    file = SessionStore(path)
    assert {"ours", "theirs"} & set(names(file.session)) == {"theirs"}
    assert file.edits[-1].by == "outside"
    file.close()


def test_the_result_of_a_merge_beside_a_history_becomes_an_edit_of_it(path: Path) -> None:
    base, theirs = path.with_name("base.toml"), path.with_name("theirs.toml")
    for copy in (base, theirs):
        for file in (path, history_path(path)):
            shutil.copy(file, copy.with_name(file.name.replace("s.", f"{copy.stem}.", 1)))
    with_more(theirs, "theirs")
    with_more(path, "ours")
    words = ["merge", str(base), str(path), str(theirs), "-o", str(path)]
    assert CliRunner().invoke(facilitator, words).exit_code == 0
    file = SessionStore(path)
    assert {"ours", "theirs"} <= set(names(file.session))
    assert file.edits[-1].by == "outside"
    file.close()
    assert {"ours", "theirs"} <= set(names(SessionStore(path, read_only=True).session))


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


def test_a_snapshot_changed_while_it_is_open_is_kept_before_it_is_overwritten(path: Path) -> None:
    file = SessionStore(path)
    file.append(an_edit(5, new_asset(5)))
    path.write_text("mine\n", encoding="utf-8")
    file.write_snapshot(Place("rate"))
    file.close()
    assert path.with_name("s.by-hand.toml.copy-1").read_text(encoding="utf-8") == "mine\n"
    assert len(names(SessionStore(path, read_only=True).session)) == 4


def test_another_follows_along_and_takes_over(path: Path) -> None:
    writer = SessionStore(path)
    reader = Workshop(path)
    assert (writer.writable, reader.log.writable) == (True, False)
    assert not reader.log.follow()
    writer.append(an_edit(5, new_asset(5)))
    assert reader.log.follow()
    assert reader.session == writer.session
    assert not reader.log.take_over()
    writer.append(an_edit(6, new_asset(6)))
    writer.close()
    assert reader.log.take_over()
    assert len(names(reader.session)) == 5
    assert reader.log.undo() == "act"
    assert len(names(reader.session)) == 4
    reader.close()


def test_a_take_over_that_fails_leaves_a_reader_and_the_files_as_they_are(path: Path) -> None:
    writer = SessionStore(path)
    reader = Workshop(path)
    writer.append(an_edit(5, new_asset(5)))
    writer.close()
    path.write_text("format = 1\nnonsense", encoding="utf-8")
    history_path(path).write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(UserError):
        reader.log.take_over()
    assert not reader.log.writable
    with pytest.raises(UserError):
        reader.do(AddRecord("asset", {"name": "Lost?"}))
    assert history_path(path).read_text(encoding="utf-8") == "nonsense\n"


def test_what_somebody_else_appends_is_never_written_over(path: Path) -> None:
    mine = SessionStore(path)
    path.with_name(".s.lock").unlink()
    yours = SessionStore(path)
    assert yours.writable
    yours.append(an_edit(5, new_asset(5)))
    with pytest.raises(OSError, match="changed by somebody else"):
        mine.append(an_edit(5, new_asset(5)))
    yours.append(an_edit(6, new_asset(6)))
    yours.close()
    assert len(names(SessionStore(path, read_only=True).session)) == 5


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


def test_a_history_that_ends_below_the_snapshot_is_closed_by_an_edit(path: Path) -> None:
    lines = history_path(path).read_text(encoding="utf-8").splitlines(keepends=True)
    history_path(path).write_text("".join(lines[:-1]), encoding="utf-8")
    file = SessionStore(path)
    assert len(names(file.session)) == 3
    assert file.edits[-1].by == "outside"
    file.close()
    with_more(path, "more")
    assert len(names(SessionStore(path, read_only=True).session)) == 4


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


def failing(path: Path, act: str) -> str:
    """What happens when a child process acts while its files may not grow beyond a few kilobytes."""
    code = (
        "import resource, signal, sys; from pathlib import Path; from facilitator.workshop.workshop import Workshop\n"
        "from facilitator.errors import UserError\n"
        "from facilitator.workshop.commands.records import AddRecord\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"w = Workshop(Path(sys.argv[1]), keep_trying={act == 'keep'})\n"
        "size = Path(sys.argv[1]).with_name('s.history.jsonl').stat().st_size\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size + 900, resource.RLIM_INFINITY))\n"
        "done = 0\n"
        "try:\n"
        "    for n in range(30):\n"
        "        w.do(AddRecord('asset', {'name': f'full {n}'})); done += not w.log.unsafe\n"
        "except UserError as refusal: print(refusal)\n"
        "print('safe', done, 'unsaved', w.log.unsaved, w.log.unsafe)\n"
        "if w.log.unsaved:\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))\n"
        "    print('again', w.log.try_again(), w.log.unsaved, repr(w.log.unsafe))\n"
        "w.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_on_a_full_disk_an_act_is_refused_and_what_was_safe_stays(path: Path) -> None:
    told = failing(path, "refuse")
    assert "NOT saved" in told
    safe = int(re.findall(r"safe (\d+)", told)[0])
    assert len(names(SessionStore(path, read_only=True).session)) == 3 + safe


def test_on_a_full_disk_the_application_keeps_what_was_entered_and_tries_again(path: Path) -> None:
    told = failing(path, "keep")
    assert re.search(r"safe \d+ unsaved \d+ \d+ acts? (is|are) NOT saved", told)
    assert "again True 0 ''" in told
    assert len(names(SessionStore(path, read_only=True).session)) == 33


def test_when_flushing_is_refused_nothing_is_called_saved(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = Workshop(path, keep_trying=True)

    def refuse(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", refuse)
    workshop.do(AddRecord("asset", {"name": "hanging"}))
    assert "NOT saved" in workshop.log.unsafe
    assert not workshop.log.try_again()
    monkeypatch.undo()
    assert workshop.log.try_again()
    assert workshop.log.unsafe == ""
    workshop.close()
    assert "hanging" in names(SessionStore(path, read_only=True).session)


def test_a_history_does_not_grow_beyond_what_is_read_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = history_path(path).stat().st_size
    monkeypatch.setattr("facilitator.store.saving.history_writer.LARGEST_HISTORY", size + 100)
    workshop = Workshop(path)
    with pytest.raises(UserError, match=r"NOT saved .*larger than can be read again"):
        workshop.do(AddRecord("asset", {"name": "one too many"}))
    workshop.close()
    assert history_path(path).stat().st_size == size


def test_a_history_that_vanishes_is_put_back_and_a_folder_that_vanishes_is_said(path: Path, tmp_path: Path) -> None:
    workshop = Workshop(path, keep_trying=True)
    workshop.do(AddRecord("asset", {"name": "one"}))
    history_path(path).unlink()
    workshop.do(AddRecord("asset", {"name": "two"}))
    assert workshop.log.try_again()
    shutil.move(path.parent, tmp_path.parent / "moved")
    workshop.do(AddRecord("asset", {"name": "three"}))
    assert "NOT saved" in workshop.log.unsafe
    workshop.log.save_elsewhere(tmp_path.parent / "elsewhere" / "s.toml")
    assert workshop.log.unsafe == ""
    workshop.do(AddRecord("asset", {"name": "four"}))
    workshop.close()
    saved = SessionStore(tmp_path.parent / "elsewhere" / "s.toml", read_only=True)
    assert names(saved.session)[-4:] == ["one", "two", "three", "four"]
    assert read_history(history_path(saved.path), "i").edits[0].number == 1


def test_a_replaced_history_is_not_written_to(path: Path) -> None:
    workshop = Workshop(path)
    workshop.do(AddRecord("asset", {"name": "one"}))
    history_path(path).rename(path.with_name("away"))
    history_path(path).write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="NOT saved"):
        workshop.do(AddRecord("asset", {"name": "two"}))
    assert history_path(path).read_bytes() == b""
    workshop.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="rights do not bind the administrator")
def test_a_folder_that_cannot_be_written_opens_to_read(path: Path) -> None:
    path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        file = SessionStore(path)
        assert not file.writable
        assert len(names(file.session)) == 3
    finally:
        path.parent.chmod(stat.S_IRWXU)


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signals_leave_a_session_that_opens(path: Path, kind: signal.Signals) -> None:
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
    child.send_signal(kind)
    last = max([last, *(int(line) for line in child.stdout)])
    child.wait()
    file = SessionStore(path)
    assert file.writable
    assert f"n {last}" in names(file.session)
    file.close()


def test_a_link_is_followed_and_stays_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "other" / "link.toml"
    link.parent.mkdir()
    link.symlink_to(path)
    file = SessionStore(link)
    file.append(an_edit(5, new_asset(5)))
    file.write_snapshot(Place("rate"))
    file.close()
    assert link.is_symlink()
    assert len(names(read_snapshot(path)[0])) == 4


@given(st.integers(0, 10**9))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_files_are_opened_or_refused_in_a_sentence_and_never_changed(tmp_path: Path, seed: int) -> None:
    assert mutations(tmp_path, rounds=3, seed=seed) == []


def test_format_1_is_brought_to_format_2_when_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(example_session(), tmp_path / "s.toml")
    shutil.copy(example_session().with_suffix(".history.jsonl"), tmp_path / "s.history.jsonl")
    old = (tmp_path / "s.toml").read_bytes()

    def owner_in_capitals(kind: str, data: dict[str, object]) -> dict[str, object]:
        return {**data, "owner": f"TEAM {data.get('owner', '')}".strip()} if kind == "asset" else data

    monkeypatch.setattr(migration, "FORMAT", 2)
    monkeypatch.setitem(migration.RECORD_STEPS, 1, owner_in_capitals)
    file = SessionStore(tmp_path / "s.toml")
    assert all(asset.owner.startswith("TEAM") for asset in file.session.all(Asset))
    asset = file.session.all(Asset)[0]
    number = file.session.revision + 1
    file.append(an_edit(number, Change(before=asset, after=Asset(id=asset.id, name="new"))))
    file.write_snapshot(Place("rate"))
    file.close()
    assert (tmp_path / "s.toml").read_text(encoding="utf-8").startswith("format = 2\n")
    assert json.loads((tmp_path / "s.history.jsonl").read_bytes().splitlines()[-1])["format"] == 2
    assert (tmp_path / "s.format-1.toml.copy-1").read_bytes() == old
    assert SessionStore(tmp_path / "s.toml", read_only=True).session == file.session


def test_no_limit_is_met_with_a_traceback(tmp_path: Path) -> None:
    workshop = begin_session(tmp_path / "s.toml")
    for value in ("x" * 1_000_000, "a\0b", "\ud800", "\u202e", "[" * 5000):
        try:
            workshop.do(AddRecord("asset", {"name": value}))
        except UserError as refusal:
            assert "\n" not in str(refusal)
    workshop.close()
    assert SessionStore(tmp_path / "s.toml", read_only=True).session == workshop.session
