"""The dry runs and the pack in the documentation: they open, they can be made again, and few suggestions are noise."""

import shutil
from pathlib import Path

import pytest

from facilitator.banks.checking import checked
from facilitator.banks.load import load_banks
from facilitator.guide.standing.standing import Standing
from facilitator.model.records.answers import Answer, Suggestion
from facilitator.model.vocabulary import Step, SuggestionState
from facilitator.workshop.answers_file import apply_acts
from facilitator.workshop.begin import begin_session
from facilitator.workshop.workshop import Workshop
from tests.support.places import EXAMPLES

SESSIONS = sorted(path for path in EXAMPLES.glob("*.toml") if not path.name.endswith(".answers.toml"))


def counted(workshop: Workshop) -> tuple[int, int]:
    """How many suggestions were decided on, and how many were noise."""
    states = [one.state for one in workshop.session.all(Suggestion)]
    return len(states), states.count(SuggestionState.REJECTED)


def test_there_are_three_dry_runs() -> None:
    assert [path.stem for path in SESSIONS] == ["credit-scores", "parts-inspection", "support-assistant"]


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_at_most_one_suggestion_in_three_is_noise_as_the_page_says(path: Path) -> None:
    workshop = Workshop(path, read_only=True)
    decided, noise = counted(workshop)
    asked = [item for step in Step for item in workshop.guide.questions(step)]
    assert noise * 3 <= decided
    row = f"| {len(asked)} | {sum(not item.is_open for item in asked)} | {decided} |"
    assert row in (EXAMPLES / "README.md").read_text(encoding="utf-8")
    exposed = [
        item for item in workshop.guide.suggestions() if item.standing in (Standing.EXPOSED, Standing.PARTLY_COVERED)
    ]
    assert not [item.title for item in exposed if item.state.value == "new"]


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_a_dry_run_can_be_made_again_from_its_answers(path: Path, tmp_path: Path) -> None:
    header = Workshop(path, read_only=True).session.header
    again = begin_session(
        tmp_path / "again.toml", title=header.title, kind=header.system_kind, stages=header.stages, by="somebody"
    )
    apply_acts(again, path.with_suffix(".answers.toml"))
    there = Workshop(path, read_only=True)
    assert counted(again) == counted(there)
    assert len(again.session.all(Answer)) == len(there.session.all(Answer))
    again.close()


def test_the_pack_adds_and_overrides(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "pack", tmp_path / "pack")
    banks, findings = checked(tmp_path / "pack")
    assert not findings
    assert banks is not None
    assert banks.question("plant-line-stop").leads["yes"].threats == ("plant-line-stopped",)
    titles = {threat.id: threat.title for threat in load_banks(tmp_path / "pack").threats}
    assert titles["sensor-tampered"].startswith("Tampering with a camera")
    assert len(titles) == len(load_banks().threats) + 1
