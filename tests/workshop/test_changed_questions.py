"""Whether an answered question still asks the same: names that changed do not count, other words do."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.banks.load import load_banks
from facilitator.guide.over_time.known_banks import stands_in
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.questions import AnswerQuestion
from facilitator.workshop.commands.records import AddRecord, ChangeRecord
from facilitator.workshop.workshop import Workshop

HEAD = 'format = 1\nstage = "maintenance"\nnumber = 12\ntitle = "Maintenance"\nversion = "1"\n'
QUESTION = 'id = "own-1"\nstep = "architecture"\nwhy = "Because."\nanswer = "yes-no"\nfor_each = "component"\n'
DEADLINE = 60
SHORT = st.text(alphabet="ab\n", max_size=4)


def write_bank(folder: Path, text: str) -> None:
    (folder / "stages").mkdir(parents=True, exist_ok=True)
    bank = f'{HEAD}[[question]]\n{QUESTION}text = "{text}"\n'
    (folder / "stages" / "own.toml").write_text(bank, encoding="utf-8")


@pytest.fixture
def answered(tmp_path: Path) -> Path:
    """A folder with a bank and a session, in which its question was answered for a component."""
    write_bank(tmp_path / "banks", "{record}?")
    load_banks.cache_clear()
    workshop = begin_session(tmp_path / "x.toml", stages=("maintenance",), banks=load_banks(tmp_path / "banks"))
    workshop.do(AddRecord("component", {"name": "a" * 300}))
    workshop.do(AnswerQuestion("own-1", "yes", about="C-1"))
    workshop.close()
    return tmp_path


def check(folder: Path) -> str:
    command = [sys.executable, "-m", "facilitator.cli.main", "check", "x"]
    options = ["--sessions", str(folder), "--banks", str(folder / "banks")]
    done = subprocess.run([*command, *options], capture_output=True, timeout=DEADLINE, text=True, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done.stdout


def test_a_question_made_to_be_looked_for_without_end_is_answered_soon(answered: Path) -> None:
    write_bank(answered / "banks", "{record}a" * 30 + "!?")
    assert "own-1 asked" in check(answered)


def test_a_name_that_changed_is_no_change_of_the_question(answered: Path) -> None:
    workshop = Workshop(answered / "x.toml", banks=load_banks(answered / "banks"))
    workshop.do(ChangeRecord("C-1", {"name": "Store"}))
    assert not workshop.guide.news().changed
    workshop.close()


@given(st.lists(SHORT, min_size=1, max_size=4), st.text(alphabet="ab\n", max_size=12))
def test_parts_stand_in_a_text_where_a_pattern_with_stars_finds_them(fixed: list[str], text: str) -> None:
    pattern = ".*".join(map(re.escape, fixed))
    assert stands_in(fixed, text) == bool(re.fullmatch(pattern, text, re.DOTALL))
