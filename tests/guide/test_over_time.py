"""What becomes of answers and decisions when the session changes under them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.guide.over_time.fact_history import describe
from facilitator.guide.questions import AskedQuestion, QuestionState
from facilitator.guide.suggested import Suggested, SuggestedState
from facilitator.model.edit import Change
from facilitator.model.records.answers import Answer, Suggestion
from facilitator.model.vocabulary import SecurityProperty, Step
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.questions import AnswerQuestion, TakeBackAnswer
from facilitator.workshop.commands.records import AddRecord, ChangeRecord, RemoveRecord
from facilitator.workshop.commands.session import CloseStep
from facilitator.workshop.commands.suggestions import AcceptSuggestion, Confirm, RejectSuggestion
from facilitator.workshop.workshop import Workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """Two organisations, and training data that go from one to the other without authentication."""
    found = begin_session(tmp_path / "x.toml", stages=("collect-training-data",), by="Ada")
    found.do(AddRecord("asset", {"name": "Readings", "catalogue": "D2"}))
    found.do(AddRecord("component", {"name": "Sensor"}))
    found.do(AddRecord("component", {"name": "Store"}))
    for end, name in (("Sensor", "Site"), ("Store", "Cloud")):
        found.do(AddRecord("boundary", {"name": name, "components": end}))
    flow = {"source": "Sensor", "target": "Store", "assets": "A-1", "authentication": "none", "encryption": "none"}
    found.do(AddRecord("flow", {"name": "Upload", **flow}))
    return found


def suggested(workshop: Workshop, template: str, about: str = "F-1") -> Suggested:
    everything = workshop.guide.all_suggestions()
    return next(item for item in everything if item.template == template and item.about == about)


def asked(workshop: Workshop, question: str) -> AskedQuestion:
    return next(item for step in Step for item in workshop.guide.questions(step) if item.question.id == question)


def test_a_threat_that_was_removed_is_suggested_again_and_says_so(workshop: Workshop) -> None:
    threat = workshop.do(AcceptSuggestion(*suggested(workshop, "training-data-eavesdropped").key))
    assert suggested(workshop, "training-data-eavesdropped").state is SuggestedState.ACCEPTED
    workshop.do(RemoveRecord(threat.id))
    again = suggested(workshop, "training-data-eavesdropped")
    assert again.state is SuggestedState.BACK
    assert "removed" in again.changed[0]
    made = workshop.do(AcceptSuggestion(*again.key))
    assert suggested(workshop, "training-data-eavesdropped").state is SuggestedState.ACCEPTED
    assert workshop.guide.provenance(workshop.record(made.id), workshop.log.history)


def test_a_second_flow_of_the_same_name_keeps_its_own_suggestion(workshop: Workshop) -> None:
    ends = {"source": "Sensor", "target": "Store", "assets": "A-1", "authentication": "none", "encryption": "none"}
    workshop.do(AddRecord("flow", {"name": "Upload", **ends}))
    workshop.do(AcceptSuggestion(*suggested(workshop, "training-data-eavesdropped", "F-1").key))
    assert suggested(workshop, "training-data-eavesdropped", "F-2").state is SuggestedState.NEW


def test_another_name_of_a_boundary_changes_nothing(workshop: Workshop) -> None:
    workshop.do(AcceptSuggestion(*suggested(workshop, "training-data-substituted").key))
    workshop.do(RejectSuggestion(*suggested(workshop, "training-data-eavesdropped").key, "A cable in the wall"))
    workshop.do(ChangeRecord("B-1", {"name": "The house"}))
    assert workshop.guide.stale() == {}
    assert suggested(workshop, "training-data-eavesdropped").state is SuggestedState.REJECTED


def test_confirming_keeps_why_it_was_suggested_and_says_who_confirmed(workshop: Workshop) -> None:
    threat = workshop.do(AcceptSuggestion(*suggested(workshop, "training-data-substituted").key))
    before = workshop.session.all(Suggestion)[0]
    workshop.do(ChangeRecord("F-1", {"authentication": "present"}))
    assert threat.id in workshop.guide.stale()
    workshop.by = "Grace"
    workshop.do(Confirm(threat.id))
    assert workshop.guide.stale() == {}
    after = workshop.session.all(Suggestion)[0]
    assert after.because[: len(before.because)] == before.because
    assert set(before.facts) <= set(after.facts)
    assert "Grace confirmed it" in after.because[-1]
    assert "the authentication of F-1 Upload was “none”" in after.because[-1]
    workshop.do(RemoveRecord("B-1"))
    assert threat.id in workshop.guide.stale()


def test_an_answer_that_nothing_calls_for_any_more_stays_in_sight_and_can_be_confirmed(workshop: Workshop) -> None:
    workshop.do(AnswerQuestion("collect-people", "yes"))
    workshop.do(AnswerQuestion("collect-reidentify", "yes"))
    workshop.do(AnswerQuestion("collect-people", "no"))
    left = asked(workshop, "collect-reidentify")
    assert (left.state, left.applies) == (QuestionState.STALE, False)
    following = workshop.guide.next_thing()
    assert following.question == left.key
    answer = next(one for one in workshop.session.all(Answer) if one.question == "collect-reidentify")
    workshop.do(Confirm(answer.id))
    assert workshop.guide.stale() == {}
    assert workshop.guide.next_thing().question != left.key


def test_an_answer_that_nothing_calls_for_any_more_can_be_taken_back(workshop: Workshop) -> None:
    workshop.do(AnswerQuestion("collect-people", "yes"))
    workshop.do(AnswerQuestion("collect-reidentify", "yes"))
    workshop.do(AnswerQuestion("collect-people", "no"))
    workshop.do(TakeBackAnswer("collect-reidentify"))
    assert workshop.guide.stale() == {}
    assert not [one for one in workshop.session.all(Answer) if one.question == "collect-reidentify"]


def test_a_follow_up_is_asked_in_the_step_of_the_question_that_led_to_it(workshop: Workshop) -> None:
    workshop.do(AnswerQuestion("collect-people", "yes"))
    questions = workshop.guide.questions(Step.ASSETS)
    keys = [item.question.id for item in questions]
    assert keys[keys.index("collect-people") + 1] == "collect-reidentify"
    given = workshop.do(AnswerQuestion("collect-reidentify", "yes"))
    assert given.step == Step.ASSETS.value


def test_what_is_suggested_while_every_step_is_marked_as_done_is_not_passed_over(workshop: Workshop) -> None:
    for step in Step:
        workshop.do(CloseStep(step, True))
    assert "undecided" in workshop.guide.next_thing().reason


def test_a_property_that_nobody_published_counts_once_a_threat_breaks_it(workshop: Workshop) -> None:
    before = workshop.guide.coverage().counts()["asset properties"]
    entry = workshop.banks.assets_by_id["D2"]
    other = next(item for item in SecurityProperty if item not in entry.properties)
    workshop.do(AddRecord("threat", {"title": "Odd", "assets": "A-1", "properties": (other.value,)}))
    after = workshop.guide.coverage().counts()["asset properties"]
    assert after["documented"] == before["documented"] + 1


def test_in_words_of_the_past_no_place_is_left_unfilled(workshop: Workshop) -> None:
    workshop.do(AddRecord("asset", {"name": "Key", "catalogue": "X3"}))
    workshop.do(ChangeRecord("C-1", {"assets": "A-2"}))
    workshop.do(ChangeRecord("S-1", {"stages": "deploy-ml-system"}))
    workshop.do(AnswerQuestion("deploy-result-keys", "yes", about="C-1"))
    threat = workshop.do(AcceptSuggestion(*suggested(workshop, "inference-data-key-stolen", "C-1").key))
    workshop.do(AnswerQuestion("deploy-result-keys", "no", about="C-1"))
    assert "{" not in workshop.guide.stale()[threat.id]
    assert "Sensor" in workshop.guide.stale()[threat.id]


def test_an_answer_that_once_made_records_stays_as_it_was_when_words_are_asked_for(tmp_path: Path) -> None:
    found = begin_session(tmp_path / "old.toml", stages=("requirements-analysis",), by="Ada")
    person = found.do(AddRecord("participant", {"name": "Crews"}))
    given = found.do(AnswerQuestion("requirements-who-is-judged", "2 entered"))
    old = replace(given, records=(person.id,))
    found.log.append("As an older bank let it be answered", Change(before=given, after=old))
    shown = asked(found, "requirements-who-is-judged")
    assert (shown.state, shown.answer) == (QuestionState.ANSWERED, old)
    assert not found.guide.news()
    again = found.do(AnswerQuestion("requirements-who-is-judged", "Crews and their insurers"))
    assert (again.value, again.records) == ("Crews and their insurers", (person.id,))
    found.close()


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("A-1|catalogue|D2", "A-1 Readings stood in the catalogue as D2"),
        ("C-1|holds|A-1 A-9", "C-1 Sensor held A-1 Readings A-9"),
        ("F-1|comes from|C-1 process", "F-1 Upload came from C-1 Sensor process"),
        ("F-1|crosses|B-1 > outside", "F-1 Upload crossed from B-1 Site to outside"),
        ("F-1|crosses|", "F-1 Upload crossed no trust boundary"),
        ("F-1|entry point|", "no entry point named F-1 Upload"),
        ("F-9|encryption|none", "the encryption of F-9 was “none”"),
        ("S-1|kind of system|classic", "the system was classic"),
        ("F-1|of an older bank|so", "F-1 Upload: of an older bank was so"),
        ("F-1|of an older bank|", "F-1 Upload: of an older bank"),
        ("deploy-result-keys/C-1|answer|yes", "“{text}” was answered yes"),
        ("gone/C-1|answer|yes", "“gone” for Sensor was answered yes"),
        ("gone|answer|no, unknown", "“gone” was answered no, unknown"),
    ],
)
def test_what_a_fact_said_is_told_from_its_key_alone(workshop: Workshop, key: str, said: str) -> None:
    text = workshop.banks.question("deploy-result-keys").text.replace("{record}", "Sensor")
    assert describe(workshop.guide.context, key) == said.replace("{text}", text)


def grounds_of(workshop: Workshop, record_id: str) -> list[tuple[int, str, str]]:
    found = workshop.guide.provenance(workshop.record(record_id), workshop.log.history)
    return [(line.depth, line.text.partition(" at 20")[0], line.record_id) for line in found]


def test_the_way_back_goes_from_a_threat_by_hand_to_its_failure_modes_and_what_they_name(workshop: Workshop) -> None:
    threat = workshop.do(AddRecord("threat", {"title": "Theft"}))
    workshop.do(AddRecord("failure_mode", {"text": "It goes", "asset": "A-1", "threats": "T-1"}))
    workshop.do(AddRecord("failure_mode", {"text": "Another", "asset": "A-1"}))
    assert grounds_of(workshop, threat.id) == [
        (0, "T-1 Theft: entered by Ada", "T-1"),
        (1, "It was written by hand; no suggestion stands behind it.", ""),
        (1, "FM-1 It goes: entered by Ada", "FM-1"),
        (2, "It names A-1.", "A-1"),
        (2, "It names T-1.", "T-1"),
    ]


def test_the_way_back_from_a_suggestion_names_its_rule_its_reasons_and_the_answer_behind_it(workshop: Workshop) -> None:
    workshop.do(AddRecord("asset", {"name": "Key", "catalogue": "X3"}))
    workshop.do(ChangeRecord("C-1", {"assets": "A-2"}))
    workshop.do(ChangeRecord("S-1", {"stages": "deploy-ml-system"}))
    workshop.do(AnswerQuestion("deploy-result-keys", "yes", about="C-1", note="Seen"))
    threat = workshop.do(AcceptSuggestion(*suggested(workshop, "inference-data-key-stolen", "C-1").key))
    decision = workshop.session.all(Suggestion)[0]
    lines = grounds_of(workshop, threat.id)
    assert lines[:3] == [
        (0, f"T-1 {threat.title_text}: entered by Ada", "T-1"),
        (1, f"SU-1 {decision.title_text}: entered by Ada", "SU-1"),
        (2, f"Rule: {decision.rule.replace(':', ', ')}.", ""),
    ]
    assert lines[3 : 3 + len(decision.because)] == [(2, f"Because {text}.", "") for text in decision.because]
    answer = workshop.session.all(Answer)[0]
    assert (3, f"Q-1 “{answer.text}” yes, by Ada", "Q-1") in lines
    assert (4, f"Why it was asked: {workshop.banks.question('deploy-result-keys').why}", "") in lines
    told = [line.text for line in workshop.guide.provenance(answer, workshop.log.history)]
    assert any(re.search(r" yes, by Ada at \d{4}-\d\d-\d\d \d\d:\d\d\. Note: Seen$", text) for text in told)
    changed = workshop.do(AnswerQuestion("deploy-result-keys", "no", about="C-1"))
    told = [line.text for line in workshop.guide.provenance(changed, workshop.log.history)]
    assert any(re.search(r" no, by Ada at \d{4}-\d\d-\d\d \d\d:\d\d\.$", text) for text in told)
    marked = grounds_of(workshop, threat.id)[1]
    assert (marked[0], marked[2]) == (1, "T-1") and marked[1].startswith("Look at it again. This has changed: ")


def test_a_record_was_entered_by_the_one_who_put_it_not_by_those_before_and_after(workshop: Workshop) -> None:
    for by, act in (
        ("Bob", AddRecord("component", {"name": "Other"})),
        ("Cleo", AddRecord("component", {"name": "Hers"})),
        ("Dan", ChangeRecord("C-4", {"name": "Changed"})),
    ):
        workshop.by = by
        workshop.do(act)
    assert grounds_of(workshop, "C-4")[0] == (0, "C-4 Changed: entered by Cleo", "C-4")
    (line, *_) = workshop.guide.provenance(workshop.record("C-4"), workshop.log.history[-1:])
    assert line.text == "C-4 Changed: entered before this history begins"
