"""Results go where a person says: through links, into pipes and devices, and never through the link of a history."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from facilitator.errors import UserError
from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import history_path
from facilitator.store.store import SessionStore
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.workshop import Workshop

if sys.platform == "win32":
    pytest.skip("needs pipes, devices and links", allow_module_level=True)


TITLE = "A good one"


def run(*words: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "facilitator.cli.main", *words, "--sessions", str(folder)]
    return subprocess.run(command, capture_output=True, timeout=60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "sessions"
    folder.mkdir()
    begin_session(folder / "good.toml", title=TITLE).close()
    return folder


def written(command: str, output: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    good = str(folder / "good.toml")
    words = ("report", "good") if command == "report" else ("merge", good, good, good)
    return run(*words, "-o", output, folder=folder)


COMMANDS = pytest.mark.parametrize("command", ["report", "merge"])


@COMMANDS
def test_a_result_goes_through_a_link_to_its_file_which_keeps_its_rights(
    folder: Path, tmp_path: Path, command: str
) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("before", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to("target")
    assert written(command, str(link), folder).returncode == 0
    assert link.is_symlink()
    assert TITLE in target.read_text(encoding="utf-8")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@COMMANDS
def test_a_result_goes_through_a_link_to_a_file_that_is_not_there_yet(
    folder: Path, tmp_path: Path, command: str
) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "new")
    assert written(command, str(link), folder).returncode == 0
    assert link.is_symlink()
    assert TITLE in (tmp_path / "new").read_text(encoding="utf-8")


@COMMANDS
def test_a_result_goes_into_a_pipe_that_stays_a_pipe(folder: Path, tmp_path: Path, command: str) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    done = written(command, str(pipe), folder)
    assert stat.S_ISFIFO(pipe.stat().st_mode), "the pipe was replaced"
    assert done.returncode == 0
    reader.join()
    assert TITLE.encode() in read[0]


@COMMANDS
@pytest.mark.parametrize("place", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_a_result_goes_to_standard_output_by_its_names(folder: Path, tmp_path: Path, command: str, place: str) -> None:
    link = tmp_path / "link"
    link.symlink_to(place)
    for output in (place, str(link)):
        done = written(command, output, folder)
        assert done.returncode == 0, done.stderr
        assert TITLE.encode() in done.stdout
    assert link.is_symlink()


@COMMANDS
def test_a_result_goes_into_a_device_that_stays_one(folder: Path, tmp_path: Path, command: str) -> None:
    link = tmp_path / "link"
    link.symlink_to("/dev/null")
    assert written(command, str(link), folder).returncode == 0
    assert link.is_symlink()
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_report_does_not_go_through_a_link_into_a_session(folder: Path, tmp_path: Path) -> None:
    before = (folder / "good.toml").read_bytes()
    (tmp_path / "report.md").symlink_to(folder / "good.toml")
    done = written("report", str(tmp_path / "report.md"), folder)
    assert done.returncode == 1
    assert (folder / "good.toml").read_bytes() == before


def test_recover_follows_a_link_and_takes_the_lock_of_the_session(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "link.toml").symlink_to(folder / "good.toml")
    writer = Workshop(folder / "good.toml")
    refused = run("recover", "link", folder=other)
    writer.close()
    assert refused.returncode == 1
    assert b"somebody else is writing it" in refused.stderr
    assert run("recover", "link", folder=other).returncode == 0
    assert (other / "link.toml").is_symlink()
    assert [path.name for path in other.iterdir()] == ["link.toml"]
    assert run("check", "good", folder=folder).returncode == 0


def test_a_merge_into_a_link_keeps_what_the_session_said_and_leaves_the_link(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(folder / "good.toml")
    assert written("merge", str(link), folder).returncode == 0
    assert link.is_symlink()
    assert (folder / "good.before-merge.toml.copy-1").exists()


def linked_history(folder: Path, victim: Path) -> Path:
    history = history_path(folder / "good.toml")
    history.rename(victim)
    history.symlink_to(victim)
    return folder / "good.toml"


@pytest.mark.parametrize("words", [("ask", "good"), ("recover", "good")], ids=" ".join)
def test_a_history_that_is_a_link_is_not_written_through(folder: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    victim = tmp_path / "victim"
    linked_history(folder, victim)
    before = victim.read_bytes()
    done = run(*words, folder=folder)
    assert done.returncode == 1
    assert b"this history is a link" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert victim.read_bytes() == before
    assert history_path(folder / "good.toml").is_symlink()
    assert run("check", "good", folder=folder).returncode == 0


def test_a_history_that_leads_to_nothing_yet_makes_no_file_elsewhere(folder: Path, tmp_path: Path) -> None:
    history_path(folder / "new.toml").symlink_to(tmp_path / "victim")
    with pytest.raises(StoreRefused, match="this history is a link"):
        SessionStore(folder / "new.toml")
    assert not (tmp_path / "victim").exists()


def test_a_history_that_becomes_a_link_while_it_is_open_is_not_written_through(folder: Path, tmp_path: Path) -> None:
    workshop = Workshop(folder / "good.toml")
    victim = tmp_path / "victim"
    linked_history(folder, victim)
    before = victim.read_bytes()
    with pytest.raises(UserError, match="NOT saved"):
        workshop.do(AddRecord("asset", {"name": "Readings"}))
    workshop.close()
    assert victim.read_bytes() == before
