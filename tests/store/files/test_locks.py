"""What keeps a session from being written is told truly, in one sentence."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitator.cli.main import facilitator
from facilitator.store.errors import StoreRefused
from facilitator.store.recovery.recover import recover
from facilitator.workshop.begin import begin_session
from facilitator.workshop.workshop import Workshop


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "sessions"
    folder.mkdir()
    begin_session(folder / "s.toml").close()
    return folder


def asked(folder: Path) -> list[str]:
    """The lines of messages when somebody asks in a session that cannot be written."""
    done = CliRunner().invoke(facilitator, ["ask", "s", "--sessions", str(folder)], input=":quit\n")
    assert done.exit_code == 1
    assert done.stdout == ""
    return done.stderr.splitlines()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
@pytest.mark.parametrize("lock_is_there", [True, False])
def test_a_disk_that_locks_no_files_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, lock_is_there: bool
) -> None:
    pytest.importorskip("fcntl", reason="files are locked in another way there")
    if not lock_is_there:
        (folder / ".s.lock").unlink()

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", refuse)
    (line,) = asked(folder)
    assert f"files on its disk cannot be locked ({os.strerror(number)})" in line
    assert "somebody" not in line
    with pytest.raises(StoreRefused, match="cannot be locked"):
        recover(folder / "s.toml")


BROKEN: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a link": lambda path: path.symlink_to("/dev/null"),
    "a link in a circle": lambda path: path.symlink_to(path),
}


@pytest.mark.skipif(os.name == "nt", reason="needs devices and links")
@pytest.mark.parametrize("kind", BROKEN)
def test_a_lock_file_that_is_none_is_named(folder: Path, kind: str) -> None:
    (folder / ".s.lock").unlink()
    BROKEN[kind](folder / ".s.lock")
    (line,) = asked(folder)
    assert "its lock file .s.lock cannot be used" in line
    assert "somebody" not in line


def test_a_writer_is_named_when_there_is_one(folder: Path) -> None:
    writer = Workshop(folder / "s.toml")
    (line,) = asked(folder)
    writer.close()
    assert "somebody else is writing it" in line
    assert "cannot be locked" not in line and "folder" not in line


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_folder_that_cannot_be_written_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    (folder / ".s.lock").unlink()
    open_file = os.open

    def refuse(path: str | Path, *more: int, **others: int) -> int:
        if str(path).endswith(".lock"):
            raise OSError(number, os.strerror(number), path)
        return open_file(path, *more, **others)

    monkeypatch.setattr(os, "open", refuse)
    (line,) = asked(folder)
    assert f"its folder cannot be written ({os.strerror(number)}); check your rights" in line
    assert "somebody" not in line
