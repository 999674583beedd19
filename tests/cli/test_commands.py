"""Every command through its real entry point, as a user would run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.model.kinds import KINDS
from tests.support.places import DATA, GOLDEN, ROOT


def run(*words: str, folder: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FACILITATOR_SESSIONS": str(folder), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "facilitator.cli.main", *words],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=folder,
        timeout=60,
    )


def test_new_prints_the_path_and_refuses_to_make_it_twice(tmp_path: Path) -> None:
    made = run("new", "x", "--stage", "train-classifier", "deploy-ml-system", folder=tmp_path)
    assert (made.returncode, made.stdout) == (0, f"{tmp_path / 'x.toml'}\n")
    again = run("new", "x", folder=tmp_path)
    assert again.returncode == 1
    assert again.stderr.count("\n") == 1
    assert "choose another name" in again.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("new", "x", "--stage", "cooking"),
        ("new", "x", "--scale", "1-15"),
        ("new", "../x"),
        ("new", "con"),
        ("report", "nothing"),
        ("banks", "show", "nothing"),
        ("ask", "nothing"),
        ("tree", "toreador-light", "nothing"),
        ("tree", "toreador-light", "--without", "nothing"),
    ],
)
def test_a_refused_input_is_one_sentence_and_exit_1(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run(*words, folder=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words", [("cook",), ("new",), ("report", "x", "--format", "poem"), ("open", "x", "--step", "9")]
)
def test_wrong_usage_is_exit_2(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert run(*words, folder=tmp_path).returncode == 2


def test_the_report_of_the_example_is_the_golden_one(tmp_path: Path) -> None:
    golden = GOLDEN / "toreador-light.md"
    done = run("report", "toreador-light", folder=tmp_path)
    assert done.stdout == golden.read_text(encoding="utf-8")
    assert "3 | 2 | 4 | 2 | 5 | 16" in done.stdout
    assert run("report", "toreador-light", "-o", "out.md", folder=tmp_path).stdout == ""
    assert (tmp_path / "out.md").read_text(encoding="utf-8") == done.stdout
    assert json.loads(run("report", "toreador-light", "--format", "json", folder=tmp_path).stdout)["ranking"]


def test_the_example_is_what_the_program_makes(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, ROOT / "tools" / "make_example.py", tmp_path], check=True, env=environment)
    for name in ("toreador-light.toml", "toreador-light.history.jsonl"):
        assert (tmp_path / name).read_bytes() == (ROOT / "sessions" / name).read_bytes()


def trees(folder: Path, *words: str) -> dict[str, dict[str, object]]:
    done = run("tree", "toreador-light", "--json", *words, folder=folder)
    return {tree["id"]: tree for tree in json.loads(done.stdout)["trees"]}


def test_the_case_has_two_scenarios_before_its_control_and_one_after(tmp_path: Path) -> None:
    before = trees(tmp_path, "--without", "CT-1")["TR-1"]
    after = trees(tmp_path)["TR-1"]
    assert before["scenarios"] == [["CO-1"], ["CO-2"]]
    assert (after["scenarios"], after["reachable"]) == ([["CO-2"]], True)
    assert set(after) == {"id", "title", "threat", "reachable", "scenarios", "pruned"}
    both = trees(tmp_path, "--with", "Second factor")["TR-1"]
    assert (both["scenarios"], both["reachable"]) == ([], False)


def test_a_control_is_found_by_its_name(tmp_path: Path) -> None:
    by_name = trees(tmp_path, "--without", "Authenticate the LIGHT-TOREADOR connection")
    assert by_name == trees(tmp_path, "--without", "CT-1")


def test_check_history_list_and_banks_answer(tmp_path: Path) -> None:
    assert run("check", "toreador-light", folder=tmp_path).returncode == 0
    assert "Begin the session" in run("history", "toreador-light", folder=tmp_path).stdout
    edits = json.loads(run("history", "toreador-light", "--json", folder=tmp_path).stdout)["edits"]
    assert [edit["number"] for edit in edits] == list(range(1, len(edits) + 1))
    run("new", "x", "--title", "[red]A title[/red]", folder=tmp_path)
    listed = json.loads(run("list", "--json", folder=tmp_path).stdout)["sessions"]
    assert [(row["name"], row["title"]) for row in listed] == [("x", "[red]A title[/red]")]
    assert "collect-training-data" in run("banks", "list", folder=tmp_path).stdout
    assert run("banks", "check", folder=tmp_path).returncode == 0
    assert "Why we ask" in run("banks", "show", "collect-sources", folder=tmp_path).stdout


def test_check_prints_findings_one_a_line(tmp_path: Path) -> None:
    run("new", "x", folder=tmp_path)
    answers = tmp_path / "a.toml"
    answers.write_text('format = 1\n[[act]]\ndo = "add"\nkind = "flow"\nname = "x"\n', encoding="utf-8")
    assert run("ask", "x", "--answers", str(answers), folder=tmp_path).returncode == 0
    done = run("check", "x", folder=tmp_path)
    assert done.returncode == 1
    assert done.stdout.splitlines() == ["F-1: its start or its end is missing; choose the components."]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("format = 99\n", "line 1: format 99 is newer"),
        ("format = 1\nunknown = 1\n", "line 2: unknown key"),
        ("format = \n", "line 1: this is not TOML"),
        (
            'format = 1\n[session]\nidentity = "i"\ntitle = "t"\n'
            '[[threat]]\nid = "T-1"\ntitle = "x"\nassets = ["A-7"]\n',
            "line 8: T-1 names A-7",
        ),
    ],
)
@pytest.mark.parametrize("command", ["report", "check", "tree", "history", "open", "ask"])
def test_a_bad_session_is_refused_and_left_alone(tmp_path: Path, command: str, body: str, sentence: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(body, encoding="utf-8")
    done = run(command, "bad", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert path.read_text(encoding="utf-8") == body


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


def typed(kind: str, **values: str) -> str:
    """What a person types to add one record: a line a field, an empty one for what is left out."""
    fields = KINDS[kind].fields
    first = next(item for item in fields if item.required)
    rest = [item for item in fields if item is not first]
    lines = [values[first.name]]
    for item in rest:
        lines.append(values.get(item.name, ""))
    return "".join(f"{line}\n" for line in lines)


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
        "\n",
        ":records\n",
        typed("component", name="Sensor", component_kind="external"),
        typed("component", name="Store", component_kind="store"),
        "\n",
        typed("flow", name="Readings", source="C-1", target="Store", authentication="none"),
        "\n",
        ":records\n",
        typed("boundary", name="Our cloud", components="Store"),
        ":next\n",
        ":records\n:records\n",
        typed("threat", title="False readings", target="F-1", stride="tamper"),
        ":next\n",
        ":records\n",
        typed("tree", title="Steer the model", threat="T-1"),
        OUTLINE,
        "\n",
        typed("control", name="Authenticate senders", disables="CO-1", in_place="yes"),
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
        "CT-1 Authenticate senders",
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
    refused = done_by_answers(tmp_path, f'{action}\ndue = "Friday"')
    assert refused.returncode == 1
    assert "line 7: Due: “Friday” is not a date; write it like 2026-12-31." in refused.stderr
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


@pytest.mark.parametrize("words", [(), ("introduction",), ("open", "toreador-light")])
def test_banks_of_ones_own_that_are_faulty_are_refused_before_the_application_opens(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "threats").mkdir()
    (tmp_path / "threats" / "bad.toml").write_text("format = [", encoding="utf-8")
    found = run(*words, "--banks", str(tmp_path), folder=tmp_path)
    assert found.returncode == 1
    assert "bad.toml" in found.stderr and "Traceback" not in found.stderr


@pytest.mark.parametrize("words", [(), ("demo",), ("introduction",), ("open", "s")], ids=" ".join)
def test_the_application_is_refused_without_a_terminal(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert run("new", "s", folder=tmp_path).returncode == 0
    done = run(*words, folder=tmp_path)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "needs a terminal" in line and "facilitator ask" in line and "facilitator report" in line
    assert done.stdout == ""


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_the_application_is_refused_where_it_cannot_draw(tmp_path: Path) -> None:
    keyboard, typed_into = os.openpty()
    command = [sys.executable, "-m", "facilitator.cli.main", "--sessions", str(tmp_path)]
    try:
        done = subprocess.run(command, stdin=typed_into, capture_output=True, timeout=60)
    finally:
        os.close(keyboard)
        os.close(typed_into)
    assert done.returncode == 1
    assert b"needs a terminal" in done.stderr
