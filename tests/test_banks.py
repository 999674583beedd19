"""The banks: strict loading, and the order of questions."""

import shutil
from pathlib import Path

import pytest

from facilitator.banks.load import BankError, load_banks
from facilitator.banks.next_question import questions_for
from facilitator.model.vocabulary import Step, SystemKind

QUESTION = '[[question]]\nid = "own-1"\nstep = "assets"\ntext = "What?"\nwhy = "Because."\nanswer = "yes-no"\n'
HEAD = 'format = 1\nstage = "maintenance"\nnumber = 12\ntitle = "Maintenance"\nversion = "1"\n'


def own(folder: Path, body: str) -> Path:
    (folder / "stages").mkdir()
    (folder / "stages" / "own.toml").write_text(HEAD + body, encoding="utf-8")
    return folder


def ids(step: Step, **answers: str) -> list[str]:
    asked = questions_for(
        load_banks(),
        step=step,
        stages=("collect-training-data",),
        kind=SystemKind.CLASSIC,
        answers={key.replace("_", "-"): value for key, value in answers.items()},
    )
    return [item.question.id for item in asked]


def test_the_catalogue_is_the_published_one() -> None:
    assets = load_banks().assets.asset
    assert (len(assets), sum(len(a.failure_mode) for a in assets), sum(len(a.properties) for a in assets)) == (
        18,
        38,
        44,
    )


def test_thirteen_stages_and_eight_questions_where_there_are_any() -> None:
    banks = load_banks()
    assert [stage.number for stage in banks.stages] == list(range(1, 14))
    assert {"collect-training-data", "train-classifier", "deploy-ml-system"} <= set(banks.questions)
    assert all(len(bank.question) >= 8 for bank in banks.questions.values())


def test_a_follow_up_comes_right_after_the_answer_that_caused_it() -> None:
    assert "collect-substitution" not in ids(Step.THREATS)
    led = ids(Step.THREATS, collect_sender_identity="no", collect_device_access="yes")
    assert led.index("collect-device-keys") == led.index("collect-device-access") + 1
    assert "collect-substitution" in led
    assert "collect-substitution" not in ids(Step.THREATS, collect_sender_identity="unknown")


def test_a_question_waits_for_its_condition(tmp_path: Path) -> None:
    body = QUESTION + QUESTION.replace("own-1", "own-2") + '[question.when]\nquestion = "own-1"\nanswers = ["yes"]\n'
    banks = load_banks(own(tmp_path, body))

    def asked(answers: dict[str, str]) -> list[str]:
        found = questions_for(
            banks, step=Step.ASSETS, stages=("maintenance",), kind=SystemKind.CLASSIC, answers=answers
        )
        return [item.question.id for item in found]

    assert asked({}) == asked({"own-1": "no"}) == ["own-1"]
    assert asked({"own-1": "yes"}) == ["own-1", "own-2"]


BAD = {
    "unknown key": (QUESTION + "colour = 1\n", "line 12: unknown key “colour”"),
    "taken id": (QUESTION.replace("own-1", "collect-sources"), "line 7: the id “collect-sources” is taken"),
    "no choices": (QUESTION.replace("yes-no", "one-of"), "line 7: “own-1” needs at least two choices"),
    "no record": (QUESTION.replace("yes-no", "records"), "line 7: “own-1” should name in “record”"),
    "dangling": (QUESTION + '[question.leads.no]\nask = ["gone"]\n', "line 13: “own-1” leads to “gone”"),
    "no such answer": (QUESTION + '[question.leads.maybe]\nsay = "x"\n', "line 7: “own-1” has a lead for “maybe”"),
    "no such asset": (QUESTION + 'assets = ["D99"]\n', "line 7: “own-1” names the asset “D99”"),
    "circle": (QUESTION + '[question.leads.no]\nask = ["own-1"]\n', "line 7: “own-1” leads back to itself"),
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


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    shutil.rmtree(tmp_path)
    with pytest.raises(BankError, match="no such folder"):
        load_banks(tmp_path)
