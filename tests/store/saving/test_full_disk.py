"""When the disk refuses: nothing is called saved that is not, and it is tried again."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.errors import UserError
from facilitator.store.files.paths import history_path
from facilitator.store.formats.history import read_history
from facilitator.store.store import SessionStore
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.workshop import Workshop
from tests.support.small_session import names


def failing(path: Path, act: str) -> str:
    """What happens when a child process acts while its files may not grow beyond a few kilobytes."""
    if os.name == "nt":
        pytest.skip("files have no limit there")
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
