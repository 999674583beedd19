"""What becomes of answers and decisions when the session changes under them."""

from dataclasses import replace
from pathlib import Path

import pytest

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
