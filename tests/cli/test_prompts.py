"""The plain prompts: notes beside an answer, leaving a record, and where they begin."""

import io
from dataclasses import dataclass
from pathlib import Path

import pytest

from facilitator.banks.load import load_banks
from facilitator.cli.prompts.questions import SHORT
from facilitator.cli.prompts.talk import Talk
from facilitator.cli.prompts.walk import SessionWalk
from facilitator.model.fields import declare
from facilitator.model.method.answer_kinds import AnswerKind
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer
from facilitator.model.records.assets import Asset
from facilitator.model.records.notes import Note
from facilitator.model.records.ratings import Rating
from facilitator.model.records.trees import Tree
from facilitator.model.vocabulary import NoteKind
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.command import COMMANDS, Command, Draft, Offer, declared
from facilitator.workshop.commands.notes import Park
from facilitator.workshop.input.parse_answer import answer_and_note
from facilitator.workshop.workshop import Workshop
from tests.support.commands import run, typed

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


HELP = """\
Type an answer and press Enter. An empty line leaves it open and goes on.
  y n ? -        yes, no, don't know, not applicable; “y, but WORDS” and “ANSWER # WORDS” add a note
  :next          go to the next step          :step NAME   go to a step
  :add KIND      add a record                 :remove ID   remove one
  :cancel        leave out the record that is half typed
  :records       leave the questions open, go to the records of this step
  :undo  :redo   take back, put again         :list        what is there in this step
  :park WORDS    park a thought               :why ID      why a record is here
  :again WORDS   ask a question again         :what        what is worth doing next
  :same ID ID    make one record of two that are the same
  :decide WORDS  note a decision              :assign WORDS  note an action
  :approve NAME  approve what the session says
  :quit          stop here; all is saved
"""


@pytest.mark.parametrize("line", ["help", "", "park", "add gold", "step", "why", "again", "decide", "nothing"])
def test_help_names_every_command_and_comes_for_what_is_not_understood(tmp_path: Path, line: str) -> None:
    begin_session(tmp_path / "x.toml").close()
    assert HELP in run("ask", "x", folder=tmp_path, stdin=f":{line}\n:q\n").stdout


def test_a_decision_and_an_action_are_noted_on_a_line(tmp_path: Path) -> None:
    begin_session(tmp_path / "x.toml").close()
    done = run("ask", "x", folder=tmp_path, stdin=":decide Keep it\n:assign Call them\n:remove N-9\n:quit\n")
    assert "Decision noted." in done.stdout and "Action noted." in done.stdout
    assert "There is no N-9 in this session." in done.stderr
    notes = [(note.note_kind, note.text) for note in session(tmp_path).session.all(Note)]
    assert notes == [(NoteKind.DECISION, "Keep it"), (NoteKind.ACTION, "Call them")]


def test_an_act_that_is_declared_with_a_verb_can_be_typed_and_stands_in_help(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:

    @declared(Offer(id="shout", words="Note it loudly", line="shout", done="Shouted"))
    @dataclass(frozen=True, slots=True)
    class Shout(Command[Record]):
        text: str = declare.text("What", required=True)

        def draft(self, workshop: Workshop) -> Draft[Record]:
            return Park(self.text.upper()).draft(workshop)

    workshop = begin_session(tmp_path / "x.toml")
    monkeypatch.setattr("sys.stdin", io.StringIO(":help\n:shout hello\n:quit\n"))
    try:
        SessionWalk(Talk(workshop)).run(None)
    finally:
        del COMMANDS["shout"]
        workshop.close()
    shown = capsys.readouterr().out
    assert "\n  :shout WORDS   note it loudly\n" in shown and "Shouted." in shown
    assert [note.text for note in workshop.session.all(Note)] == ["HELLO"]
