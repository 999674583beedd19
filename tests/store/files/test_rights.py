"""Files of sessions are for nobody else to read, unless their folder says that they are shared."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.store.files.paths import history_path
from facilitator.store.recovery.recover import recover
from facilitator.store.store import SessionStore
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.workshop import Workshop

if sys.platform == "win32":
    pytest.skip("rights are other there", allow_module_level=True)


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "sessions"
    folder.mkdir()
    return folder


def begun(folder: Path) -> Workshop:
    workshop = begin_session(folder / "s.toml", title="Secret")
    workshop.do(AddRecord("asset", {"name": "Readings"}))
    return workshop


def rights(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir() if path.name[1:4] != "fac"}


def test_all_files_of_a_session_are_private(folder: Path) -> None:
    workshop = begun(folder)
    assert rights(folder) == {"s.toml": 0o600, "s.history.jsonl": 0o600, ".s.lock": 0o600}
    workshop.log.save_elsewhere(folder / "copy.toml")
    workshop.close()
    with (folder / "s.history.jsonl").open("a", encoding="utf-8") as history:
        history.write("damaged\n{}\n")
    recover(folder / "s.toml")
    found = rights(folder)
    assert {"copy.toml", "copy.history.jsonl", "s.damaged.toml.copy-1"} <= found.keys()
    assert set(found.values()) == {0o600}


def test_what_was_torn_and_what_was_changed_by_hand_stays_private(folder: Path) -> None:
    begun(folder).close()
    with history_path(folder / "s.toml").open("ab") as file:
        file.write(b'{"torn')
    workshop = Workshop(folder / "s.toml")
    with (folder / "s.toml").open("a", encoding="utf-8") as file:
        file.write("# by hand\n")
    workshop.do(AddRecord("asset", {"name": "Forecasts"}))
    workshop.close()
    found = rights(folder)
    assert {"s.torn.jsonl-1", "s.by-hand.toml.copy-1"} <= found.keys()
    assert set(found.values()) == {0o600}


def test_a_history_that_is_put_back_has_the_rights_of_its_snapshot(folder: Path) -> None:
    begun(folder).close()
    (folder / "s.toml").chmod(0o640)
    history_path(folder / "s.toml").unlink()
    workshop = Workshop(folder / "s.toml")
    workshop.do(AddRecord("asset", {"name": "Forecasts"}))
    workshop.close()
    assert rights(folder)["s.history.jsonl"] == 0o640


@pytest.mark.parametrize(("share", "expected"), [("private", 0o600), ("group", 0o660), ("all", 0o664)])
def test_a_folder_says_with_whom_its_new_sessions_are_shared(folder: Path, share: str, expected: int) -> None:
    (folder / ".facilitator.toml").write_text(f'share = "{share}"\n', encoding="utf-8")
    begun(folder).close()
    assert rights(folder) == {"s.toml": expected, "s.history.jsonl": expected, ".s.lock": expected}


def test_files_that_are_there_keep_their_rights(folder: Path) -> None:
    begun(folder).close()
    (folder / ".facilitator.toml").write_text('share = "all"\n', encoding="utf-8")
    workshop = Workshop(folder / "s.toml")
    workshop.do(AddRecord("asset", {"name": "Forecasts"}))
    workshop.close()
    assert set(rights(folder).values()) == {0o600}


@pytest.mark.parametrize(
    "content",
    [
        b"share = 7\n",
        b'share = "everybody"\n',
        b'share = "all"\nmore = 1\n',
        b"share = [",
        b"\xff",
        b"x = " + b"[" * 4000,
        b"x = " + b"9" * 4000,
        b'share = "all"\n' + b"#" * 5000,
    ],
    ids=range(8),
)
def test_what_a_folder_says_wrongly_is_told_and_leaves_its_sessions_private(folder: Path, content: bytes) -> None:
    (folder / ".facilitator.toml").write_bytes(content)
    command = [sys.executable, "-m", "facilitator.cli.main", "new", "s", "--sessions", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0
    assert "New files here are private" in done.stderr and len(done.stderr.splitlines()) == 1
    assert set(rights(folder).values()) == {0o600}


def test_a_folder_that_says_too_much_is_told_how_much_is_read(folder: Path) -> None:
    (folder / ".facilitator.toml").write_bytes(b"#" * 5000)
    workshop = begun(folder)
    workshop.close()
    assert any("larger than 4 KB" in notice for notice in workshop.log.notices)


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_where_a_folder_says_it_with_no_file_its_sessions_are_private(folder: Path, make: object) -> None:
    assert callable(make)
    make(folder / ".facilitator.toml")
    workshop = begun(folder)
    workshop.close()
    assert any("New files here are private" in notice for notice in workshop.log.notices)
    assert rights(folder)["s.toml"] == 0o600


def test_what_is_rescued_is_private(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".facilitator.toml").write_text('share = "all"\n', encoding="utf-8")
    begun(folder).close()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    workshop = Workshop(folder / "s.toml", keep_trying=True)
    history_path(folder / "s.toml").rename(folder / "away")
    history_path(folder / "s.toml").write_bytes(b"")
    workshop.do(AddRecord("asset", {"name": "Only here"}))
    rescued = workshop.close()
    assert rescued is not None
    assert set(rights(rescued.parent).values()) == {0o600}
    assert SessionStore(rescued, read_only=True).edits[-1].what == "Add asset A-2 “Only here”"


def test_a_report_is_as_other_programs_make_files(folder: Path, tmp_path: Path) -> None:
    begun(folder).close()
    command = [sys.executable, "-m", "facilitator.cli.main", "report", str(folder / "s.toml"), "-o"]
    assert subprocess.run([*command, str(tmp_path / "r.md")], capture_output=True).returncode == 0
    assert stat.S_IMODE((tmp_path / "r.md").stat().st_mode) == 0o644
