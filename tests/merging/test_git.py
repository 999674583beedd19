"""Sessions merged by git: two real clones, the documented driver, and no edit that is lost without a word."""

import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.model.records.assets import Asset
from facilitator.store.files.paths import history_path
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord, ChangeRecord
from facilitator.workshop.views.change_log import minutes
from facilitator.workshop.workshop import Workshop
from tests.torture.git import FACILITATOR, Clone, configure, environment, git_is_there, interleavings, two_clones

pytestmark = pytest.mark.skipif(not git_is_there(), reason="git is not installed")

Clones = tuple[Clone, Clone]


@pytest.fixture
def clones(tmp_path: Path) -> Iterator[Clones]:
    found = two_clones(tmp_path)
    yield found
    for clone in found:
        clone.kill()


def add(clone: Clone, *names: str) -> None:
    workshop = Workshop(clone.path, by=clone.by)
    for name in names:
        workshop.do(AddRecord("asset", {"name": name}))
    workshop.close()


def change(clone: Clone, name: str, **values: str) -> None:
    workshop = Workshop(clone.path, by=clone.by)
    workshop.do(ChangeRecord(next(one.id for one in workshop.session.all(Asset) if one.name == name), values))
    workshop.close()


def pull(clone: Clone, other: Clone) -> subprocess.CompletedProcess[str]:
    for one in (clone, other):
        one.commit()
    return clone.git("pull", "-q", "--no-rebase", "--no-edit", str(other.folder), "main")


def run(clone: Clone, command: str) -> subprocess.CompletedProcess[str]:
    words = [*FACILITATOR, *shlex.split(command.removeprefix("facilitator "))]
    return subprocess.run(words, cwd=clone.folder, capture_output=True, text=True, env=environment())


def names(clone: Clone) -> set[str]:
    workshop = Workshop(clone.path, read_only=True)
    assert not workshop.log.notices
    return {asset.name for asset in workshop.session.all(Asset)}


def unmerged(clone: Clone) -> list[str]:
    return clone.git("diff", "--name-only", "--diff-filter=U").stdout.split()


def test_what_the_other_side_saved_since_its_last_snapshot_comes_along(clones: Clones) -> None:
    ann, bob = clones
    for number in range(3):
        assert bob.do(do="add", name=f"open {number}")
    add(ann, "mine")
    assert pull(ann, bob).returncode == 0
    assert {"open 0", "open 1", "open 2", "mine"} <= names(ann)
    assert pull(bob, ann).returncode == 0
    bob.kill()
    assert {"open 0", "open 1", "open 2", "mine"} <= names(bob)


def test_what_our_side_saved_since_its_last_snapshot_stays(clones: Clones) -> None:
    ann, bob = clones
    for number in range(2):
        assert ann.do(do="add", name=f"open {number}")
    ann.kill()
    add(bob, "yours")
    assert pull(ann, bob).returncode == 0
    assert {"open 0", "open 1", "yours"} <= names(ann)
    history = Workshop(ann.path, read_only=True).log.history
    assert not [edit for edit in history if edit.by == "outside"]
    assert [act.by for act in minutes(history)[-1].brought] == ["bob"]


def test_ids_that_both_sides_have_seen_stay(clones: Clones) -> None:
    ann, bob = clones
    add(ann, "mine")
    add(bob, "yours")
    assert pull(ann, bob).returncode == 0
    before = {one.name: one.id for one in Workshop(ann.path, read_only=True).session.all(Asset)}
    add(bob, "later")
    assert pull(bob, ann).returncode == 0
    after = {one.name: one.id for one in Workshop(bob.path, read_only=True).session.all(Asset)}
    assert before.items() <= after.items()
    assert "later" in after


def test_a_conflict_is_shown_and_the_command_that_is_printed_settles_it(clones: Clones) -> None:
    ann, bob = clones
    change(ann, "shared 1", owner="Ann")
    change(bob, "shared 1", owner="Bob")
    add(bob, "yours")
    before = history_path(ann.path).read_bytes()
    done = pull(ann, bob)
    assert done.returncode == 1
    assert "A-1.owner: owner of A-1 shared 1 is “Ann” in ours and “Bob” in theirs" in done.stdout
    assert unmerged(ann) == ["s.history.jsonl"]
    assert history_path(ann.path).read_bytes() == before
    command = next(line for line in done.stderr.splitlines() if "facilitator git-settle" in line).partition(": ")[2]
    settled = run(ann, command)
    assert settled.returncode == 0, settled.stderr
    assert "git add s.history.jsonl" in settled.stderr
    ann.git("add", "s.history.jsonl")
    assert ann.git("commit", "-q", "--no-edit").returncode == 0
    assert names(ann) == {"shared 1", "shared 2", "yours"}
    assert Workshop(ann.path, read_only=True).session.get(Asset, "A-1").owner == "Bob"


def test_what_is_done_before_a_conflict_is_settled_is_kept(clones: Clones) -> None:
    ann, bob = clones
    change(ann, "shared 1", owner="Ann")
    change(bob, "shared 1", owner="Bob")
    assert pull(ann, bob).returncode == 1
    add(ann, "meanwhile")
    undecided = run(ann, "git-settle s.history.jsonl")
    assert (undecided.returncode, "A-1.owner" in undecided.stdout) == (1, True)
    assert run(ann, "git-settle s.history.jsonl --settle A-2.owner=ours").returncode == 1
    assert run(ann, "git-settle s.history.jsonl --prefer ours").returncode == 0
    assert "meanwhile" in names(ann)
    assert Workshop(ann.path, read_only=True).session.get(Asset, "A-1").owner == "Ann"


def test_there_is_nothing_to_settle_where_git_left_nothing(clones: Clones) -> None:
    refused = run(clones[0], "git-settle s.history.jsonl")
    assert refused.returncode == 1
    assert "git has left nothing undecided here" in refused.stderr


def test_two_sessions_of_one_name_are_not_merged(clones: Clones) -> None:
    ann, bob = clones
    for clone in clones:
        begin_session(clone.folder / "new.toml", by=clone.by).close()
        clone.git("add", "new.toml", "new.history.jsonl")
    done = pull(ann, bob)
    assert done.returncode == 1
    assert "new.history.jsonl: the two histories cannot be joined, for they have no first edit in common" in done.stderr
    assert "git checkout --ours" in done.stderr
    assert "new.history.jsonl" in unmerged(ann)


def test_a_history_that_was_cut_back_is_refused(clones: Clones) -> None:
    ann, bob = clones
    lines = history_path(bob.path).read_bytes().splitlines(keepends=True)
    history_path(bob.path).write_bytes(b"".join(lines[:2]))
    bob.path.unlink()
    add(bob, "after it was cut")
    add(ann, "mine")
    done = pull(ann, bob)
    assert done.returncode == 1
    assert "one of them lacks edits that both went on from" in done.stderr
    assert "mine" in names(ann)


def test_a_last_line_that_was_cut_short_is_left_off_with_a_notice(clones: Clones) -> None:
    ann, bob = clones
    add(ann, "mine")
    add(bob, "yours")
    with history_path(bob.path).open("ab") as file:
        file.write(b'{"session":"')
    done = pull(ann, bob)
    assert done.returncode == 0
    assert "a last line that was cut short was left off" in done.stderr
    assert {"mine", "yours"} <= names(ann)


def test_a_snapshot_is_not_merged_where_its_history_would_not_be(clones: Clones) -> None:
    ann, bob = clones
    for clone in clones:
        (clone.folder / ".gitattributes").write_text("*.toml merge=facilitator\n", encoding="utf-8")
        add(clone, clone.by)
    done = pull(ann, bob)
    assert done.returncode == 1
    assert "s.toml: its history is not merged by the same driver" in done.stderr
    assert "*.history.jsonl merge=facilitator" in done.stderr


def test_a_snapshot_that_was_changed_by_hand_is_not_passed_over(clones: Clones) -> None:
    ann, bob = clones
    add(ann, "mine")
    add(bob, "yours")
    bob.path.write_text(bob.path.read_text(encoding="utf-8").replace('"yours"', '"by hand"'), encoding="utf-8")
    done = pull(ann, bob)
    assert done.returncode == 1
    assert "s.toml: it was changed by hand on the other side" in done.stderr
    assert unmerged(ann) == ["s.toml"]


def test_sessions_without_a_history_are_merged_by_their_snapshots(clones: Clones) -> None:
    ann, bob = clones
    ann.git("rm", "-q", "--cached", "s.history.jsonl")
    ann.commit()
    assert bob.git("pull", "-q", str(ann.folder), "main").returncode == 0
    history_path(ann.path).unlink()
    for clone in clones:
        text = clone.path.read_text(encoding="utf-8").replace("shared 1", f"{clone.by} 1")
        clone.path.write_text(text, encoding="utf-8")
    done = pull(ann, bob)
    assert (done.returncode, "A-1.name" in done.stdout) == (1, True)
    settled = run(ann, "git-settle s.toml --prefer theirs")
    assert settled.returncode == 0, settled.stderr
    assert '"bob 1"' in ann.path.read_text(encoding="utf-8")


def test_the_driver_of_before_is_refused_for_it_would_lose_edits(clones: Clones) -> None:
    ann, bob = clones
    ann.git("config", "merge.facilitator.driver", f"{shlex.join(FACILITATOR)} merge %O %A %B -o %A")
    add(ann, "mine")
    add(bob, "yours")
    done = pull(ann, bob)
    assert done.returncode == 1
    assert "edits would be lost" in done.stderr and "git-merge %O %A %B %P" in done.stderr
    assert "s.toml" in unmerged(ann)


def test_a_rebase_brings_each_edit_once(clones: Clones) -> None:
    ann, bob = clones
    add(ann, "mine")
    ann.commit()
    for number in range(3):
        add(bob, f"yours {number}")
        bob.commit()
    done = bob.git("pull", "-q", "--rebase", str(ann.folder), "main")
    assert done.returncode == 0, done.stderr
    assert names(bob) == {"shared 1", "shared 2", "mine", "yours 0", "yours 1", "yours 2"}


def test_what_two_clones_have_from_a_third_is_merged_from_there(clones: Clones, tmp_path: Path) -> None:
    ann, bob = clones
    cleo = Clone(tmp_path / "cleo", "cleo")
    ann.git("clone", "-q", str(ann.folder), str(cleo.folder))
    add(cleo, "hers")
    configure(cleo)
    for clone in clones:
        add(clone, clone.by)
        assert pull(clone, cleo).returncode == 0
    change(bob, "hers", owner="Bob")
    done = pull(ann, bob)
    assert done.returncode == 0, done.stdout
    assert names(ann) == {"shared 1", "shared 2", "ann", "bob", "hers"}
    assert {one.name: one.owner for one in Workshop(ann.path, read_only=True).session.all(Asset)}["hers"] == "Bob"


def test_a_file_that_is_none_of_a_session_is_refused(clones: Clones, tmp_path: Path) -> None:
    for name in "oab":
        (tmp_path / name).write_text("x", encoding="utf-8")
    refused = run(clones[0], f"git-merge {tmp_path}/o {tmp_path}/a {tmp_path}/b README.md")
    assert refused.returncode == 1
    assert "no file of a session" in refused.stderr
    assert (tmp_path / "a").read_text(encoding="utf-8") == "x"


def test_git_that_is_not_there_is_told_in_a_sentence(clones: Clones, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(clones[0].folder))
    refused = run(clones[0], "git-settle s.history.jsonl")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "git cannot be run" in refused.stderr


def test_a_session_that_is_open_while_git_pulls_writes_over_nothing(clones: Clones) -> None:
    ann, bob = clones
    add(bob, "yours")
    ann.commit()
    bob.commit()
    workshop = Workshop(ann.path, by="ann", keep_trying=True)
    workshop.do(AddRecord("asset", {"name": "before the pull"}))
    ann.commit()
    assert ann.git("pull", "-q", "--no-rebase", "--no-edit", str(bob.folder), "main").returncode == 0
    workshop.do(AddRecord("asset", {"name": "after the pull"}))
    assert workshop.log.unsafe
    rescued = workshop.close()
    assert rescued is not None
    assert {"yours", "before the pull"} <= names(ann)
    again = Workshop(ann.path, by="ann")
    from facilitator.workshop.merge_session import Joining

    Joining(again, rescued).finish()
    again.close()
    assert names(ann) == {"shared 1", "shared 2", "yours", "before the pull", "after the pull"}
    shutil.rmtree(rescued.parent)


def test_no_acknowledged_edit_is_lost_in_ten_interleavings_of_two_clones(tmp_path: Path) -> None:
    assert interleavings(tmp_path, rounds=10, seed=100, turns=8) == []
