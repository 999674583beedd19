"""The banks: strict loading, what they must hold, and how a folder of one's own joins them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.banks.checking import checked
from facilitator.banks.load import BankError, load_banks
from tests.support.places import ROOT

QUESTION = '[[question]]\nid = "own-1"\nstep = "assets"\ntext = "What?"\nwhy = "Because."\nanswer = "yes-no"\n'
HEAD = 'format = 1\nstage = "maintenance"\nnumber = 12\ntitle = "Maintenance"\nversion = "1"\n'
THREAT = '[[threat]]\nid = "own-t"\ntitle = "x"\nwhat_happens = "It happens. It hurts."\nstride = ["tampering"]\n'
BANK = 'format = 1\nversion = "1"\n'


def own(folder: Path, body: str) -> Path:
    (folder / "stages").mkdir()
    (folder / "stages" / "own.toml").write_text(HEAD + body, encoding="utf-8")
    return folder


def test_the_catalogue_is_the_published_one() -> None:
    assets = [asset for asset in load_banks().assets.asset if asset.published]
    assert (len(assets), sum(len(a.failure_mode) for a in assets), sum(len(a.properties) for a in assets)) == (
        18,
        38,
        44,
    )


BAD = {
    "no id": (QUESTION.replace("own-1", "a|b"), "line 7: “a|b” is no id"),
    "a number as a choice": (
        QUESTION.replace("yes-no", "one-of") + 'choices = ["1", "two"]\n',
        "line 7: “own-1” has the choice “1”",
    ),
    "a state as a choice": (
        QUESTION.replace("yes-no", "one-of") + 'choices = ["unknown", "two"]\n',
        "line 7: “own-1” has the choice “unknown”",
    ),
    "twice the same choice": (
        QUESTION.replace("yes-no", "one-of") + 'choices = ["red", "Red"]\n',
        "line 7: “own-1” offers the same choice twice",
    ),
    "a record that nobody enters": (
        QUESTION.replace("yes-no", "records") + 'record = "suggestion"\n',
        "line 7: “own-1” should name in “record”",
    ),
    "too deep": (QUESTION + f"where = {'[' * 3000}{']' * 3000}\n", "nested too deeply"),
    "unknown key": (QUESTION + "colour = 1\n", "line 12: unknown key “colour”"),
    "unknown key inside": (QUESTION + "where = { colour = 1 }\n", "line 12: unknown key “colour”"),
    "taken id": (QUESTION.replace("own-1", "collect-sources"), "line 7: the id “collect-sources” is taken"),
    "no choices": (QUESTION.replace("yes-no", "one-of"), "line 7: “own-1” needs at least two choices"),
    "no record": (QUESTION.replace("yes-no", "records"), "line 7: “own-1” should name in “record”"),
    "dangling": (QUESTION + '[question.leads.no]\nask = ["gone"]\n', "line 7: “own-1” leads to or names “gone”"),
    "no threat": (QUESTION + '[question.leads.no]\nthreats = ["gone"]\n', "line 7: “own-1” leads to or names “gone”"),
    "rules out nothing": (
        QUESTION + '[question.leads.no]\nrules_out = ["gone"]\n',
        "line 7: “own-1” leads to or names “gone”",
    ),
    "covers nothing": (
        QUESTION + '[question.leads.no]\ncovers = [{ threat = "gone", by = 1 }]\n',
        "line 7: “own-1” leads to or names “gone”",
    ),
    "covers by what is not there": (
        QUESTION + '[question.leads.no]\ncovers = [{ threat = "costly-inputs", by = 9 }]\n',
        "line 7: “own-1” covers “costly-inputs” by its countermeasure 9",
    ),
    "without what nobody can answer": (
        QUESTION + 'when.without = { "collect-people" = ["perhaps"] }\n',
        "waits for the answer “perhaps” to “collect-people”",
    ),
    "no such answer": (QUESTION + '[question.leads.maybe]\nsay = "x"\n', "line 7: “own-1” has a lead for “maybe”"),
    "no such asset": (QUESTION + 'assets = ["D99"]\n', "line 7: “own-1” leads to or names “D99”"),
    "circle": (QUESTION + '[question.leads.no]\nask = ["own-1"]\n', "line 7: “own-1” leads back to itself"),
    "waits for nothing": (QUESTION + 'when.answers = { "gone" = ["yes"] }\n', "line 7: “own-1” waits for “gone”"),
    "impossible answer": (
        QUESTION + 'when.answers = { "collect-people" = ["perhaps"] }\n',
        "waits for the answer “perhaps” to “collect-people”",
    ),
    "where of nothing": (QUESTION + "where = { targeted = true }\n", "has “where” but no “for_each”"),
    "where of another kind": (
        QUESTION + 'for_each = "asset"\nwhere = { crosses_boundary = true }\n',
        "asks “crosses_boundary” of a asset, which has none",
    ),
    "goes through nothing": (QUESTION + 'for_each = "lunch"\n', "goes through “lunch”"),
    "nobody to name": (QUESTION.replace("What?", "What of {record}?"), "speaks of {record} but goes through no kind"),
    "comma": (QUESTION.replace("yes-no", "one-of") + 'choices = ["a, b", "c"]\n', "has a choice with a comma"),
    "never seen": (
        QUESTION
        + 'when.kinds = ["classic"]\n'
        + QUESTION.replace("own-1", "own-2")
        + 'when = { kinds = ["generative"], answers = { "own-1" = ["yes"] } }\n',
        "“own-2” waits for “own-1”, which is for another kind of system",
    ),
    "overrides nothing": (QUESTION + "override = true\n", "“own-1” overrides nothing"),
    "wrong step": (QUESTION.replace('"assets"', '"lunch"'), "line 8: “step” is “lunch”"),
    "broken": ("[[question\n", "line 6: this is not TOML"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_bank_is_refused_with_file_and_line(tmp_path: Path, case: str) -> None:
    body, sentence = BAD[case]
    with pytest.raises(BankError) as refusal:
        load_banks(own(tmp_path, body))
    assert "own.toml" in str(refusal.value)
    assert sentence in str(refusal.value)


BAD_FILES = {
    "newer format": ("threats.toml", 'format = 2\nversion = "1"\n', "line 1: format 2 is not known"),
    "threat without an asset": (
        "threats.toml",
        BANK + THREAT + 'assets = ["Z1"]\n',
        "line 4: “own-t” leads to",
    ),
    "threat of no record": (
        "threats.toml",
        BANK + THREAT + '[[threat.applies]]\nfor_each = "lunch"\n',
        "line 4: “own-t” goes through “lunch”",
    ),
    "threat too heavy": (
        "threats.toml",
        BANK + THREAT + "weight = 6\n",
        "line 4: “own-t” weighs 6",
    ),
    "threat covered by nothing": (
        "threats.toml",
        BANK + THREAT + "weight = 2\n[[threat.covers]]\nby = 1\n",
        "line 4: “own-t” covers “own-t” by its countermeasure 1, but that has 0",
    ),
    "threat shown by no record": (
        "threats.toml",
        BANK + THREAT + '[[threat.shows]]\nfor_each = "lunch"\n',
        "line 4: “own-t” goes through “lunch”",
    ),
    "rule of no record": (
        "rules.toml",
        BANK + '[[rule]]\nid = "own-r"\naction = "Look at {record}"\n',
        "line 4: “own-r” speaks of {record}",
    ),
    "leaf without a condition": (
        "trees.toml",
        BANK + '[[tree]]\nid = "own-tree"\ntitle = "x"\nnode = [{ id = "n1", label = "x" }]\n',
        "line 4: “own-tree” has a leaf “n1” without a condition",
    ),
    "node before its parent": (
        "trees.toml",
        BANK
        + '[[tree]]\nid = "own-tree"\ntitle = "x"\n'
        + 'node = [{ id = "n1", label = "x", gate = "or" }, { id = "n2", parent = "n9", label = "x", gate = "or" }]\n',
        "has a node “n2” whose parent does not stand before it",
    ),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_beside_the_stages_is_refused_with_its_line(tmp_path: Path, case: str) -> None:
    name, body, sentence = BAD_FILES[case]
    (tmp_path / name).write_text(body, encoding="utf-8")
    with pytest.raises(BankError) as refusal:
        load_banks(tmp_path)
    assert name in str(refusal.value) and sentence in str(refusal.value)


def test_a_folder_of_ones_own_adds_and_overrides(tmp_path: Path) -> None:
    body = QUESTION + QUESTION.replace("own-1", "collect-people").replace("What?", "Who?") + "override = true\n"
    banks = load_banks(own(tmp_path, body.replace('version = "1"', 'version = "1"\npack = "ours"')))
    assert banks.question("own-1").text == "What?"
    assert banks.question("collect-people").text == "Who?"
    assert banks.stage_of["collect-people"] == "collect-training-data"
    assert banks.stage_of["own-1"] == "maintenance"


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    shutil.rmtree(tmp_path)
    with pytest.raises(BankError, match="no such folder"):
        load_banks(tmp_path)


def test_the_schemas_in_the_docs_are_those_of_the_models(tmp_path: Path) -> None:
    tool = ROOT / "tools" / "make_schemas.py"
    subprocess.run([sys.executable, str(tool), str(tmp_path)], check=True)
    kept = ROOT / "docs" / "schemas"
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        path.name: path.read_text() for path in kept.iterdir()
    }


GOOD = (
    QUESTION.replace('"What?"', '"Which door is open?"').replace("yes-no", "text")
    + 'example = "The one to the yard."\n'
)
FORM = {
    "two questions": (('"Which door is open?"', '"Which door is open and who left it so?"'), "asks two things"),
    "no question mark": (('"Which door is open?"', '"Name the door"'), "should be one question"),
    "too long": (('"Which door is open?"', f'"Which {"very " * 40}door is open?"'), "characters; say it in"),
    "leads": (('"Which door is open?"', '"Are you sure that no door is open?"'), "begins with “are you sure”"),
    "vague": (('"Which door is open?"', '"Which door is adequately closed?"'), "says “adequate”"),
    "many examples": (('"Which door is open?"', '"Is a, b, c, d, or e open?"'), "lists more than 4"),
    "no example": (('example = "The one to the yard."\n', ""), "has no example"),
    "leads nowhere": (('"text"', '"yes-no"'), "leads nowhere"),
    "unknown reference": (('answer = "text"', 'answer = "text"\nreferences = ["XYZ-1"]'), "has the form of no list"),
    "invented reference": (('answer = "text"', 'answer = "text"\nreferences = ["AML.T9999"]'), "is not on the list"),
}


@pytest.mark.parametrize("case", FORM)
def test_the_linter_finds_a_bad_question(tmp_path: Path, case: str) -> None:
    (before, after), words = FORM[case]
    assert before in GOOD
    _, found = checked(own(tmp_path, GOOD.replace(before, after)))
    mine = [item for item in found if item.path.name == "own.toml"]
    assert [item for item in mine if words in item.text and item.line == 7]


def test_the_linter_has_nothing_to_say_against_a_good_question_or_the_built_in_banks(tmp_path: Path) -> None:
    assert checked(own(tmp_path, GOOD))[1] == ()


def test_an_orphan_threat_and_a_dead_branch_are_found(tmp_path: Path) -> None:
    (tmp_path / "threats.toml").write_text(BANK + THREAT, encoding="utf-8")
    _, found = checked(own(tmp_path, GOOD + "[question.leads.answered]\n"))
    texts = [item.text for item in found]
    assert any("“own-t” is shown by no answer that can be given and no fact" in text for text in texts)
    assert any("empty lead for “answered”" in text for text in texts)


def test_all_faults_of_wiring_are_listed_at_once(tmp_path: Path) -> None:
    body = QUESTION + 'assets = ["Z1", "Z2"]\n'
    _, found = checked(own(tmp_path, body))
    assert len(found) == 2


def test_a_chain_of_a_thousand_follow_ups_is_no_trouble(tmp_path: Path) -> None:
    def one(number: int) -> str:
        return QUESTION.replace("own-1", f"own-{number}") + f'[question.leads.yes]\nask = ["own-{number + 1}"]\n'

    body = "".join(one(number) for number in range(1, 1500)) + QUESTION.replace("own-1", "own-1500")
    assert len(load_banks(own(tmp_path, body)).questions["maintenance"].question) > 1500


def test_a_file_that_nothing_reads_is_named(tmp_path: Path) -> None:
    (tmp_path / "stage").mkdir()
    (tmp_path / "stage" / "own.toml").write_text(HEAD + QUESTION, encoding="utf-8")
    _, findings = checked(tmp_path)
    assert [finding.text for finding in findings] == [
        "nothing reads this file; a folder may hold stages/, threats/, rules/, trees/ and scales/."
    ]


def test_what_a_bank_says_does_not_act_on_the_terminal(tmp_path: Path) -> None:
    hostile = own(tmp_path, QUESTION.replace('"What?"', '"What \\u001b]0;pwn\\u0007?"'))
    command = [sys.executable, "-m", "facilitator.cli.main", "banks", "show", "own-1", "--banks", str(hostile)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "⟨U+001B⟩]0;pwn⟨U+0007⟩" in done.stdout
