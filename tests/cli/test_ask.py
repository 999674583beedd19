"""Answers from a file and through a pipe: the whole line, what is refused, what is told."""

import subprocess
from pathlib import Path

from tests.support.commands import run, typed
from tests.support.places import DATA

ACTS = DATA / "whole-line.toml"


def test_the_whole_line_through_an_answers_file(tmp_path: Path) -> None:
    run("new", "x", folder=tmp_path)
    done = run("ask", "x", "--answers", str(ACTS), folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    check_whole_line(tmp_path)


def test_the_whole_line_through_a_pipe(tmp_path: Path) -> None:
    run("new", "x", "--stage", "maintenance", folder=tmp_path)
    done = run("ask", "x", folder=tmp_path, stdin=PIPED)
    assert done.returncode == 0, done.stderr
    check_whole_line(tmp_path)


OUTLINE = """or: Steer the model
  Inject readings @ Senders are not authenticated
  and: Both
    Bare link @ Senders are not authenticated
    Stolen key

"""
PIPED = "".join(
    (
        ":records\n",
        typed("asset", name="Sensor readings", category="data", properties="integrity"),
        "\n\n",
        ":records\n",
        typed("component", name="Sensor", component_kind="external"),
        typed("component", name="Store", component_kind="store"),
        "\n",
        typed("flow", name="Readings", source="C-1", target="Store", authentication="none"),
        "\n\n",
        ":records\n",
        typed("boundary", name="Our cloud", components="Store"),
        ":next\n",
        ":records\n:records\n",
        typed("threat", title="False readings", target="F-1", stride="tamper"),
        ":next\n",
        ":records\n",
        typed("tree", title="Steer the model", threat="T-1"),
        OUTLINE,
        ":add countermeasure\n",
        typed("countermeasure", text="Authenticate senders", closes="CO-1", status="in-place"),
        ":next\n",
        ":records\n",
        "3 a backdoor\n2\n4\n2\n5\n\n\n",
    )
)


def check_whole_line(folder: Path) -> None:
    report = run("report", "x", folder=folder).stdout
    for words in (
        "| A-1 Sensor readings |",
        "| C-1 Sensor |",
        "| F-1 Readings | C-1 Sensor | C-2 Store |",
        "| B-1 Our cloud |",
        "T-1 False readings",
        "Tampering",
        "Steer the model",
        "Both",
        "CM-1 Authenticate senders",
        "3 | 2 | 4 | 2 | 5 | 16",
    ):
        assert words in report


def test_a_refused_act_leaves_the_session_as_it_was(tmp_path: Path) -> None:
    run("new", "x", folder=tmp_path)
    before = (tmp_path / "x.history.jsonl").read_bytes()
    answers = tmp_path / "a.toml"
    answers.write_text(
        'format = 1\n[[act]]\ndo = "add"\nkind = "asset"\nname = "x"\n'
        '[[act]]\ndo = "add"\nkind = "asset"\nname = "y"\ncategory = "gold"\n',
        encoding="utf-8",
    )
    done = run("ask", "x", "--answers", str(answers), folder=tmp_path)
    assert done.returncode == 1
    assert "line 10: Category: “gold” is not one of" in done.stderr
    assert (tmp_path / "x.history.jsonl").read_bytes() == before


def done_by_answers(folder: Path, *acts: str) -> subprocess.CompletedProcess[str]:
    """The acts, each given by its keys, taken by `ask --answers`."""
    tables = "".join(f"[[act]]\n{act}\n" for act in acts)
    answers = folder / "a.toml"
    answers.write_text(f"format = 1\n{tables}", encoding="utf-8")
    return run("ask", "x", "--answers", str(answers), folder=folder)


THREAT = 'do = "add"\nkind = "threat"\ntitle = "False readings"'
DAMAGE = 'do = "rate"\nthreat = "T-1"\ndamage = [3, "a backdoor"]'


def test_an_answers_file_says_what_rating_it_changes_and_keeps_its_reason(tmp_path: Path) -> None:
    run("new", "x", folder=tmp_path)
    first = done_by_answers(tmp_path, THREAT, DAMAGE)
    assert "rated already" not in first.stderr
    again = done_by_answers(tmp_path, 'do = "rate"\nthreat = "False"\ndamage = 4')
    assert "T-1 is rated already, before its countermeasures (not complete, by " in again.stderr
    assert "a backdoor" in run("report", "x", folder=tmp_path).stdout
    residual = done_by_answers(tmp_path, f'{DAMAGE}\nmoment = "residual"')
    assert "rated already" not in residual.stderr
    assert "Change the rating of T-1" in run("history", "x", folder=tmp_path).stdout


def test_an_answers_file_refuses_a_due_date_that_is_none_and_tells_of_strange_owners(tmp_path: Path) -> None:
    run("new", "x", folder=tmp_path)
    action = 'do = "add"\nkind = "note"\ntext = "call"\nowner = "Sa"'
    refused = done_by_answers(tmp_path, f'{action}\ndue = "when it fits"')
    assert refused.returncode == 1
    assert (
        "line 7: Due: “when it fits” is not a date; write it like 2026-12-31, 31.12., friday, or in two weeks."
        in refused.stderr
    )
    taken = done_by_answers(tmp_path, f'{action}\ndue = "2026-12-01"')
    assert taken.returncode == 0
    assert "Nobody called “Sa” took part" in taken.stderr


def test_an_owner_of_a_countermeasure_is_held_against_those_who_took_part(tmp_path: Path) -> None:
    run("new", "x", folder=tmp_path)
    person = 'do = "add"\nkind = "participant"\nname = "Ann"'
    taken = done_by_answers(
        tmp_path, person, f'{THREAT}\ncountermeasures = ["Seal | planned | ann", "Watch | planned | Bob", "Lock"]'
    )
    assert "Nobody called “Bob” took part" in taken.stderr
    assert "ann" not in taken.stderr.casefold().replace("planned", "")


def test_ask_leaves_ratings_that_stand_and_says_so(tmp_path: Path) -> None:
    run("new", "x", folder=tmp_path)
    done_by_answers(tmp_path, THREAT, DAMAGE)
    asked = run("ask", "x", "--step", "rate", folder=tmp_path, stdin=":records\n")
    assert "Rated already, and left as they are: T-1." in asked.stdout
    assert "damage (1 to 5" not in asked.stdout


def test_answers_through_a_pipe_are_kept_and_undone(tmp_path: Path) -> None:
    run("new", "x", "--stage", "collect-training-data", folder=tmp_path)
    run("ask", "x", "--step", "assets", folder=tmp_path, stdin="4\nSite meters # ours\n?\n:undo\n:quit\n")
    report = run("report", "x", folder=tmp_path).stdout
    assert "| Site meters | ours |" in report
    assert "Don't know" not in report


def test_ask_says_that_it_is_the_road_for_screen_readers(tmp_path: Path) -> None:
    assert "screen reader" in run("ask", "--help", folder=tmp_path).stdout
    assert "screen reader" in run("--help", folder=tmp_path).stdout


def test_ask_tells_what_a_changed_answer_touches_and_asks_before(tmp_path: Path) -> None:
    run("new", "x", "--stage", "collect-training-data", folder=tmp_path)
    first = ":again traced back to a person\ny\n:again turn a pseudonym\nOnly billing\n:quit\n"
    run("ask", "x", "--step", "assets", folder=tmp_path, stdin=first)
    stays = run("ask", "x", "--step", "assets", folder=tmp_path, stdin=":again traced back to a person\nn\nno\n:quit\n")
    assert "Answered before: yes." in stays.stdout
    assert "To be looked at again" in stays.stdout
    assert "was answered" not in run("check", "x", folder=tmp_path).stdout
    changed = run("ask", "x", "--step", "assets", folder=tmp_path, stdin=":again traced back\nn\ny\n:what\n:quit\n")
    assert "Look again at “Who can turn a pseudonym" in changed.stdout
