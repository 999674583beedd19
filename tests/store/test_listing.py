"""The list of sessions: quick where a snapshot can be believed, right where it cannot."""

from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.store.files.paths import history_path
from facilitator.store.formats.snapshot import DIGEST
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.views.session_list import listed_session
from facilitator.workshop.workshop import Workshop
from tests.support.damage import with_digest


def session(path: Path) -> Workshop:
    workshop = begin_session(path, title="Wind farm", by="Ada")
    workshop.do(AddRecord("asset", {"name": "Readings"}))
    workshop.do(AddRecord("note", {"text": "ask the vendor", "note_kind": "parked"}))
    return workshop


def test_a_session_at_rest_is_listed_as_it_is(tmp_path: Path) -> None:
    workshop = session(tmp_path / "s.toml")
    workshop.close()
    row = listed_session(tmp_path / "s.toml")
    assert (row.name, row.title, row.counts, row.open_points, row.fault) == ("s", "Wind farm", {"asset": 1}, 1, "")
    assert (row.revision, row.last_change) == (workshop.session.revision, workshop.log.history[-1].time)
    (tmp_path / "s.toml").unlink()
    assert listed_session(tmp_path / "s.toml") == replace(row, steps={})


def test_what_came_after_the_snapshot_is_listed(tmp_path: Path) -> None:
    workshop = session(tmp_path / "s.toml")
    workshop.log.save()
    workshop.do(AddRecord("asset", {"name": "Model"}))
    row = listed_session(tmp_path / "s.toml")
    assert (row.counts, row.revision) == ({"asset": 2}, workshop.session.revision)
    workshop.close()


def test_a_summary_changed_by_hand_is_not_believed(tmp_path: Path) -> None:
    session(tmp_path / "s.toml").close()
    path = tmp_path / "s.toml"
    text = path.read_text(encoding="utf-8")
    assert "open_points = 1" in text
    path.write_text(text.replace("open_points = 1", "open_points = 99"), encoding="utf-8")
    row = listed_session(path)
    assert (row.open_points, row.fault) == (1, "")


def test_a_snapshot_alone_is_listed(tmp_path: Path) -> None:
    session(tmp_path / "s.toml").close()
    history_path(tmp_path / "s.toml").unlink()
    row = listed_session(tmp_path / "s.toml")
    assert (row.counts, row.fault) == ({"asset": 1}, "")


def test_a_damaged_session_is_listed_with_its_fault(tmp_path: Path) -> None:
    session(tmp_path / "s.toml").close()
    (tmp_path / "s.toml").write_text("format = [", encoding="utf-8")
    history_path(tmp_path / "s.toml").unlink()
    assert "not TOML" in listed_session(tmp_path / "s.toml").fault


@pytest.mark.parametrize(
    ("said", "forged"),
    [
        ('title = "Wind farm"', "title = 5"),
        ("open_points = 1", 'open_points = "many"'),
        ("asset = 1\n\n[summary.", 'asset = "all"\n\n[summary.'),
        ("points = 1\n", 'points = "two"\n'),
        ('state = "open"', 'state = "lost"'),
        ("history_size = ", 'history_size = "x"  # '),
        ("done = []", "done = [1, 2]"),
        ("[session]", "[[session]]"),
        ('identity = "', 'identity = 7  # "'),
    ],
)
def test_a_forged_head_whose_digest_fits_breaks_no_list(tmp_path: Path, said: str, forged: str) -> None:
    session(tmp_path / "s.toml").close()
    path = tmp_path / "s.toml"
    text = DIGEST.sub("", path.read_text(encoding="utf-8"), count=1)
    assert said in text
    path.write_text(with_digest(text.replace(said, forged, 1)), encoding="utf-8")
    row = listed_session(path)
    assert row.fault or row.title == "Wind farm"
    assert row.as_line() and row.as_json()
