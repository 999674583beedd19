"""Every command through its real entry point, as a user would run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import run
from tests.support.places import GOLDEN, ROOT


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


def test_the_case_has_two_scenarios_before_its_countermeasure_and_one_after(tmp_path: Path) -> None:
    before = trees(tmp_path, "--without", "CM-3")["TR-1"]
    after = trees(tmp_path)["TR-1"]
    assert before["scenarios"] == [["CO-1"], ["CO-2"]]
    assert (after["scenarios"], after["reachable"]) == ([["CO-2"]], True)
    assert set(after) == {"id", "title", "threat", "reachable", "scenarios", "count", "pruned", "closing_sets"}
    assert (before["count"], after["count"]) == (2, 1)
    assert (before["closing_sets"], after["closing_sets"]) == ([["CM-3", "CM-4"]], [["CM-4"]])
    both = trees(tmp_path, "--with", "Second factor")["TR-1"]
    assert (both["scenarios"], both["reachable"]) == ([], False)
    assert (both["count"], both["closing_sets"]) == (0, [[]])


def test_a_countermeasure_is_found_by_its_words(tmp_path: Path) -> None:
    by_name = trees(tmp_path, "--without", "Authenticate the LIGHT-TOREADOR connection")
    assert by_name == trees(tmp_path, "--without", "CM-3")


def test_check_history_list_and_banks_answer(tmp_path: Path) -> None:
    found = run("check", "toreador-light", folder=tmp_path)
    assert found.returncode == 1
    assert [line.partition(":")[0] for line in found.stdout.splitlines()] == ["A-4", "A-5", "A-7", "N-1"]
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
