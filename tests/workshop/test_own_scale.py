"""A scale of a team's own, with factors that are not those of DREAD, works wherever threats are rated."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from facilitator.app.application import FacilitatorApp
from facilitator.app.records.record_table import RecordTable
from facilitator.banks.load import load_banks
from facilitator.cli.main import facilitator
from facilitator.errors import UserError
from facilitator.model.vocabulary import Step
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.ratings import RateThreat
from facilitator.workshop.commands.records import AddRecord, ChangeRecord
from facilitator.workshop.workshop import Workshop

SCALE = """
format = 1
version = "1"

[[factor]]
id = "likelihood"
title = "Likelihood"
question = "How likely is it?"
direction = "More likely is higher."

[[factor]]
id = "impact"
title = "Impact"
question = "How bad would it be?"
direction = "Worse is higher."

[[factor]]
id = "loss"
title = "Loss"
question = "How much is lost?"
direction = "More is higher."

[[scale]]
id = "risk-1-4"
title = "Likelihood, impact and loss"
version = "1"
lowest = 1
highest = 4
combine = "product"
factors = ["likelihood", "impact", "loss"]
source = "Our own."

[[scale.band]]
name = "Small"
lowest = 1

[[scale.band]]
name = "Great"
lowest = 20

[[scale.level]]
factor = "impact"
value = 1
text = "A nuisance"
"""


@pytest.fixture
def banks(tmp_path: Path) -> Path:
    folder = tmp_path / "banks"
    folder.mkdir()
    (folder / "scales.toml").write_text(SCALE, encoding="utf-8")
    return folder


@pytest.fixture
def command(tmp_path: Path, banks: Path) -> Callable[..., Result]:
    def run(*words: str, stdin: str = "") -> Result:
        return CliRunner().invoke(
            facilitator,
            ["--banks", str(banks), "--sessions", str(tmp_path), *words],
            input=stdin,
            catch_exceptions=False,
        )

    return run


@pytest.fixture
def session(tmp_path: Path, banks: Path) -> Path:
    path = tmp_path / "x.toml"
    workshop = begin_session(path, scale="risk-1-4", banks=load_banks(banks))
    workshop.do(AddRecord("component", {"name": "Meter"}))
    for title in ("Steer it", "Copy it"):
        workshop.do(AddRecord("threat", {"title": title, "stride": "tampering", "target": "C-1"}))
    workshop.close()
    return path


def test_the_program_finds_no_fault_with_such_a_scale(command: Callable[..., Result]) -> None:
    assert command("banks", "check").exit_code == 0


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ('factors = ["likelihood", "impact", "loss"]', 'factors = ["likelihood", "luck"]', "“luck” is not described"),
        ('factors = ["likelihood", "impact", "loss"]', "factors = []", "has no factors"),
        ('factors = ["likelihood", "impact", "loss"]', 'factors = ["loss", "loss"]', "names a factor twice"),
        ('"likelihood", "impact"', '"likelihood", "note"', "“note” needs another name"),
        ('combine = "product"', 'combine = "power"', "“power” is no way to combine"),
        ("highest = 4", "highest = 1", "let it run upwards"),
        ('factor = "impact"', 'factor = "luck"', "a level of “luck”"),
        ("value = 1", "value = 9", "a level for 9"),
        ('id = "risk-1-4"', 'id = "ms-1-3"', "“ms-1-3” is taken"),
    ],
)
def test_a_scale_that_cannot_be_used_is_refused_with_its_line(
    command: Callable[..., Result], banks: Path, right: str, wrong: str, words: str
) -> None:
    (banks / "scales.toml").write_text(SCALE.replace(right, wrong), encoding="utf-8")
    done = command("banks", "check")
    assert done.exit_code == 1
    assert words in done.stdout
    assert "scales.toml:" in done.stdout


def test_new_takes_the_scale_and_names_it_where_another_is_not_known(command: Callable[..., Result]) -> None:
    assert command("new", "own", "--scale", "risk-1-4").exit_code == 0
    with pytest.raises(UserError, match=r"the scales are .*risk-1-4"):
        command("new", "other", "--scale", "risk-1-5")


def test_ask_asks_for_each_factor_of_the_scale(session: Path, command: Callable[..., Result]) -> None:
    done = command("ask", "x", "--step", "rate", stdin=":records\n3 often\n4\n2\n\n\n" + "\n" * 9)
    assert "likelihood (1 to 4, then the reason)" in done.stdout
    assert "damage (1" not in done.stdout
    report = command("report", "x").stdout
    assert "L I L stands for likelihood, impact and loss." in report
    assert "| Threat | L | I | L | Total | Range" in report
    assert "| T-1 Steer it | 3 | 4 | 2 | 24 | 1 to 64 | Great |" in report
    assert "Likelihood 3: often" in report
    assert "Damage" not in report.split("## Ratings")[1].split("## Ranked")[0]
    ranking = json.loads(command("report", "x", "--format", "json").stdout)["ranking"]
    assert (ranking[0]["total"], ranking[0]["band"]) == (24, "Great")


def test_an_answers_file_rates_by_the_factors_of_the_scale(
    session: Path, command: Callable[..., Result], tmp_path: Path
) -> None:
    act = '[[act]]\ndo = "rate"\nthreat = "{}"\nlikelihood = 2\nimpact = [3, "all of it"]\nloss = 1\n'
    (tmp_path / "a").write_text("format = 1\n" + act.format("T-1") + act.format("T-2"), encoding="utf-8")
    assert command("ask", "x", "--answers", str(tmp_path / "a")).exit_code == 0
    workshop = Workshop(session, banks=load_banks(tmp_path / "banks"), read_only=True)
    assert workshop.guide.steps()[Step.RATE].open_points == ()
    rating = workshop.rating_of("T-1")
    assert rating is not None
    assert [score.factor for score in rating.scores] == ["likelihood", "impact", "loss"]
    assert command("check", "x").stdout == ""


def test_a_rating_that_lacks_a_factor_of_the_scale_is_still_open(session: Path, tmp_path: Path) -> None:
    workshop = Workshop(session, banks=load_banks(tmp_path / "banks"))
    workshop.do(RateThreat("T-1", {"likelihood": (2, "")}))
    points = workshop.guide.steps()[Step.RATE].open_points
    workshop.close()
    assert points == ("T-1 Steer it: impact and loss of its rating still to score.", "T-2 Copy it: it is not rated.")


async def test_the_form_and_the_table_show_the_factors_of_the_scale(session: Path, tmp_path: Path) -> None:
    workshop = Workshop(session, banks=load_banks(tmp_path / "banks"))
    app = FacilitatorApp(tmp_path, opened=workshop, step="rate")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        table = app.screen.query_one("#table-rating", RecordTable)
        assert table.lines.columns.labels == ("Place", "Total", "Band", "L", "I", "L ", "P x D", "Threat")
        assert "columns in the order L I L" in table.lines.title.words
        table.focus()
        await pilot.press("enter")
        await pilot.pause()
        for value in "234":
            await pilot.press(value, "tab", "tab")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert table.lines.rows.cells_at(0) == ("1", "24", "Great", "2", "3", "4", "–", "T-1 Steer it")


async def test_a_table_with_ratings_on_two_scales_has_the_factors_of_both(session: Path, tmp_path: Path) -> None:
    workshop = Workshop(session, banks=load_banks(tmp_path / "banks"))
    workshop.do(RateThreat("T-1", {"likelihood": (2, ""), "impact": (3, ""), "loss": (4, "")}))
    workshop.do(ChangeRecord("S-1", {"scale": "ms-1-3"}))
    workshop.do(RateThreat("T-2", {"damage": (3, "")}))
    app = FacilitatorApp(tmp_path, opened=workshop, step="rate")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        table = app.screen.query_one("#table-rating", RecordTable)
        assert table.lines.columns.labels[3:-2] == ("D", "R", "E", "A", "D ", "L", "I", "L ")
        assert [len(table.lines.rows.cells_at(place)) for place in (0, 1)] == [len(table.lines.columns.labels)] * 2
        assert table.lines.rows.cells_at(1)[3:-2] == ("3", *["–"] * 7)
