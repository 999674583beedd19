"""The plain prompts: notes beside an answer, leaving a record, and where they begin."""

import re
from pathlib import Path

import pytest

from facilitator.banks.load import load_banks
from facilitator.cli.prompts import SHORT
from facilitator.model.method.answer_kinds import AnswerKind
from facilitator.model.records.answers import Answer
from facilitator.model.records.assets import Asset
from facilitator.model.records.notes import Note
from facilitator.model.records.ratings import Rating
from facilitator.model.records.trees import Tree
from facilitator.model.vocabulary import Step
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.questions import AnswerQuestion
from facilitator.workshop.input.parse_answer import answer_and_note
from facilitator.workshop.workshop import Workshop
from tests.terminal import Terminal
from tests.test_commands import run, typed

QUESTIONS = load_banks().questions_by_id.values()
YES_NO = next(item for item in QUESTIONS if item.answer is AnswerKind.YES_NO)
WORDS = next(item for item in QUESTIONS if item.answer is AnswerKind.TEXT)


@pytest.mark.parametrize(
    ("line", "answer", "note"),
    [
        ("y", "y", ""),
        ("y but only on weekdays", "y", "but only on weekdays"),
        ("Yes, but only on weekdays", "yes", "but only on weekdays"),
        ("no: the vendor does", "no", "the vendor does"),
        ("n - the vendor does", "n", "the vendor does"),
        ("?, ask Bob", "?", "ask Bob"),
        ("yes, mostly # see the minutes", "yes", "mostly; see the minutes"),
        ("no # why", "no", "why"),
        ("no idea", "no idea", ""),
        ("n. a.", "n. a.", ""),
        ("no-one knows", "no-one knows", ""),
        ("maybe, but rarely", "maybe, but rarely", ""),
        ("yes,", "yes,", ""),
    ],
)
def test_a_note_may_follow_a_yes_or_no(line: str, answer: str, note: str) -> None:
    assert answer_and_note(YES_NO, line, SHORT) == (answer, note)


def test_an_answer_in_words_is_taken_whole() -> None:
    assert answer_and_note(WORDS, "no: nobody but the vendor", SHORT) == ("no: nobody but the vendor", "")
    assert answer_and_note(WORDS, "the vendor # ours", SHORT) == ("the vendor", "ours")


def session(folder: Path) -> Workshop:
    return Workshop(folder / "x.toml", read_only=True)


def test_a_yes_with_a_but_is_kept_with_its_note(tmp_path: Path) -> None:
    run("new", "x", "--stage", "collect-training-data", folder=tmp_path)
    done = run("ask", "x", folder=tmp_path, stdin=":again traced back to a person\ny but only on weekdays\n:quit\n")
    (answer,) = session(tmp_path).session.all(Answer)
    assert (answer.value, answer.note) == ("yes", "but only on weekdays")
    assert "Taken as “y”, with the note “but only on weekdays”." in done.stdout


def test_cancel_leaves_out_the_record_that_is_half_typed(tmp_path: Path) -> None:
    run("new", "x", folder=tmp_path)
    before = session(tmp_path).session.revision
    done = run("ask", "x", folder=tmp_path, stdin=":records\nReadings\ndata\n:cancel\n:quit\n")
    assert "Left out; nothing of it is kept." in done.stdout
    assert session(tmp_path).session.revision == before
    run("ask", "x", folder=tmp_path, stdin=f":records\nReadings\n:cancel\n{typed('asset', name='Model')}:quit\n")
    assert [asset.name for asset in session(tmp_path).session.all(Asset)] == ["Model"]


def test_undo_while_a_record_is_half_typed_takes_back_nothing(tmp_path: Path) -> None:
    run("new", "x", folder=tmp_path)
    lines = f":records\n{typed('asset', name='Model')}Readings\n:undo\n:redo\n:cancel\n:quit\n"
    done = run("ask", "x", folder=tmp_path, stdin=lines)
    assert done.stdout.count("This record is not added yet; :cancel leaves it out.") == 2
    assert [asset.name for asset in session(tmp_path).session.all(Asset)] == ["Model"]
    done = run("ask", "x", folder=tmp_path, stdin=":records\n:undo\n:cancel\n:quit\n")
    assert "Undone: Add asset A-1 “Model”" in done.stdout
    assert "No record is half typed here" in done.stdout


def test_a_tree_whose_outline_is_cancelled_is_not_kept_nor_a_rating(tmp_path: Path) -> None:
    run("new", "x", folder=tmp_path)
    threat = f":step threats\n:records\n:records\n{typed('threat', title='False readings')}\n"
    tree = f":step trees\n:records\n{typed('tree', title='Steer')}or: Steer\n:park later\n:cancel\n"
    rating = ":step rate\n:records\n3 because\n:cancel\n"
    done = run("ask", "x", folder=tmp_path, stdin=f"{threat}{tree}{rating}")
    assert done.returncode == 0, done.stderr
    found = session(tmp_path).session
    assert found.all(Tree) == () and found.all(Rating) == ()
    assert [note.text for note in found.all(Note)] == ["later"]


def test_a_record_that_is_added_meanwhile_is_kept_and_can_be_taken_back(tmp_path: Path) -> None:
    run("new", "x", folder=tmp_path)
    meanwhile = f":add note\n{typed('note', text='Ask the vendor')}:undo\n:redo\n\n"
    run("ask", "x", folder=tmp_path, stdin=f":records\nReadings\n{meanwhile}:cancel\n:quit\n")
    found = session(tmp_path).session
    assert [note.text for note in found.all(Note)] == ["Ask the vendor"]
    assert found.all(Asset) == ()


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
