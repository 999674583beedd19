"""What is suggested and why, what comes back after a decision, what a change touches."""

from dataclasses import replace

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.banks.load import load_banks
from facilitator.banks.schema.banks import Banks
from facilitator.guide.evidence.facts import lasting_keys
from facilitator.guide.suggested import Suggested, SuggestedState
from facilitator.model.records.answers import Suggestion
from facilitator.model.records.architecture import Boundary, Flow
from facilitator.model.records.ratings import Rating
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Tree
from facilitator.model.vocabulary import (
    Protection,
    Step,
    SuggestionState,
)
from tests.support.own_bank import HOUSE, answer, own_of, session
from tests.support.small_banks import bank_of


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


def test_what_is_about_no_record_is_written_when_its_title_is_whatever_that_threat_is_to(own: Banks) -> None:
    written = Threat(id="T-1", title="Theft from the house", target=("C-1",))
    found = GuideOfSessions(own).all_suggestions(session(*HOUSE, answer("own-open", "yes"), written))
    assert [item.state for item in own_of(found)] == [SuggestedState.WRITTEN]


def test_an_action_of_a_rule_is_of_no_stage_and_one_of_an_answer_is_of_the_stage_that_asked() -> None:
    asked = replace(answer("q-0", "unknown"), text="What is it?")
    found = GuideOfSessions(bank_of("always")).all_suggestions(session(asked))
    assert {item.rules[0]: item.stage for item in found if not item.template} == {
        "r-0": "",
        "r-1": "",
        "r-2": "",
        "q-0:unknown": "maintenance",
    }


def test_only_what_was_accepted_is_to_be_looked_at_again_and_its_tree_with_it(own: Banks) -> None:
    yes = answer("own-open", "yes")
    (item,) = own_of(GuideOfSessions(own).suggestions(session(yes)))
    records = (Threat(id="T-1", title="T", suggestion="SU-1"), Tree(id="TR-1", title="Tree", threat="T-1"))
    for state, marked in (
        (SuggestionState.ACCEPTED, {"SU-1", "T-1", "TR-1"}),
        (SuggestionState.REJECTED, set()),
        (SuggestionState.LATER, set()),
    ):
        found = session(answer("own-open", "no"), decided(item, state), *records)
        assert set(GuideOfSessions(own).stale(found)) == marked


def test_an_answer_that_nothing_calls_for_says_which_of_its_facts_are_gone(own: Banks) -> None:
    places, door = answer("own-places", "roof", 1), answer("own-open", "yes", 2)
    stands, gone = "own-places|answer|roof", "own-open|answer|no"
    given = answer("own-after", "yes", 3, facts=(stands, gone))
    guide = GuideOfSessions(own)
    said = guide.stale(session(places, door, given))
    assert said == {"Q-3": "This has changed: “Is the door open?” was answered no."}
    said = guide.stale(session(places, door, replace(given, facts=(stands,))))
    assert said == {"Q-3": "Its question does not apply any more."}


def test_a_change_warns_of_each_thing_that_loses_its_ground(own: Banks) -> None:
    guide = GuideOfSessions(own)
    nothing, asked, suggested = session(), session(answer("own-open", "no")), session(answer("own-places", "roof"))
    assert not guide.consequences(nothing, nothing).warn
    assert not guide.consequences(nothing, asked).warn and guide.consequences(asked, nothing).warn
    assert not guide.consequences(nothing, suggested).warn and guide.consequences(suggested, nothing).warn
    wall = Boundary(id="B-1", name="Wall", components=("C-1",))
    given = answer("q-0", "no", about="F-1", facts=("F-1|crosses|B-1 > outside",))
    before, after = session(*HOUSE, given), session(*HOUSE[:3], *HOUSE[4:], replace(wall, id="B-2"), given)
    found = GuideOfSessions(bank_of("crosses_boundary")).consequences(before, after)
    assert found.warn and [record.id for record, _ in found.touched] == ["Q-1"]
    assert (found.not_asked, found.not_suggested) == ((), ())


def test_what_a_change_removes_is_not_told_as_restored(own: Banks) -> None:
    given = answer("own-who", "Ana", 1, facts=("own-open|answer|yes",))
    found = GuideOfSessions(own).consequences(session(given), session())
    assert GuideOfSessions(own).stale(session(given))
    assert (found.restored, found.touched) == ((), ())


def test_a_circumstance_of_a_threat_is_told_by_its_number_from_one() -> None:
    banks = bank_of("each record")
    flow, component = banks.threats_by_id["t-2"], banks.threats_by_id["t-1"]
    both = replace(component, applies=(*flow.applies, *component.applies))
    guide = GuideOfSessions(replace(banks, threats=(both,), rules=()))
    found = {item.about: item.rules for item in guide.suggestions(session(*HOUSE))}
    assert found == {"F-1": ("t-1:1",), "F-2": ("t-1:1",), "C-1": ("t-1:2",), "C-2": ("t-1:2",)}
