"""Files that nobody should have made: each is answered in one sentence, and does no harm to those beside it."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.store.files.paths import history_path
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.workshop import Workshop

COMMANDS = ("check", "report", "history", "tree", "list")


def run(*words: str, folder: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "facilitator.cli.main", *words, "--sessions", str(folder)]
    return subprocess.run(command, capture_output=True, timeout=60, input=stdin)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    workshop = begin_session(tmp_path / "good.toml", title="A good one")
    workshop.do(AddRecord("asset", {"name": "Readings"}))
    workshop.close()
    return tmp_path


def text_of_good(folder: Path) -> str:
    return (folder / "good.toml").read_text(encoding="utf-8")


def write(folder: Path, text: str) -> None:
    (folder / "bad.toml").write_text(text, encoding="utf-8")


def make_pipe(path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("needs pipes")
    os.mkfifo(path)


BAD: dict[str, Callable[[Path], object]] = {
    "a date": lambda f: write(f, text_of_good(f).replace('created = "', "created = 2026-01-05 #")),
    "a time": lambda f: write(f, text_of_good(f).replace('name = "Readings"', "name = 07:32:00")),
    "a number of 5,000 digits in an id": lambda f: write(f, text_of_good(f).replace("A-1", "A-" + "9" * 5000)),
    "a deep key": lambda f: write(f, text_of_good(f) + "place" + ".a" * 3000 + " = 1\n"),
    "a deep list": lambda f: write(f, text_of_good(f) + "x = " + "[" * 5000 + "]" * 5000 + "\n"),
    "a folder": lambda f: (f / "bad.toml").mkdir(),
    "a link in a circle": lambda f: os.symlink(f / "bad.toml", f / "bad.toml"),
    "a pipe": lambda f: make_pipe(f / "bad.toml"),
    "a device": lambda f: os.symlink("/dev/zero", f / "bad.toml"),
    "an empty history": lambda f: history_path(f / "bad.toml").write_bytes(b""),
    "half a first line": lambda f: history_path(f / "bad.toml").write_bytes(b'{"session":"x","num'),
    "a history that is a device": lambda f: os.symlink("/dev/zero", history_path(f / "bad.toml")),
}


@pytest.mark.skipif(os.name == "nt", reason="needs pipes, devices and links")
@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_gets_one_sentence_and_leaves_the_others_alone(folder: Path, case: str) -> None:
    BAD[case](folder)
    for command in ("check", "report"):
        done = run(command, "bad", folder=folder)
        assert done.returncode == 1, done.stdout
        assert b"Traceback" not in done.stderr
        assert len(done.stderr.decode().strip().splitlines()) <= 2
        assert b"should have foreseen" not in done.stderr
    listed = run("list", folder=folder)
    assert listed.returncode == 0
    assert b"A good one" in listed.stdout
    assert b"bad  cannot be opened" in listed.stdout


def test_a_scale_that_the_banks_do_not_hold_is_said_before_anything_opens(folder: Path) -> None:
    write(folder, text_of_good(folder).replace("[session]\n", '[session]\nscale = "none"\n'))
    done = run("ask", "bad", "--step", "rate", folder=folder)
    assert done.returncode == 1
    assert "“none” is not a scale" in done.stderr.decode()


def test_a_name_whose_writer_was_killed_at_once_can_be_used_again(folder: Path) -> None:
    history_path(folder / "new.toml").write_bytes(b'{"session":"x","num')
    assert run("new", "new", folder=folder).returncode == 0
    assert run("check", "new", folder=folder).returncode == 0


@pytest.mark.parametrize(
    "body",
    [
        "format = 1\n[[act]]\nx = " + "9" * 5000,
        "format = 1\nx = " + "[" * 9000,
        "format = 1\n[[act]]\ndo" + ".a" * 4000,
    ],
)
def test_a_bad_file_of_answers_gets_one_sentence(folder: Path, body: str) -> None:
    answers = folder / "answers"
    answers.write_text(f"format = 1\n{body}", encoding="utf-8")
    done = run("ask", "good", "--answers", str(answers), folder=folder)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr and b"should have foreseen" not in done.stderr


def test_what_is_no_text_on_standard_input_is_no_trouble(folder: Path) -> None:
    done = run("ask", "good", folder=folder, stdin=b":park \xff\x1b[31m\n:undo\n:quit\n")
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stdout + done.stderr


@pytest.mark.skipif(os.name == "nt", reason="rights are other there")
def test_a_private_session_stays_private(folder: Path) -> None:
    for file in (folder / "good.toml", history_path(folder / "good.toml")):
        file.chmod(0o600)
    workshop = Workshop(folder / "good.toml")
    workshop.do(AddRecord("asset", {"name": "Secret"}))
    workshop.close()
    assert stat.S_IMODE((folder / "good.toml").stat().st_mode) == 0o600


def test_a_report_or_a_merge_does_not_go_into_a_history(folder: Path) -> None:
    history = history_path(folder / "good.toml")
    before = history.read_bytes()
    assert run("report", "good", "-o", str(history), folder=folder).returncode == 1
    good = str(folder / "good.toml")
    assert run("merge", good, good, good, "-o", str(history), folder=folder).returncode == 1
    assert history.read_bytes() == before


def test_a_merge_takes_in_what_only_the_history_holds_yet(folder: Path) -> None:
    for name in ("base", "theirs"):
        for path in (folder / "good.toml", history_path(folder / "good.toml")):
            path.with_name(path.name.replace("good", name)).write_bytes(path.read_bytes())
    snapshot = (folder / "theirs.toml").read_bytes()
    workshop = Workshop(folder / "theirs.toml")
    workshop.do(AddRecord("asset", {"name": "Only in the history"}))
    workshop.close()
    (folder / "theirs.toml").write_bytes(snapshot)
    done = run("merge", *(str(folder / f"{name}.toml") for name in ("base", "good", "theirs")), folder=folder)
    assert done.returncode == 0
    assert b"Only in the history" in done.stdout
