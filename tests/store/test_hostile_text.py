"""Long runs of characters and impossible numbers in files: who reads them neither hangs nor takes them."""

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.banks.load import BankError, load_banks
from facilitator.banks.paths import built_in_folder
from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import history_path
from facilitator.store.store import SessionStore
from facilitator.workshop.answers_file import apply_acts
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.workshop import Workshop
from tests.support.damage import LONGEST_WAIT, changed, run

RUN = 200_000
HOSTILE = {
    "blank lines": "\n" * RUN,
    "blank lines of blanks": " \n" * RUN,
    "a line of blanks": " " * RUN,
    "a line of tabs": "\t" * RUN,
    "a line of brackets": "[" * RUN,
    "a line of one letter": "a" * RUN,
    "letters and dots": "a." * RUN,
    "letters, blanks and dots": "a . " * 39 + " " * RUN,
    "quotes": '"' * RUN,
    "single quotes": "'" * RUN,
    "quotes in turn": "\"'" * RUN,
    "opened texts": 'x = """' * RUN,
    "backslashes": 'x = "' + "\\" * RUN,
    "headers": "[[asset" + " " * RUN + "x",
    "headers with an end": "[[asset]]" + " " * RUN + "x",
    "commas": "x = {" + "," * RUN,
    "a key and blanks": "x = {" + "name " * RUN,
    "a key, a comma, blanks": "x = {," + " " * RUN + "name",
    "underscores": "[session]\ntitle = '" + "_" * RUN + "'",
    "digits": "format = " + "9" * RUN,
    "dashes": "A-" * RUN,
    "digests": 'digest = "' * RUN,
    "comments": "#" * RUN,
}


READ_ALL = """
import sys
from contextlib import suppress
from pathlib import Path
from facilitator.app.preferences import PreferencesError, read_preferences
from facilitator.banks.load import BankError, load_banks
from facilitator.store.recovery.recover import recover
from facilitator.store.errors import StoreRefused
from facilitator.workshop.answers_file import apply_acts
from facilitator.workshop.views.session_list import listed_session
from facilitator.workshop.workshop import Workshop

for folder in sorted(Path(sys.argv[1]).iterdir()):
    print(folder.name, flush=True)
    for name in ("after", "first", "within", "history"):
        listed_session(folder / f"{name}.toml")
        with suppress(StoreRefused):
            recover(folder / f"{name}.toml")
    with suppress(BankError):
        load_banks(folder / "banks")
    with suppress(PreferencesError):
        read_preferences(folder / "config.toml", lambda: ())
    with suppress(StoreRefused):
        apply_acts(Workshop(folder / "s.toml"), folder / "answers")
print("done")
"""


def hostile_folder(folder: Path, small: Path, run_of: str) -> None:
    """A session, its history, a bank, answers and preferences, each with a long run of characters in it."""
    text = small.read_text(encoding="utf-8")
    bank = next((built_in_folder() / "stages").glob("*.toml")).read_text(encoding="utf-8")
    (folder / "banks" / "stages").mkdir(parents=True)
    for name, content in {
        "s.toml": text,
        "after.toml": f"{text}{run_of}\n",
        "first.toml": f"{run_of}\n{text}",
        "within.toml": text.replace('name = "Readings"', f'description = """\n{run_of}\n"""\nname = 5'),
        "history.history.jsonl": f"{run_of}\n",
        "answers": f'format = 1\n[[act]]\ndo = "add"\n{run_of}',
        "banks/stages/x.toml": f"{bank}{run_of}\n",
        "config.toml": run_of,
    }.items():
        (folder / name).write_text(content, encoding="utf-8")


def test_no_long_run_of_characters_hangs_who_reads_it(small: Path) -> None:
    folders = small.parent / "hostile"
    for case, run_of in HOSTILE.items():
        hostile_folder(folders / case, small, run_of)
    child = [sys.executable, "-c", READ_ALL, str(folders)]
    done = subprocess.run(child, capture_output=True, text=True, timeout=LONGEST_WAIT)
    assert done.stdout.endswith("done\n"), done.stderr[-2000:]


NO_NUMBERS = ("nan", "inf", "-inf", "1e999", "9" * 400, "-" + "9" * 40)


@pytest.mark.parametrize("number", NO_NUMBERS, ids=lambda number: number[:9])
def test_what_is_no_number_is_refused_in_a_snapshot_with_its_line(small: Path, number: str) -> None:
    text = small.read_text(encoding="utf-8").replace(
        'name = "Open port"', f'name = "Open port"\nprobability = {number}'
    )
    line = 1 + text[: text.index("probability =")].count("\n")
    small.write_text(text, encoding="utf-8")
    sentence = f"s.toml, line {line}: “probability” is no number that can be used"
    with pytest.raises(StoreRefused, match=sentence):
        SessionStore(small, read_only=True)
    history_path(small).unlink()
    with pytest.raises(StoreRefused, match=sentence):
        SessionStore(small, read_only=True)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 400], ids=lambda number: number[:9])
def test_what_is_no_number_is_refused_in_a_history_with_its_line(small: Path, number: str) -> None:
    changed(small, 3, lambda line: line.replace('"name":"Open port"', f'"name":"Open port","probability":{number}'))
    sentence = "s.history.jsonl, line 3: .*“probability” is no number that can be used"
    with pytest.raises(StoreRefused, match=sentence):
        SessionStore(small, read_only=True)
    small.unlink()
    with pytest.raises(StoreRefused, match=sentence):
        SessionStore(small, read_only=True)


@pytest.mark.parametrize("number", NO_NUMBERS, ids=lambda number: number[:9])
def test_what_is_no_number_is_refused_in_answers_and_banks_with_its_line(small: Path, number: str) -> None:
    answers = small.parent / "answers"
    workshop = Workshop(small)
    workshop.do(AddRecord("threat", {"title": "Tampering"}))
    answers.write_text(f'format = 1\n[[act]]\ndo = "rate"\nthreat = "T-1"\nprobability = {number}\n', encoding="utf-8")
    with pytest.raises(StoreRefused, match="answers, line 5: "):
        apply_acts(workshop, answers)
    workshop.close()
    stages = small.parent / "banks" / "stages"
    stages.mkdir(parents=True)
    bank = next((built_in_folder() / "stages").glob("*.toml")).read_text(encoding="utf-8")
    lines = bank.splitlines()
    place = next(place for place, line in enumerate(lines) if line.startswith("number ="))
    lines[place] = f"number = {number}"
    (stages / "x.toml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(BankError, match=f"x.toml, line {place + 1}: “number” is no number that can be used"):
        load_banks(small.parent / "banks")


@pytest.mark.parametrize("words", ["revision = true", "revision = 9999999999", "revision = -1", "revision = 1.5"])
def test_a_revision_that_counts_nothing_is_refused(small: Path, words: str) -> None:
    lines = [words if line.startswith("revision") else line for line in small.read_text(encoding="utf-8").splitlines()]
    small.write_text("\n".join([*lines, ""]), encoding="utf-8")
    with pytest.raises(StoreRefused, match="line 2: “revision” should be a whole number"):
        SessionStore(small, read_only=True)


def test_truth_is_no_count_of_ids_given(small: Path) -> None:
    small.write_text(small.read_text(encoding="utf-8").replace("asset = 1\n", "asset = true\n", 1), encoding="utf-8")
    with pytest.raises(StoreRefused, match=r"the table .issued. should give a whole number"):
        SessionStore(small, read_only=True)


def test_json_of_a_session_holds_numbers_only(small: Path) -> None:
    for words in (("report", "s", "--format", "json"), ("history", "s", "--json"), ("list", "--json")):
        json.loads(run(*words, folder=small.parent).stdout, parse_constant=lambda word: math.nan / 0)


def test_a_tree_with_a_number_of_too_many_digits_is_refused_in_a_sentence(small: Path) -> None:
    answers = small.parent / "answers"
    outline = f"at-least {'9' * 5000}: goal\\n  one"
    answers.write_text(f'format = 1\n[[act]]\ndo = "tree"\ntitle = "x"\noutline = "{outline}"\n', encoding="utf-8")
    done = run("ask", "s", "--answers", str(answers), folder=small.parent)
    assert done.returncode == 1
    assert "should have foreseen" not in done.stderr
