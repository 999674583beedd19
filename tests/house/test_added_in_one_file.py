"""What docs/architecture.md says of adding things is true: one file of the program is touched, and the thing works.

Each test takes a copy of the program, touches that one file, and uses what it added as a person would.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Copy:
    """A copy of the program, and a folder for its sessions."""

    folder: Path

    @property
    def sessions(self) -> Path:
        """Where its sessions are."""
        return self.folder / "sessions"

    def add(self, place: str, text: str, *, before: str) -> None:
        """Write more into a file, before a text that stands in it once."""
        path = self.folder / "facilitator" / place
        found = path.read_text(encoding="utf-8")
        assert found.count(before) == 1, f"{before!r} is not once in {place}"
        path.write_text(found.replace(before, text + before), encoding="utf-8")

    def write(self, name: str, text: str) -> Path:
        """Write a file beside the program."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *words: str, code: int = 0) -> str:
        """Run the program, which must end so; what it wrote."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(self.folder),
            "PYTHONUTF8": "1",
            "FACILITATOR_SESSIONS": str(self.sessions),
        }
        command = [sys.executable, "-m", "facilitator.cli.main", *words]
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, encoding="utf-8")
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    for name in ("facilitator", "question_banks"):
        shutil.copytree(HOME / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "sessions").mkdir()
    return Copy(tmp_path)


TREE = """format = 1
[[act]]
do = "tree"
title = "Get in"
outline = '''
most: Get in
  Door @ The door is open
  Window @ The window is open
  Roof @ The roof is open
'''
"""


def test_a_gate_is_one_file(copy: Copy) -> None:
    copy.add("model/method/gates.py", '    MOST = "most"\n', before='    LEAF = "leaf"\n')
    rule = '    Gate.MOST: GateRule(outline="most", words="MOST OF", needs=lambda count, _: count // 2 + 1),\n'
    copy.add("model/method/gates.py", rule, before="    Gate.LEAF: GateRule(")
    copy.run("new", "x")
    copy.run("ask", "x", "--answers", str(copy.write("in.toml", TREE)))
    assert "MOST OF" in copy.run("tree", "x")
    report = copy.run("report", "x")
    assert "MOST OF: Get in" in report
    assert "The door is open" in report


ADDED_KIND = '''
class ByNumber(Answering):
    """Answered by a whole number."""

    def parse(self, word: str, choices: Sequence[str]) -> Given:
        """The number."""
        if not word.isdecimal():
            raise UserError(f"“{word}” should be a whole number.", "value")
        return word, ()

    def prompt(self, record: str) -> str:
        """A number."""
        return "a whole number, ? or -"


'''
BANK = """
format = 1
stage = "maintenance"
number = 12
title = "Maintenance"
version = "1"

[[question]]
id = "own-1"
step = "assets"
text = "How many doors are there?"
why = "Each door is a way in."
answer = "number"
"""
ANSWER = """format = 1
[[act]]
do = "answer"
question = "own-1"
value = "{value}"
"""


def test_a_way_to_answer_is_one_file(copy: Copy) -> None:
    place = "model/method/answer_kinds.py"
    copy.add(place, '    NUMBER = "number"\n', before='    RECORDS = "records"\n')
    copy.add(place, ADDED_KIND, before="ANSWERING: dict[AnswerKind, Answering] = {\n")
    copy.add(place, "    AnswerKind.NUMBER: ByNumber(),\n", before="    AnswerKind.RECORDS: ByRecords(),\n")
    banks = ("--banks", str(copy.write("banks/stages/own.toml", BANK).parent.parent))
    copy.run(*banks, "new", "x", "--stage", "maintenance")
    answer = ("ask", "x", "--answers", str(copy.folder / "in.toml"))
    copy.write("in.toml", ANSWER.format(value="a few"))
    assert "“a few” should be a whole number." in copy.run(*banks, *answer, code=1)
    copy.write("in.toml", ANSWER.format(value="3"))
    copy.run(*banks, *answer)
    assert 'value = "3"' in (copy.sessions / "x.toml").read_text(encoding="utf-8")


TITLE = '''"""The title of a session."""

from facilitator.guide.evidence.context import Context


def title_report(context: Context) -> str:
    """The title, and nothing else."""
    return context.session.header.title
'''


def test_a_format_of_the_report_is_one_file(copy: Copy) -> None:
    copy.write("facilitator/report/title_report.py", TITLE)
    copy.run("new", "x", "--title", "Wind farm")
    assert copy.run("report", "x", "--format", "title") == "Wind farm"
