"""Sessions damaged by chance or on purpose: what is kept, what is refused, and that a refusal touches nothing."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.banks.paths import example_session
from facilitator.model.records.assets import Asset
from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import history_path
from facilitator.store.recovery.recover import recover
from facilitator.store.store import SessionStore
from facilitator.workshop.commands.records import AddRecord, ChangeRecord
from facilitator.workshop.workshop import Workshop
from tests.support.damage import changed, contents, lines_of, run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A copy of the worked example."""
    for suffix in (".toml", ".history.jsonl"):
        shutil.copy(example_session().with_suffix(suffix), tmp_path / f"s{suffix}")
    return tmp_path / "s.toml"


def no_changes(line: str) -> str:
    return json.dumps({**json.loads(line), "changes": []}) + "\n"


def a_wrong_name(line: str) -> str:
    edit = json.loads(line)
    edit["changes"].append(
        {"record": "component", "before": None, "after": {"id": "C-900", "name": "x", "assets": ["CO-1"]}}
    )
    return json.dumps(edit) + "\n"


NOT_REPLAYED: dict[str, Callable[[Path], None]] = {
    "an edit without its changes": lambda path: changed(path, 10, no_changes),
    "an edit that names the wrong kind": lambda path: changed(path, 13, a_wrong_name),
    "an edit that is gone": lambda path: changed(path, 20, lambda _: ""),
    "an edit that stands there twice, apart": lambda path: changed(path, 30, lambda line: line + lines_of(path)[5]),
    "edits of another session": lambda path: changed(path, 9, lambda line: line.replace('"session":"', '"session":"x')),
    "nonsense": lambda path: changed(path, 5, lambda _: "nonsense\n"),
    "a number that is none": lambda path: changed(path, 6, lambda line: line.replace('"number":6', '"number":NaN')),
}


@pytest.mark.parametrize("with_snapshot", [True, False])
@pytest.mark.parametrize("case", NOT_REPLAYED)
def test_recover_keeps_what_replays_and_ends_in_a_session_that_opens(
    path: Path, case: str, with_snapshot: bool
) -> None:
    before = SessionStore(path, read_only=True).session
    NOT_REPLAYED[case](path)
    if not with_snapshot:
        path.unlink()
    with pytest.raises(StoreRefused):
        SessionStore(path, read_only=True)
    found = recover(path)
    assert found.left_out or case == "an edit that stands there twice, apart"
    session = SessionStore(path, read_only=True).session
    if with_snapshot:
        assert session.tables == before.tables
    done = contents(path.parent)
    assert recover(path).was_whole
    assert contents(path.parent) == done


def test_recover_puts_lines_in_the_wrong_order_back_in_order(path: Path) -> None:
    before = SessionStore(path, read_only=True)
    lines = lines_of(path)
    lines[20], lines[30] = lines[30], lines[20]
    history_path(path).write_text("".join(lines), encoding="utf-8")
    assert recover(path).left_out == ()
    after = SessionStore(path, read_only=True)
    assert (after.session, after.edits) == (before.session, before.edits)


def test_recover_tells_what_it_left_out_and_keeps_copies(path: Path) -> None:
    changed(path, 10, no_changes)
    text = history_path(path).read_text(encoding="utf-8")
    done = run("recover", "s", folder=path.parent)
    assert done.returncode == 0
    assert "Left out of the history: edits 1 to 59. The snapshot holds what they did." in done.stderr
    assert text in [one.read_text(encoding="utf-8") for one in path.parent.glob("*.copy-*")]
    again = run("recover", "s", folder=path.parent)
    assert "nothing to rebuild" in again.stdout


def test_recover_says_why_a_rebuilt_session_cannot_be_opened(path: Path) -> None:
    path.unlink()
    changed(path, 1, lambda line: line.replace('"deck-1-5"', '"none"') if "deck-1-5" in line else line)
    lines = [line.replace('"title":', '"scale":"none","title":', 1) for line in lines_of(path)[:1]]
    history_path(path).write_text("".join(lines) + "nonsense\n", encoding="utf-8")
    done = run("recover", "s", folder=path.parent)
    assert done.returncode == 1
    assert "“none” is not a scale" in done.stderr


def test_a_change_by_hand_beside_a_damaged_end_of_the_history_is_joined(small: Path) -> None:
    small.write_text(small.read_text(encoding="utf-8").replace('"Readings"', '"By hand"'), encoding="utf-8")
    with history_path(small).open("a", encoding="utf-8") as history:
        history.write("nonsense\nnonsense again\n")
    recover(small)
    file = SessionStore(small, read_only=True)
    assert file.session.get(Asset, "A-1").name == "By hand"
    assert (file.edits[0].number, file.edits[-1].by) == (1, "outside")


def test_a_snapshot_without_a_revision_goes_on_and_opens_again(small: Path) -> None:
    history_path(small).unlink()
    text = small.read_text(encoding="utf-8")
    own = ("revision", "digest", "last_edit")
    small.write_text("".join(f"{line}\n" for line in text.splitlines() if not line.startswith(own)), encoding="utf-8")
    workshop = Workshop(small)
    workshop.do(AddRecord("asset", {"name": "More"}))
    workshop.close()
    assert Workshop(small, read_only=True).session == workshop.session


def cut_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.rindex("[[condition]]")], encoding="utf-8")


def test_a_snapshot_cut_short_is_better_than_the_few_edits_before_a_damaged_line(small: Path) -> None:
    cut_short(small)
    changed(small, 2, lambda _: "nonsense\n")
    assert "The snapshot was cut short; what stood behind that place is lost." in recover(small).left_out
    session = SessionStore(small, read_only=True).session
    assert session.find("A-1") is not None and session.find("CO-1") is None


def test_a_snapshot_cut_short_is_left_out_where_the_history_says_it_all(small: Path) -> None:
    before = SessionStore(small, read_only=True).session
    cut_short(small)
    with history_path(small).open("a", encoding="utf-8") as file:
        file.write("nonsense\nnonsense again\n")
    assert "Left out: the snapshot, which was cut short." in recover(small).left_out
    assert SessionStore(small, read_only=True).session == before


REFUSED: dict[str, Callable[[Path], None]] = {
    "a damaged line": lambda path: changed(path, 2, lambda _: "nonsense\n"),
    "an edit that does not fit": lambda path: changed(path, 2, no_changes),
    "a torn line as well": lambda path: changed(path, 2, lambda _: "nonsense\n" + lines_of(path)[2] + '{"sess'),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_leaves_the_folder_as_it_is(small: Path, case: str) -> None:
    cut_short(small)
    REFUSED[case](small)
    if case == "an edit that does not fit":
        changed(small, 3, lambda line: line.replace('"before":null', '"before":{"id":"CO-1","name":"other"}'))
    before = contents(small.parent)
    for _ in range(2):
        assert run("ask", "s", folder=small.parent, stdin="").returncode == 1
    assert contents(small.parent) == before


def test_a_change_by_hand_that_cannot_be_taken_leaves_the_folder_as_it_is(small: Path) -> None:
    snapshot = small.read_text(encoding="utf-8")
    workshop = Workshop(small)
    workshop.do(ChangeRecord("A-1", {"name": "In the program"}))
    workshop.close()
    by_hand = snapshot.replace('"Readings"', '"By hand"').replace('identity = "', 'identity = "x')
    small.write_text(by_hand, encoding="utf-8")
    text = history_path(small).read_text(encoding="utf-8")
    identity = json.loads(text.splitlines()[0])["session"]
    history_path(small).write_text(
        text.replace(f'"session":"{identity}"', f'"session":"x{identity}"'), encoding="utf-8"
    )
    before = contents(small.parent)
    for _ in range(2):
        assert run("ask", "s", folder=small.parent, stdin="").returncode == 1
    assert contents(small.parent) == before


def test_what_may_not_be_read_speaks_of_rights(small: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("rights are other there")
    small.chmod(0)
    code = (
        "import os, sys; from pathlib import Path; from facilitator.workshop.workshop import Workshop\n"
        "from facilitator.store.errors import StoreRefused\n"
        "if os.geteuid() == 0: os.setegid(65534); os.seteuid(65534)\n"
        "try: Workshop(Path(sys.argv[1]), read_only=True)\n"
        "except StoreRefused as refusal: print(refusal)\n"
    )
    for folder in (small.parent, *small.parent.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/") and folder != Path("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o055)
    done = subprocess.run([sys.executable, "-c", code, str(small)], capture_output=True, text=True)
    assert "your rights" in done.stdout, done.stderr
    assert "the disk" not in done.stdout


def ringed(small: Path) -> None:
    """Boundaries within each other, a note about itself, and trees that refer to each other."""
    text = small.read_text(encoding="utf-8")
    boundaries = "".join(f'[[boundary]]\nid = "B-{n}"\nname = "b{n}"\ninside = "B-{n % 3 + 1}"\n\n' for n in (1, 2, 3))
    boundaries += '[[boundary]]\nid = "B-4"\nname = "b4"\ninside = "B-1"\n\n'
    trees = "".join(
        f'[[tree]]\nid = "TR-{n}"\ntitle = "t{n}"\n[[tree.nodes]]\nid = "n"\nlabel = "l"\ntree = "TR-{3 - n}"\n\n'
        for n in (1, 2)
    )
    note = '[[note]]\nid = "N-1"\ntext = "x"\nabout = "N-1"\n\n'
    small.write_text(text.replace("# end\n", f"{boundaries}{trees}{note}# end\n"), encoding="utf-8")


def test_records_that_name_each_other_in_a_ring_are_found_and_hang_nothing(small: Path) -> None:
    ringed(small)
    for words in (("report",), ("tree",), ("draw",), ("history",), ("report", "--format", "json")):
        done = run(words[0], "s", *words[1:], folder=small.parent)
        assert done.returncode == 0, done.stderr
    found = run("check", "s", folder=small.parent)
    assert found.returncode == 1
    assert "B-1: it lies inside itself (B-1 inside B-2 inside B-3 inside B-1)" in found.stdout
    assert "B-4" not in found.stdout
    assert "N-1: it names itself" in found.stdout
    assert "cut the circle" in found.stdout


def test_a_change_by_hand_that_no_screen_could_show_leaves_the_folder_as_it_is(small: Path) -> None:
    text = small.read_text(encoding="utf-8")
    small.write_text(text.replace("[session]\n", '[session]\nscale = "none"\n'), encoding="utf-8")
    before = contents(small.parent)
    done = run("ask", "s", folder=small.parent, stdin="")
    assert done.returncode == 1
    assert "“none” is not a scale" in done.stderr
    assert contents(small.parent) == before


def test_a_line_is_counted_by_line_feeds_alone(small: Path) -> None:
    text = small.read_text(encoding="utf-8").replace('"Readings"', '"one\u2028two\u0085three"')
    text = text.replace('name = "Open port"', 'name = "Open port"\nskill = 5')
    small.write_text(text, encoding="utf-8")
    line = 1 + text[: text.index("skill = 5")].count("\n")
    with pytest.raises(StoreRefused, match=f"line {line}: “skill”"):
        SessionStore(small, read_only=True)
