"""What is suggested and why, what comes back after a decision, what a change touches."""

from dataclasses import replace

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.banks.load import load_banks
from facilitator.banks.schema.banks import Banks
from facilitator.guide.evidence.facts import lasting_keys
from facilitator.guide.suggested import Suggested, SuggestedState
from facilitator.model.records.answers import Suggestion
from facilitator.model.records.architecture import Flow
from facilitator.model.records.ratings import Rating
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import (
    Protection,
    Step,
    SuggestionState,
)
from tests.support.own_bank import HOUSE, answer, own_of, session


def test_a_suggestion_carries_its_because_and_fills_in_the_names(own: Banks) -> None:
    yes = replace(answer("own-flow", "yes", about="F-1"), by="Ana", time="2026-01-02")
    (found,) = own_of(GuideOfSessions(own).suggestions(session(*HOUSE, yes)))
    assert found.title == "Theft from Letters"
    assert found.about == "F-1"
    assert found.because == "“own-flow” for Letters was answered “yes” (Ana, 2026-01-02)."


def test_a_reason_about_no_record_joins_those_that_are_about_one(own: Banks) -> None:
    answers = (answer("own-flow", "yes", 1, "F-1"), answer("own-open", "yes", 2))
    (found,) = own_of(GuideOfSessions(own).suggestions(session(*HOUSE, *answers)))
    assert (found.about, len(found.facts)) == ("F-1", 2)
    (alone,) = own_of(GuideOfSessions(own).suggestions(session(*HOUSE, answers[1])))
    assert alone.title == "Theft from the house"


def decided(item: Suggested, state: SuggestionState, reason: str = "") -> Suggestion:
    return Suggestion(
        id="SU-1",
        title=item.title,
        rule=item.rules[0],
        template=item.template,
        about=item.about,
        state=state,
        facts=lasting_keys(item.facts),
        reason=reason,
    )


def test_a_rejected_suggestion_stays_away_until_a_fact_behind_it_changes(own: Banks) -> None:
    yes = answer("own-open", "yes")
    (item,) = own_of(GuideOfSessions(own).suggestions(session(yes)))
    rejected = decided(item, SuggestionState.REJECTED, reason="No gold here")
    assert own_of(GuideOfSessions(own).suggestions(session(yes, rejected))) == ()
    roof = answer("own-places", "roof", 2)
    (back,) = own_of(GuideOfSessions(own).suggestions(session(yes, rejected, roof)))
    assert back.state is SuggestedState.BACK
    assert back.changed == ("“own-places” was answered “roof” now",)


def test_a_threat_that_was_written_already_is_not_suggested_again(own: Banks) -> None:
    written = Threat(id="T-1", title="THEFT from the house")
    assert own_of(GuideOfSessions(own).suggestions(session(answer("own-open", "yes"), written))) == ()


def test_what_was_put_off_comes_last(own: Banks) -> None:
    answers = (answer("own-open", "yes", 1), answer("own-flow", "yes", 2, "F-1"))
    guide = GuideOfSessions(own)
    (item,) = own_of(guide.suggestions(session(*HOUSE, *answers)))
    later = decided(item, SuggestionState.LATER)
    door = answer("own-open", "unknown", 1)
    found = own_of(guide.suggestions(session(*HOUSE, door, answers[1], later)))
    assert [entry.state for entry in found] == [SuggestedState.NEW, SuggestedState.LATER]


def test_changing_an_answer_marks_what_stands_on_it_and_back_again_takes_the_marks_away(own: Banks) -> None:
    yes = answer("own-open", "yes")
    (item,) = own_of(GuideOfSessions(own).suggestions(session(yes)))
    who = GuideOfSessions(own).questions(session(yes), Step.ASSETS, "maintenance")
    facts = lasting_keys(next(asked for asked in who if asked.question.id == "own-who").because)
    records = (
        decided(item, SuggestionState.ACCEPTED),
        Threat(id="T-1", title="Theft from the house", suggestion="SU-1"),
        Rating(id="R-1", threat="T-1", scale="deck-1-5"),
        answer("own-who", "Ana", 2, facts=facts),
    )
    guide = GuideOfSessions(own)
    assert guide.stale(session(yes, *records)) == {}
    before, after = session(yes, *records), session(answer("own-open", "no"), *records)
    marks = guide.stale(after)
    assert set(marks) == {"SU-1", "T-1", "R-1", "Q-2"}
    assert marks["T-1"] == "This has changed: “Is the door open?” was answered yes."
    touched = guide.consequences(before, after)
    assert {record.id for record, _ in touched.touched} == set(marks)
    assert [item.question.id for item in touched.not_asked] == ["own-who"]
    assert guide.stale(before) == {}


def test_only_the_fact_that_was_lost_is_named(own: Banks) -> None:
    banks = load_banks()
    crossing = Flow(
        id="F-1", name="Letters", source="C-1", target="C-2", assets=("A-1",), authentication=Protection.NONE
    )
    records = (*HOUSE[:4], crossing)
    guide = GuideOfSessions(banks)
    item = next(item for item in guide.suggestions(session(*records)) if item.template == "training-data-substituted")
    accepted = decided(item, SuggestionState.ACCEPTED)
    mended = Flow(
        id="F-1", name="Letters", source="C-1", target="C-2", assets=("A-1",), authentication=Protection.PRESENT
    )
    assert guide.stale(session(*HOUSE[:4], mended, accepted)) == {
        "SU-1": "This has changed: the authentication of F-1 Letters was “none”."
    }
