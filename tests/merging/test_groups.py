"""Break-out groups: two copies of a session, three people each, brought together in the application."""

import shutil
from pathlib import Path

from click.testing import CliRunner

from facilitator.app.application import FacilitatorApp
from facilitator.cli.main import facilitator
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.threats import Threat
from facilitator.store.files.paths import history_path
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord, ChangeRecord
from facilitator.workshop.merge_session import Joining
from facilitator.workshop.views.change_log import minutes
from facilitator.workshop.workshop import Workshop
from tests.support.driving import press

GROUPS = {"ours": ("Ann", "Bea", "Cem"), "theirs": ("Dan", "Eve", "Fay")}
ALL_SIX = (*GROUPS["ours"], *GROUPS["theirs"])


def parted(folder: Path) -> tuple[Path, Path]:
    """Begin a session, copy it, and let each group write threats into its own copy."""
    ours, theirs = folder / "ours.toml", folder / "theirs.toml"
    begin_session(ours, by="Ann", clock=lambda: "2026-05-01T09:00:00+00:00").close()
    shutil.copy(ours, theirs)
    shutil.copy(history_path(ours), history_path(theirs))
    for path, group in ((ours, "ours"), (theirs, "theirs")):
        for person in GROUPS[group]:
            workshop = Workshop(path, by=person, clock=lambda: "2026-05-02T10:00:00+00:00")
            threat = workshop.do(AddRecord("threat", {"title": f"of {person}", "countermeasures": f"Seal of {person}"}))
            workshop.do(ChangeRecord(threat.id, {"owner": person}))
            workshop.close()
    return ours, theirs


async def test_two_groups_are_joined_and_the_minutes_name_all_six(tmp_path: Path) -> None:
    ours, theirs = parted(tmp_path)
    app = FacilitatorApp(tmp_path, open_path=ours, step="threats")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "J", *str(theirs), "enter", "ctrl+s")
    workshop = Workshop(ours, read_only=True)
    threats = {threat.title: threat for threat in workshop.session.all(Threat)}
    for person in ALL_SIX:
        threat = threats[f"of {person}"]
        named = [workshop.session.get(Countermeasure, name).text for name in threat.countermeasures]
        assert (threat.owner, named) == (person, [f"Seal of {person}"])
    told = minutes(workshop.log.history)
    assert set(GROUPS["ours"]) <= {minute.by for minute in told}
    assert [act.by for act in told[-1].brought] == ["Dan", "Dan", "Eve", "Eve", "Fay", "Fay"]
    printed = CliRunner().invoke(facilitator, ["history", str(ours)]).output
    for person in ALL_SIX:
        assert f"{person}: Add threat " in printed


def test_countermeasures_that_both_named_for_one_threat_are_all_kept(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.toml", tmp_path / "theirs.toml"
    workshop = begin_session(ours)
    workshop.do(AddRecord("threat", {"title": "Theft"}))
    workshop.close()
    for suffix in (".toml", ".history.jsonl"):
        shutil.copy(ours.with_suffix(suffix), theirs.with_suffix(suffix))
    for path, words in ((theirs, "Sign"), (ours, "Seal")):
        workshop = Workshop(path)
        workshop.do(ChangeRecord("T-1", {"countermeasures": words}))
        if path == ours:
            joining = Joining(workshop, theirs)
            assert not joining.conflicts
            joining.finish()
        workshop.close()
    session = Workshop(ours, read_only=True).session
    named = [session.get(Countermeasure, name).text for name in session.get(Threat, "T-1").countermeasures]
    assert sorted(named) == ["Seal", "Sign"]
