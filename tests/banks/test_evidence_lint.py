"""The linter on what the banks say of threats: where they apply, and what shows, covers and rules them out."""

from pathlib import Path

import pytest

from facilitator.banks.checking import checked
from tests.banks.test_banks import BANK, HEAD, QUESTION, THREAT, own

SOUND = (
    BANK
    + THREAT
    + "weight = 2\n"
    + '[[threat.countermeasure]]\ntext = "Lock"\neffect = "prevents"\n'
    + '[[threat.applies]]\nfor_each = "flow"\n'
    + '[[threat.shows]]\nfor_each = "flow"\nwhere = { encryption = ["none"] }\n'
    + '[[threat.covers]]\nby = 1\nfor_each = "flow"\nwhere = { encryption = ["present"] }\n'
)
UNSOUND = {
    "no weight": ("weight = 2\n", "", "has no weight"),
    "nowhere": ('[[threat.applies]]\nfor_each = "flow"\n', "", "applies nowhere"),
    "not shown": ("[[threat.shows]]", "[[threat.applies]]", "is shown by no answer"),
    "never settled": ("[[threat.covers]]\nby = 1", "[[threat.shows]]", "can never be settled"),
}


@pytest.mark.parametrize("case", UNSOUND)
def test_a_threat_that_says_too_little_of_its_standing_is_found(tmp_path: Path, case: str) -> None:
    before, after, words = UNSOUND[case]
    (tmp_path / "threats.toml").write_text(SOUND, encoding="utf-8")
    assert not [item for item in checked(tmp_path)[1] if item.rule == "wiring"]
    assert before in SOUND
    (tmp_path / "threats.toml").write_text(SOUND.replace(before, after), encoding="utf-8")
    assert any(f"“own-t” {words}" in item.text for item in checked(tmp_path)[1])


def test_an_answer_to_a_question_that_nobody_is_asked_is_found(tmp_path: Path) -> None:
    (tmp_path / "threats.toml").write_text(SOUND, encoding="utf-8")
    first = QUESTION + 'when.kinds = ["generative"]\n[question.leads.yes]\nask = ["own-2"]\n'
    second = QUESTION.replace("own-1", "own-2") + '[question.leads.yes]\nask = ["own-3"]\n'
    third = QUESTION.replace("own-1", "own-3") + 'when.kinds = ["KIND"]\n[question.leads.yes]\nthreats = ["own-t"]\n'
    folder = own(tmp_path, "")
    for kind, is_found in (("generative", False), ("classic", True)):
        body = HEAD + first + second + third.replace("KIND", kind)
        (folder / "stages" / "own.toml").write_text(body, encoding="utf-8")
        texts = [item.text for item in checked(folder)[1]]
        assert any("“own-3” speaks of threats, but nobody comes" in text for text in texts) is is_found
