"""What is no plain file, or larger than any file should be, is refused in a sentence wherever a file is read."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.app.preferences import PreferencesError, read_preferences
from facilitator.store.files.paths import history_path
from facilitator.text import reading
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.workshop import Workshop

if sys.platform == "win32":
    pytest.skip("needs pipes, devices and links", allow_module_level=True)

import resource

MOST_MEMORY = 3 * 1024**3


def run(*words: str, folder: Path, stdin: int | bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """A command that may neither wait for ever nor take all of the memory."""
    command = [sys.executable, "-m", "facilitator.cli.main", *words, "--sessions", str(folder)]
    if isinstance(stdin, bytes):
        return subprocess.run(command, capture_output=True, timeout=60, preexec_fn=limit_memory, input=stdin)
    return subprocess.run(command, capture_output=True, timeout=60, preexec_fn=limit_memory, stdin=stdin)


def limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def check_refused(done: subprocess.CompletedProcess[bytes], why: str) -> None:
    told = done.stderr.decode()
    assert done.returncode == 1, told
    assert why in told
    assert len(told.strip().splitlines()) == 1
    assert "Traceback" not in told and "foreseen" not in told and "memory" not in told


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(6 * 1024**3)


def listening(path: Path) -> None:
    here = os.open(".", os.O_RDONLY)
    os.chdir(path.parent)
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.fchdir(here)
        os.close(here)


KINDS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a sparse file of 6 GB": (sparse, "larger than"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "no file but a device"),
    "a pipe": (os.mkfifo, "no file but a pipe"),
    "a folder": (Path.mkdir, "no file but a folder"),
    "a socket": (listening, "no file but a socket"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "sessions"
    folder.mkdir()
    workshop = begin_session(folder / "good.toml", title="A good one")
    workshop.do(AddRecord("asset", {"name": "Readings"}))
    workshop.close()
    return folder


def files_of(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_snapshot_that_is_no_plain_file_is_refused(folder: Path, kind: str) -> None:
    make, why = KINDS[kind]
    make(folder / "bad.toml")
    before = files_of(folder)
    for command in ("check", "report"):
        check_refused(run(command, "bad", folder=folder), why)
    check_refused(run("recover", "bad", folder=folder), "bad.toml")
    listed = run("list", folder=folder)
    assert listed.returncode == 0
    assert b"A good one" in listed.stdout and b"bad  cannot be opened" in listed.stdout
    assert files_of(folder) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_history_that_is_no_plain_file_is_refused(folder: Path, kind: str) -> None:
    make, why = KINDS[kind]
    history_path(folder / "good.toml").unlink()
    make(history_path(folder / "good.toml"))
    before = files_of(folder)
    check_refused(run("check", "good", folder=folder), why)
    check_refused(run("recover", "good", folder=folder), "good.history.jsonl")
    listed = run("list", folder=folder)
    assert listed.returncode == 0 and b"cannot be opened" in listed.stdout
    assert files_of(folder) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_bank_that_is_no_plain_file_is_refused(folder: Path, tmp_path: Path, kind: str) -> None:
    make, why = KINDS[kind]
    for place in ("stages", "threats"):
        banks = tmp_path / f"banks of {place}"
        (banks / place).mkdir(parents=True)
        make(banks / place / "bad.toml")
        done = run("banks", "check", str(banks), folder=folder)
        assert done.returncode == 1
        assert why in done.stdout.decode()
        assert b"foreseen" not in done.stderr
        check_refused(run("check", "good", "--banks", str(banks), folder=folder), why)


@pytest.mark.parametrize("kind", ["a sparse file of 6 GB", "a device", "a socket"])
def test_answers_that_are_no_file_and_no_pipe_are_refused(folder: Path, tmp_path: Path, kind: str) -> None:
    make, why = KINDS[kind]
    make(tmp_path / "answers")
    check_refused(run("ask", "good", "--answers", str(tmp_path / "answers"), folder=folder), why)


def test_preferences_that_are_no_plain_file_are_refused(tmp_path: Path) -> None:
    for number, (make, why) in enumerate(KINDS.values()):
        path = tmp_path / f"{number}.toml"
        make(path)
        with pytest.raises(PreferencesError, match=why):
            read_preferences(path, lambda: ())


ACT = b'format = 1\n[[act]]\ndo = "add"\nkind = "asset"\nname = "Out of a pipe"\n'


def names(folder: Path) -> list[str]:
    session = Workshop(folder / "good.toml", read_only=True).session
    return [record.title_text for record in session.every_record() if record.kind == "asset"]


def test_answers_come_from_standard_input(folder: Path) -> None:
    done = run("ask", "good", "--answers", "/dev/stdin", folder=folder, stdin=ACT)
    assert done.returncode == 0, done.stderr
    assert names(folder) == ["Readings", "Out of a pipe"]


def test_answers_come_from_a_named_pipe(folder: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(ACT,))
    writer.start()
    done = run("ask", "good", "--answers", str(pipe), folder=folder)
    writer.join()
    assert done.returncode == 0, done.stderr
    assert names(folder) == ["Readings", "Out of a pipe"]


def test_a_pipe_is_read_where_reads_cannot_be_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    receiving, sending = os.pipe()
    os.write(sending, b"words")
    os.close(sending)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delattr(os, "set_blocking")
    assert reading.read_bytes(Path(f"/dev/fd/{receiving}"), 100, pipes=True) == b"words"
    os.close(receiving)


def test_answers_from_a_pipe_without_end_are_refused(folder: Path) -> None:
    with subprocess.Popen(["cat", "/dev/zero"], stdout=subprocess.PIPE) as endless:
        assert endless.stdout is not None
        done = run("ask", "good", "--answers", "/dev/stdin", folder=folder, stdin=endless.stdout.fileno())
        endless.stdout.close()
        endless.kill()
    check_refused(done, "larger than 16 MB")


def test_nobody_waits_for_ever_for_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PATIENCE", 0.05)
    os.mkfifo(tmp_path / "pipe")
    assert reading.read_bytes(tmp_path / "pipe", 100, pipes=True) == b""


def test_a_file_that_grows_while_it_is_read_is_read_to_its_limit(tmp_path: Path) -> None:
    with pytest.raises(reading.Unreadable, match="larger than"):
        reading.read_bytes(Path("/proc/self/status"), 10)
    assert b"Pid:" in reading.read_bytes(Path("/proc/self/status"), 100_000)


def test_a_merge_takes_its_sides_from_pipes(folder: Path) -> None:
    good = str(folder / "good.toml")
    done = run("merge", good, good, "/dev/stdin", folder=folder, stdin=(folder / "good.toml").read_bytes())
    assert done.returncode == 0, done.stderr
    assert b"Readings" in done.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="rights do not bind the administrator")
def test_a_file_without_rights_is_refused(folder: Path) -> None:
    (folder / "good.toml").chmod(0)
    check_refused(run("check", "good", folder=folder), "check your rights")
