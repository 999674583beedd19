"""The history read as minutes: who, when, what, why, and what was taken back."""

from pathlib import Path

from click.testing import CliRunner

from facilitator.cli.main import facilitator
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.questions import AnswerQuestion
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.views.change_log import minutes
from facilitator.workshop.workshop import Workshop


def test_minutes_say_the_answer_the_reason_and_what_was_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    times = iter(f"2026-05-0{1 + number // 4}T10:0{number % 4}:00+00:00" for number in range(40))
    workshop = begin_session(path, by="Ann", clock=lambda: next(times))
    workshop.do(AnswerQuestion("collect-people", "yes", "by the meter number"))
    workshop.do(AddRecord("asset", {"name": "one"}))
    workshop.log.undo()
    workshop.log.redo()
    workshop.log.undo()
    workshop.do(AddRecord("asset", {"name": "two"}))
    workshop.close()
    again = Workshop(path, by="Bob", clock=lambda: next(times))
    again.log.undo()
    again.close()
    found = minutes(again.log.history)
    answer = next(one for one in found if one.what.startswith("Answer"))
    assert answer.what.endswith(": yes")
    assert (answer.by, answer.why) == ("Ann", "by the meter number")
    assert [one.what for one in found if one.taken_back] == ["Add asset A-1 “one”", "Add asset A-2 “two”"]
    assert found[-1].by == "Bob"
    told = CliRunner().invoke(facilitator, ["history", str(path)]).output
    assert "2026-05-01\n" in told and "because by the meter number" in told and "(taken back)" in told
