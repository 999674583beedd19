"""Several at the same files: one writes, others follow and take over, and nothing of another is written over."""

import os
import stat
import sys
from pathlib import Path

import pytest

from facilitator.errors import UserError
from facilitator.store.files.paths import history_path
from facilitator.store.formats.snapshot import Place
from facilitator.store.formats.snapshot_reading import read_snapshot
from facilitator.store.store import SessionStore
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.workshop import Workshop
from tests.support.small_session import an_edit, names, new_asset


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


def test_a_replaced_history_is_not_written_to(path: Path) -> None:
    workshop = Workshop(path)
    workshop.do(AddRecord("asset", {"name": "one"}))
    history_path(path).rename(path.with_name("away"))
    history_path(path).write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="NOT saved"):
        workshop.do(AddRecord("asset", {"name": "two"}))
    assert history_path(path).read_bytes() == b""
    workshop.close()


def test_a_folder_that_cannot_be_written_opens_to_read(path: Path) -> None:
    if sys.platform == "win32" or os.geteuid() == 0:
        pytest.skip("rights do not bind the administrator, and are other on Windows")
    path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        file = SessionStore(path)
        assert not file.writable
        assert len(names(file.session)) == 3
    finally:
        path.parent.chmod(stat.S_IRWXU)


@pytest.mark.skipif(os.name == "nt", reason="needs links")
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
