"""The program in a real terminal: the case recorded by keys, a terminal that closes, plain colours."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.analysis.rating import total
from facilitator.model.method.gates import Gate
from facilitator.model.records.answers import Answer
from facilitator.model.records.architecture import Component
from facilitator.model.records.notes import Note
from facilitator.model.records.ratings import Rating
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Tree
from facilitator.model.vocabulary import AnswerState, Step, Stride
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.questions import AnswerQuestion
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.workshop import Workshop
from tests.support.commands import run
from tests.support.terminal import Terminal

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


MOST_KEYS = 120


def recorded(folder: Path) -> int:
    """Record two threat cards, the tree and the rating of the case; how many keys it took beside text."""
    terminal = Terminal.facilitator(sessions=folder)
    terminal.wait("no session here yet")
    terminal.press("n")
    terminal.type("case")
    terminal.press("ctrl+s")
    terminal.wait("1 Assets")
    terminal.press("a")
    terminal.type("Raw data")
    terminal.press("ctrl+s", "a")
    terminal.type("Inferences")
    terminal.press("ctrl+s", "a")
    terminal.type("Device key")
    terminal.press("ctrl+s", "2", "a")
    terminal.type("Logger")
    terminal.press("tab", "tab")
    terminal.type("Device key")
    terminal.press("ctrl+s")
    terminal.press("/")
    terminal.type("link that carries training data encrypted")
    terminal.press("enter", "n")
    terminal.press("/")
    terminal.type("key that is kept at")
    terminal.press("enter", "y", "g")
    terminal.wait("Theft of Inferences via key steal")
    terminal.press("y", "y", "escape", "5", "a", "down", "down", "down", "enter", "escape", "6", "enter")
    for value in "32425":
        terminal.type(value)
        terminal.press("tab", "tab")
    terminal.press("ctrl+s", "q")
    terminal.wait("Last change")
    terminal.end()
    return terminal.keys


def test_the_case_is_recorded_live_with_few_keys(tmp_path: Path) -> None:
    keys = recorded(tmp_path)
    print(f"{keys} keys beside the text")
    session = Workshop(tmp_path / "case.toml", read_only=True).session
    titles = [threat.title for threat in session.all(Threat)]
    assert titles == [
        "Theft of Raw data by eavesdropping on the connection",
        "Theft of Inferences via key steal at Logger",
    ]
    assert all(
        threat.stride == (Stride.INFORMATION_DISCLOSURE,) and threat.countermeasures for threat in session.all(Threat)
    )
    tree = session.all(Tree)[0]
    assert [node.gate for node in tree.nodes[:2]] == [Gate.OR, Gate.OR]
    rating = session.all(Rating)[0]
    assert [score.value for score in rating.scores] == [3, 2, 4, 2, 5]
    assert total(rating, Workshop(tmp_path / "case.toml", read_only=True).banks.scale(rating.scale)) == 16
    assert session.all(Component)[0].name == "Logger"
    assert keys <= MOST_KEYS


def test_a_terminal_that_closes_loses_nothing(tmp_path: Path) -> None:
    begin_session(tmp_path / "x.toml").close()
    terminal = Terminal.facilitator("open", "x", sessions=tmp_path)
    terminal.wait("1 Assets")
    terminal.press("p")
    terminal.type("before the line went dead")
    terminal.press("enter")
    terminal.wait("Parked")
    terminal.end(signal.SIGHUP)
    again = Workshop(tmp_path / "x.toml")
    assert again.log.writable
    assert [record.title_text for record in again.session.tables["note"].values()] == ["before the line went dead"]
    again.close()


@pytest.mark.parametrize("variable", ["NO_COLOR", "TEXTUAL_ANIMATIONS"])
def test_it_can_be_read_without_colour_and_motion(tmp_path: Path, variable: str) -> None:
    begin_session(tmp_path / "x.toml").close()
    environment = {
        variable: "none",
        "FACILITATOR_SESSIONS": str(tmp_path),
        "FACILITATOR_CONFIG": str(tmp_path / "none"),
    }
    terminal = Terminal(["-m", "facilitator.cli.main", "open", "x"], environment, columns=80, rows=24)
    terminal.wait("1 Assets")
    terminal.settle()
    colours = {cell.fg for line in terminal.screen.buffer.values() for cell in line.values()} - {"default"}
    if variable == "NO_COLOR":
        assert all(_is_grey(colour) for colour in colours), colours
    terminal.end()


def _is_grey(colour: str) -> bool:
    parts = {colour[place : place + 2] for place in (0, 2, 4)}
    return len(colour) != 6 or len(parts) == 1


def test_keys_from_before_the_first_screen_do_nothing(tmp_path: Path) -> None:
    begin_session(tmp_path / "x.toml").close()
    terminal = Terminal.facilitator("open", "x", sessions=tmp_path)
    terminal.type("yn4aq\r")
    terminal.wait("1 Assets")
    terminal.press("p")
    terminal.type("still here")
    terminal.press("enter")
    terminal.wait("Parked")
    terminal.end()
    session = Workshop(tmp_path / "x.toml", read_only=True).session
    assert not session.tables["answer"]
    assert [record.title_text for record in session.tables["note"].values()] == ["still here"]


def test_an_answer_typed_before_the_banks_are_read_is_kept(tmp_path: Path) -> None:
    workshop = begin_session(tmp_path / "x.toml")
    workshop.close()
    terminal = Terminal.facilitator("open", "x", "--step", "threats", sessions=tmp_path)
    terminal.first_sight("1 Assets")
    terminal.press("?")
    terminal.wait("1 answered")
    terminal.end()
    answers = Workshop(tmp_path / "x.toml", read_only=True).session.all(Answer)
    assert [answer.state for answer in answers] == [AnswerState.UNKNOWN]


def test_escape_alone_closes_and_the_code_of_an_arrow_is_no_escape(tmp_path: Path) -> None:
    begin_session(tmp_path / "x.toml").close()
    terminal = Terminal.facilitator("open", "x", sessions=tmp_path)
    terminal.wait("1 Assets")
    terminal.press("/")
    terminal.wait("some words of it")
    terminal.press("down", "down", "up")
    terminal.settle()
    assert "Search questions and records" in terminal.text
    terminal.press("escape")
    terminal.settle()
    assert "Search questions and records" not in terminal.text
    terminal.end()


def test_ask_refuses_a_figure_and_a_date_at_their_own_prompt(tmp_path: Path) -> None:
    workshop = begin_session(tmp_path / "x.toml")
    workshop.do(AddRecord("threat", {"title": "False readings"}))
    workshop.close()
    terminal = Terminal.facilitator("ask", "x", "--step", "rate", sessions=tmp_path)
    terminal.wait("All is saved as you go")
    terminal.type(":records\r2\r9\r")
    terminal.wait("9 is out of range for reproducibility")
    terminal.type("3 often\r4\r2\r5\r\r\r")
    terminal.wait("Rated: 2 + 3 + 4 + 2 + 5.")
    terminal.end()
    terminal = Terminal.facilitator("ask", "x", "--step", "rate", sessions=tmp_path)
    terminal.wait("All is saved as you go")
    terminal.type(":add note\rcall\raction\rSa\rno day\r")
    terminal.wait("“no day” is not a date")
    terminal.type("2026-12-01\r\r")
    terminal.wait("Nobody called “Sa” took part")
    terminal.end()


@pytest.mark.parametrize("code", ["\x1b4", "\x1b[52;3u"], ids=["escape and a digit", "Kitty protocol"])
def test_alt_and_a_digit_go_to_a_step_out_of_the_line(tmp_path: Path, code: str) -> None:
    begin_session(tmp_path / "x.toml").close()
    terminal = Terminal.facilitator("open", "x", sessions=tmp_path)
    terminal.wait("1 Assets")
    terminal.press("i", "i")
    terminal.type("half a word")
    terminal.wait("half a word")
    terminal.type(code)
    terminal.wait("Write one card")
    terminal.end()


def test_escape_and_a_digit_right_after_it_leave_a_screen_and_go_to_a_step(tmp_path: Path) -> None:
    begin_session(tmp_path / "x.toml").close()
    terminal = Terminal.facilitator("open", "x", sessions=tmp_path)
    terminal.wait("1 Assets")
    terminal.press("c")
    terminal.wait("Coverage")
    terminal.type("\x1b4")
    terminal.wait("Write one card")
    terminal.end()


def test_lines_that_are_typed_before_ask_asks_for_them_are_all_taken(tmp_path: Path) -> None:
    workshop = begin_session(tmp_path / "x.toml")
    workshop.do(AddRecord("threat", {"title": "False readings"}))
    workshop.close()
    terminal = Terminal.facilitator("ask", "x", "--step", "rate", sessions=tmp_path)
    terminal.type(":records\r:add note\rcall\raction\rSa\rno day\r2026-12-01\r\r\r2\r9\r3 often\r4\r2\r5\r\r\r")
    terminal.wait("Rated: 2 + 3 + 4 + 2 + 5.")
    terminal.end()
    (note,) = Workshop(tmp_path / "x.toml", read_only=True).session.all(Note)
    assert (note.text, note.owner, note.due) == ("call", "Sa", "2026-12-01")


def test_at_a_terminal_the_prompts_begin_where_a_question_is_open(tmp_path: Path) -> None:
    workshop = begin_session(tmp_path / "x.toml", stages=("maintenance",))
    while still_open := [item for item in workshop.guide.questions(Step.ASSETS) if item.is_open]:
        workshop.do(AnswerQuestion(still_open[0].question.id, "skipped", about=still_open[0].about))
    workshop.close()
    terminal = Terminal.facilitator("ask", "x", sessions=tmp_path)
    try:
        terminal.wait("Why we ask")
        assert "== Step 2: Architecture ==" in terminal.text
        assert re.search(r"No question is open in Assets; :step assets goes back", terminal.text)
    finally:
        terminal.end()
    piped = run("ask", "x", folder=tmp_path, stdin=":quit\n")
    assert "== Step 1: Assets ==" in piped.stdout


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
