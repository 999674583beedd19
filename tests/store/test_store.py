"""Sessions on disk: what is written is read back, and a bad file is refused in one sentence and left alone."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.model.edit import Change, Edit
from facilitator.model.records.assets import Asset
from facilitator.model.records.session import HEADER_ID, Header
from facilitator.model.records.threats import Threat
from facilitator.model.session import session_of
from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import history_path
from facilitator.store.formats.snapshot import Place, snapshot_text
from facilitator.store.formats.snapshot_reading import read_snapshot
from facilitator.store.store import SessionStore

HEADER = Header(id=HEADER_ID, identity="i", title="t")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def begun(path: Path, edits: int = 3) -> SessionStore:
    file = SessionStore(path)
    file.append(an_edit(1, Change(before=None, after=HEADER)))
    for number in range(2, edits + 2):
        asset = Asset(id=f"A-{number - 1}", name=f"asset {number}")
        file.append(an_edit(number, Change(before=None, after=asset)))
    return file


def an_edit(number: int, *changes: Change) -> Edit:
    return Edit(number=number, time="2026-01-01T00:00:00+00:00", by="x", what="act", changes=changes)


@given(TEXT, TEXT, st.lists(TEXT, max_size=3))
@settings(max_examples=150, deadline=None)
def test_any_text_survives_a_snapshot(
    tmp_path_factory: pytest.TempPathFactory, name: str, owner: str, lines: list[str]
) -> None:
    records = [
        HEADER,
        Asset(id="A-1", name=name, owner=owner),
        Threat(id="T-1", title=name, techniques=tuple(lines)),
    ]
    session = session_of(records, {"asset": 9}, 4)
    path = tmp_path_factory.mktemp("text") / "s.toml"
    path.write_text(snapshot_text(session, Place("rate", "T-1")), encoding="utf-8", newline="")
    assert read_snapshot(path) == (session, Place("rate", "T-1"))


def test_history_alone_rebuilds_the_session(tmp_path: Path) -> None:
    file = begun(tmp_path / "s.toml")
    wanted = file.session
    file.close()
    assert not (tmp_path / "s.toml").exists()
    assert SessionStore(tmp_path / "s.toml", read_only=True).session == wanted


def test_an_edit_that_is_sent_twice_is_made_once(tmp_path: Path) -> None:
    file = begun(tmp_path / "s.toml")
    one, other = (Change(before=None, after=Asset(id=f"A-{number}", name="sent")) for number in (4, 5))
    sent = replace(an_edit(5, one), id="sent-from-elsewhere")
    assert file.append(sent)
    wanted, written = file.session, history_path(file.path).read_bytes()
    assert file.append(sent)
    assert file.append(replace(sent, number=6, changes=(other,)))
    assert (file.session, history_path(file.path).read_bytes()) == (wanted, written)
    file.close()
    again = SessionStore(tmp_path / "s.toml")
    assert again.append(sent)
    assert again.session == wanted
    assert [edit.id for edit in again.edits][-1] == "sent-from-elsewhere"
    assert len({edit.id for edit in again.edits}) == len(again.edits)
    again.close()


def test_edits_after_the_snapshot_are_replayed(tmp_path: Path) -> None:
    file = begun(tmp_path / "s.toml")
    file.write_snapshot(Place("assets"))
    file.append(an_edit(5, Change(before=None, after=Asset(id="A-9", name="late"))))
    file.close()
    assert SessionStore(tmp_path / "s.toml").session.find("A-9") is not None


@pytest.mark.parametrize("cut", range(2, 60, 7))
def test_a_torn_last_line_is_dropped_with_a_notice_and_work_goes_on(tmp_path: Path, cut: int) -> None:
    begun(tmp_path / "s.toml").close()
    history = history_path(tmp_path / "s.toml")
    history.write_bytes(history.read_bytes()[:-cut])
    again = SessionStore(tmp_path / "s.toml")
    assert again.session.revision == 3
    assert "cut short" in again.notices[0]
    again.append(an_edit(4, Change(before=None, after=Asset(id="A-8", name="next"))))
    again.close()
    assert SessionStore(tmp_path / "s.toml", read_only=True).session.find("A-8") is not None


def test_a_second_writer_opens_to_read(tmp_path: Path) -> None:
    first = begun(tmp_path / "s.toml")
    code = (
        "import sys; from pathlib import Path; from facilitator.store.store import SessionStore;"
        "f = SessionStore(Path(sys.argv[1])); print(f.writable, f.notices)"
    )
    found = subprocess.run([sys.executable, "-c", code, str(first.path)], capture_output=True, text=True, check=True)
    assert found.stdout.startswith("False ['The session is open to read: somebody else is writing it")
    first.close()


def test_the_lock_dies_with_its_process(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from facilitator.store.store import SessionStore;"
        "f = SessionStore(Path(sys.argv[1])); print(f.writable, flush=True); os.kill(os.getpid(), 9)"
    )
    begun(tmp_path / "s.toml").close()
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path / "s.toml")], capture_output=True, text=True)
    assert (killed.stdout.strip(), killed.returncode) == ("True", -9)
    again = SessionStore(tmp_path / "s.toml")
    assert again.writable
    again.close()


BAD = {
    "unknown key": ('[[asset]]\nid = "A-1"\nname = "x"\nunknown = 1\n', "line 9: unknown key “unknown”"),
    "unknown top key": ("[oddity]\nunknown = 1\n", "line 6: unknown key “oddity”"),
    "dangling": ('[[threat]]\nid = "T-1"\ntitle = "x"\nassets = ["A-7"]\n', "line 9: T-1 names A-7"),
    "wrong kind": ('[[threat]]\nid = "T-1"\ntitle = "x"\nassets = ["S-1"]\n', "line 9: T-1 names S-1"),
    "broken": ('[[threat]\nid = "T-1"\n', "line 6: this is not TOML"),
    "wrong id": ('[[threat]]\nid = "A-1"\ntitle = "x"\n', "line 7: “A-1” is not an id"),
    "twice": (
        '[[asset]]\nid = "A-1"\nname = "x"\n[[asset]]\nid = "A-1"\nname = "y"\n',
        "line 10: the id A-1 is there twice",
    ),
    "wrong choice": (
        '[[asset]]\nid = "A-1"\nname = "x"\ncategory = "gold"\n',
        "line 9: “category” is “gold”",
    ),
    "missing": ('[[asset]]\nid = "A-1"\n', "line 6: the key “name” is missing"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_snapshot_is_refused_with_its_line_and_left_alone(tmp_path: Path, case: str) -> None:
    body, sentence = BAD[case]
    path = tmp_path / "s.toml"
    text = f'format = 1\nrevision = 1\n[session]\nidentity = "i"\ntitle = "t"\n{body}'
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoreRefused) as refusal:
        SessionStore(path)
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert path.read_text(encoding="utf-8") == text


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text("# mine\nformat = 99\n", encoding="utf-8")
    with pytest.raises(StoreRefused, match="line 2: format 99 is newer"):
        SessionStore(path)


def test_a_damaged_history_line_is_named_and_nothing_is_changed(tmp_path: Path) -> None:
    begun(tmp_path / "s.toml").close()
    history = history_path(tmp_path / "s.toml")
    damaged = history.read_bytes().replace(b'"asset 3"', b'"asset 3', 1)
    history.write_bytes(damaged)
    with pytest.raises(StoreRefused, match="line 3: this line of the history is damaged"):
        SessionStore(tmp_path / "s.toml")
    assert history.read_bytes() == damaged


def test_a_history_of_another_session_is_refused(tmp_path: Path) -> None:
    file = begun(tmp_path / "s.toml")
    file.write_snapshot(Place())
    file.close()
    history = history_path(tmp_path / "s.toml")
    history.write_bytes(history.read_bytes().replace(b'"session":"i"', b'"session":"j"'))
    with pytest.raises(StoreRefused, match="belongs to another session"):
        SessionStore(tmp_path / "s.toml")
