"""Which questions apply, in which order, and what newer banks ask."""

from pathlib import Path

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.banks.load import load_banks
from facilitator.banks.schema.banks import Banks
from facilitator.guide.questions import QuestionState
from facilitator.model.part import Record
from facilitator.model.records.architecture import Flow
from facilitator.model.vocabulary import (
    Step,
    SystemKind,
)
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.questions import AnswerQuestion, KnowBanks
from facilitator.workshop.workshop import Workshop
from tests.support.own_bank import BANK, HOUSE, THREATS, answer, header, own_of, session


def ids(banks: Banks, step: Step, *records: Record) -> list[str]:
    return [item.question.id for item in GuideOfSessions(banks).questions(session(*records), step, "maintenance")]


def own_ids(banks: Banks, step: Step, *records: Record) -> list[str]:
    return [item for item in ids(banks, step, *records) if item.startswith("own-")]


def test_a_follow_up_comes_right_after_the_answer_that_caused_it(own: Banks) -> None:
    assert own_ids(own, Step.ASSETS) == ["own-open"]
    assert own_ids(own, Step.ASSETS, answer("own-open", "yes")) == ["own-open", "own-who"]


def test_a_question_waits_for_one_of_the_answers_that_it_names(own: Banks) -> None:
    assert own_ids(own, Step.ASSETS, answer("own-open", "no")) == ["own-open", "own-after"]
    assert own_ids(own, Step.ASSETS, answer("own-open", "unknown")) == ["own-open", "own-after"]
    assert own_ids(own, Step.ASSETS, answer("own-open", "skipped")) == ["own-open"]


def test_several_choices_each_lead_on(own: Banks) -> None:
    both = answer("own-places", "roof, cellar")
    assert own_ids(own, Step.THREATS, both) == ["own-places", "own-damp"]
    assert [item.key for item in own_of(GuideOfSessions(own).suggestions(session(both)))] == [("own-threat", "")]


def test_a_system_of_another_kind_is_asked_other_questions(own: Banks) -> None:
    assert own_ids(own, Step.ASSETS, header(system_kind=SystemKind.GENERATIVE)) == ["own-open", "own-generative"]


def test_a_question_for_each_flow_names_it_and_its_ends(own: Banks) -> None:
    asked = GuideOfSessions(own).questions(session(*HOUSE), Step.DECOMPOSE, "maintenance")
    own_ones = [item for item in asked if item.question.id == "own-flow"]
    assert [item.about for item in own_ones] == ["F-1"]
    assert own_ones[0].text == "Who reads Letters between Attic and Street?"
    assert "crosses from Wall to outside" in own_ones[0].because[0].text


def test_names_of_records_are_never_read_as_places_to_fill(own: Banks) -> None:
    flow = Flow(id="F-1", name="{source} {record}", source="C-1", target="C-2")
    asked = GuideOfSessions(own).questions(session(*HOUSE[:4], flow), Step.DECOMPOSE, "maintenance")
    assert "Who reads {source} {record} between Attic and Street?" in [item.text for item in asked]


def test_states_of_a_question(own: Banks) -> None:
    found = [
        asked for asked in GuideOfSessions(own).questions(session(), Step.ASSETS) if asked.question.id == "own-open"
    ]
    assert found[0].state is QuestionState.OPEN
    for value in ("skipped", "unknown", "not-applicable"):
        asked = GuideOfSessions(own).questions(session(answer("own-open", value)), Step.ASSETS)
        assert next(item for item in asked if item.question.id == "own-open").state.value == value


def test_newer_banks_show_new_changed_and_withdrawn_questions(tmp_path: Path) -> None:
    folder = tmp_path / "banks"
    (folder / "stages").mkdir(parents=True)
    (folder / "threats.toml").write_text(THREATS, encoding="utf-8")
    bank = folder / "stages" / "own.toml"
    bank.write_text(BANK, encoding="utf-8")
    workshop = begin_session(tmp_path / "s.toml", stages=("maintenance",), banks=load_banks(folder))
    workshop.do(AnswerQuestion("own-open", "no"))
    workshop.do(AnswerQuestion("own-after", "no"))
    assert not workshop.guide.news()
    workshop.close()
    newer = BANK.replace("Is the door open?", "Is the gate open?").replace('"own-after"', '"own-guard"')
    bank.write_text(newer, encoding="utf-8")
    load_banks.cache_clear()
    again = Workshop(tmp_path / "s.toml", banks=load_banks(folder))
    found = again.guide.news()
    assert [item.question.id for item in found.new] == ["own-guard"]
    assert [(item.text, now) for item, now in found.changed] == [("Is the door open?", "Is the gate open?")]
    assert [item.question for item in found.withdrawn] == ["own-after"]
    again.do(KnowBanks())
    assert again.guide.news().new == ()
    assert again.guide.questions(Step.ASSETS)[-1].question.id == "own-guard"
    again.close()
