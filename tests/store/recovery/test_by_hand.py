"""What was changed by hand, or by another program, beside a history."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitator.cli.main import facilitator
from facilitator.model.edit import Change
from facilitator.model.records.assets import Asset
from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import history_path
from facilitator.store.formats.snapshot import Place, was_changed_outside
from facilitator.store.store import SessionStore
from tests.support.small_session import an_edit, names, new_asset, with_more


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
    for ours in (path, history_path(path)):
        shutil.copy(ours, other.with_name(ours.name.replace("s.", "other.", 1)))
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
        for ours in (path, history_path(path)):
            shutil.copy(ours, copy.with_name(ours.name.replace("s.", f"{copy.stem}.", 1)))
    with_more(theirs, "theirs")
    with_more(path, "ours")
    words = ["merge", str(base), str(path), str(theirs), "-o", str(path)]
    assert CliRunner().invoke(facilitator, words).exit_code == 0
    file = SessionStore(path)
    assert {"ours", "theirs"} <= set(names(file.session))
    assert file.edits[-1].by == "outside"
    file.close()
    assert {"ours", "theirs"} <= set(names(SessionStore(path, read_only=True).session))


def test_a_snapshot_changed_while_it_is_open_is_kept_before_it_is_overwritten(path: Path) -> None:
    file = SessionStore(path)
    file.append(an_edit(5, new_asset(5)))
    path.write_text("mine\n", encoding="utf-8")
    file.write_snapshot(Place("rate"))
    file.close()
    assert path.with_name("s.by-hand.toml.copy-1").read_text(encoding="utf-8") == "mine\n"
    assert len(names(SessionStore(path, read_only=True).session)) == 4


def test_a_history_that_ends_below_the_snapshot_is_closed_by_an_edit(path: Path) -> None:
    lines = history_path(path).read_text(encoding="utf-8").splitlines(keepends=True)
    history_path(path).write_text("".join(lines[:-1]), encoding="utf-8")
    file = SessionStore(path)
    assert len(names(file.session)) == 3
    assert file.edits[-1].by == "outside"
    file.close()
    with_more(path, "more")
    assert len(names(SessionStore(path, read_only=True).session)) == 4
