"""Where a condition of the guide turns: one case on each side."""

from dataclasses import replace

import pytest

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.banks.load import load_banks
from facilitator.guide.coverage import Looked
from facilitator.guide.failure_modes import under_rated
from facilitator.guide.over_time.provenance import provenance
from facilitator.guide.suggested import SuggestedState
from facilitator.guide.suggestions import record_of
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer, Suggestion
from facilitator.model.records.architecture import Boundary, EntryPoint
from facilitator.model.records.assets import Asset
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.records.notes import Note
from facilitator.model.records.ratings import Rating, Score
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import (
    DREAD_FACTORS,
    ComponentKind,
    Outlook,
    SecurityProperty,
    Stride,
    SuggestionState,
    SystemKind,
)
from tests.support.small_banks import ATTIC, HEADER, LETTERS, STAGES, STREET, bank_of, keys, session


def sides(*records: Record) -> str:
    """What is said of the flow from the attic to the street, "" when it crosses nothing."""
    asked = GuideOfSessions(bank_of("crosses_boundary")).asked(
        session(ATTIC, STREET, LETTERS, *records), ("q-0", "F-1")
    )
    return asked.because_words if asked else ""


def test_a_flow_without_an_end_crosses_no_boundary() -> None:
    wall = Boundary(id="B-1", name="Wall", components=("C-1",))
    assert "crosses from Wall to outside" in sides(wall)
    street = replace(wall, components=("C-2",))
    for flow, around in ((replace(LETTERS, target=""), wall), (replace(LETTERS, source=""), street)):
        half = session(ATTIC, STREET, around, flow)
        assert GuideOfSessions(bank_of("crosses_boundary")).asked(half, ("q-0", "F-1")) is None


def test_a_boundary_around_both_ends_is_not_crossed_and_its_name_is_not_told() -> None:
    town = Boundary(id="B-1", name="Town", components=("C-2",))
    house = Boundary(id="B-2", name="House", inside="B-1")
    room = Boundary(id="B-3", name="Room", components=("C-1",), inside="B-2")
    assert "crosses from Room to outside" in sides(town, house, room)
    assert sides(Boundary(id="B-1", name="Town", components=("C-1", "C-2"))) == ""


def test_boundaries_inside_each_other_are_each_gone_through_once() -> None:
    one = Boundary(id="B-1", name="One", components=("C-1",), inside="B-2")
    assert "crosses from One to outside" in sides(one, Boundary(id="B-2", name="Two", inside="B-1"))


def test_an_entry_point_is_threatened_where_what_is_behind_it_is() -> None:
    guide = GuideOfSessions(bank_of("targeted"))
    number = next(
        number
        for number, item in enumerate(guide.guide.banks.rules)
        if item.for_each == "entry_point" and item.where.targeted is True
    )
    door, window = (
        EntryPoint(id="E-1", name="Door", component="C-1"),
        EntryPoint(id="E-2", name="Window", flows=("F-1",)),
    )
    for target, found in (("C-1", {"E-1"}), ("F-1", {"E-2"}), ("C-2", set())):
        threat = Threat(id="T-1", title="Theft", target=(target,))
        asked = keys(guide, session(ATTIC, STREET, LETTERS, door, window, threat))
        assert {about for question, about in asked if question == f"q-{number}"} == found


def test_a_failure_mode_that_is_documented_is_not_one_found_fine() -> None:
    guide = GuideOfSessions(bank_of("unthreatened_property"))
    gold = Asset(id="A-1", name="Gold", catalogue="D8")
    for outlook, named in ((Outlook.FINE, False), (Outlook.DOCUMENTED, True), (Outlook.OPEN, True)):
        mode = FailureMode(id="FM-1", asset="A-1", catalogue="D8.1", text="m", outlook=outlook)
        asked = guide.asked(session(gold, mode), ("q-0", "A-1"))
        assert asked is not None and ("availability" in asked.because_words) is named


def test_a_threat_of_another_kind_of_system_is_not_suggested() -> None:
    guide = GuideOfSessions(bank_of("always"))
    assert "t-0" in {item.template for item in guide.suggestions(session())}
    other = replace(HEADER, system_kind=SystemKind.GENERATIVE)
    assert "t-0" not in {item.template for item in guide.suggestions(session(header=other))}


def test_a_suggestion_names_two_assets_of_the_record_and_no_third_and_none_of_elsewhere() -> None:
    guide = GuideOfSessions(bank_of("each record"))
    gold, coins, rings = (
        Asset(id=f"A-{n}", name=name, catalogue="D2") for n, name in ((1, "Gold"), (2, "Coins"), (3, "Rings"))
    )
    attic = replace(ATTIC, assets=("A-1", "A-3"))
    found = guide.suggestions(session(gold, coins, rings, attic, STREET))
    titles = {item.about: item.title for item in found if item.template}
    assert titles["C-1"] == "Theft of Gold and Rings from Attic"
    assert titles["C-2"] == "Theft of Gold and Coins from Street"


@pytest.mark.parametrize(("target", "written"), [((), True), (("C-1",), True), (("C-2",), False)])
def test_a_threat_of_the_same_title_counts_unless_it_is_to_something_else(
    target: tuple[str, ...], written: bool
) -> None:
    guide = GuideOfSessions(bank_of("each record"))
    before = session(ATTIC, STREET)
    item = next(one for one in guide.suggestions(before) if one.about == "C-1" and one.template)
    now = session(ATTIC, STREET, Threat(id="T-1", title=item.title.upper(), target=target))
    state = next(one.state for one in guide.all_suggestions(now) if one.key == item.key)
    assert (state is SuggestedState.WRITTEN) is written


def test_a_stage_out_of_scope_is_not_the_stage_of_a_suggested_threat() -> None:
    guide = GuideOfSessions(bank_of("always"))
    for stages, stage in ((STAGES, STAGES[0]), (STAGES[1:], STAGES[1]), (STAGES[2:], "")):
        found = guide.all_suggestions(session(header=replace(HEADER, stages=stages)))
        assert {item.stage for item in found if item.template} == {stage}


def test_what_was_confirmed_is_not_stale_and_a_fourth_reason_is_counted() -> None:
    guide = GuideOfSessions(bank_of("always"))
    facts = tuple(f"C-{number}|kind|store" for number in range(1, 6))
    decided = Suggestion(id="SU-1", title="Theft", rule="r", template="t-0", facts=facts)
    threat = Threat(id="T-1", title="Theft", suggestion="SU-1")
    said = guide.stale(session(decided, threat))
    assert said["T-1"] == said["SU-1"] and said["T-1"].endswith("; and 2 more.")
    three = guide.stale(session(replace(decided, facts=facts[:3]), threat))
    assert "more" not in three["T-1"]
    four = guide.stale(session(replace(decided, confirmed=facts[:1]), threat))
    assert four["T-1"].endswith("; and 1 more.")
    assert guide.stale(session(replace(decided, confirmed=facts), threat)) == {}


def test_an_answer_or_a_threat_is_looked_at_again_before_the_suggestion_behind_it() -> None:
    decided = Suggestion(id="SU-1", title="Theft", rule="r", template="t-0", facts=("C-1|kind|store",))
    threat = Threat(id="T-1", title="Theft", suggestion="SU-1")
    assert GuideOfSessions(bank_of("always")).next_thing(session(decided, threat)).record == "T-1"
    alone = GuideOfSessions(bank_of("always")).next_thing(session(decided))
    assert alone.record == "" and alone.question == ("q-0", "")


def test_a_property_is_fine_only_when_every_failure_mode_that_breaks_it_is() -> None:
    gold = Asset(id="A-1", name="Gold", catalogue="D2")
    modes = [
        FailureMode(id=f"FM-{number}", asset="A-1", catalogue=f"D2.{number}", text="m", outlook=Outlook.FINE)
        for number in (1, 2)
    ]
    for noted, looked in ((modes[:1], Looked.OPEN), (modes, Looked.FINE)):
        cells = GuideOfSessions(load_banks()).coverage(session(gold, *noted)).properties
        (cell,) = (item for item in cells if item.property is SecurityProperty.AVAILABILITY)
        assert cell.looked is looked


def test_a_rating_as_high_as_the_severity_is_high_enough() -> None:
    gold = Asset(id="A-1", name="Gold", catalogue="D2")
    threat = Threat(id="T-1", title="Theft", stride=(Stride.TAMPERING,), assets=("A-1",))
    for value, warned in ((3, False), (2, True)):
        scores = tuple(Score(factor=factor, value=value) for factor in DREAD_FACTORS)
        rating = Rating(id="R-1", threat="T-1", scale="deck-1-5", scores=scores)
        mode = FailureMode(id="FM-1", asset="A-1", catalogue="D2.1", text="m", severity=3, threats=("T-1",))
        context = GuideOfSessions(load_banks()).context(session(gold, threat, rating, mode))
        assert bool(under_rated(context)) is warned


def test_a_failure_mode_said_to_be_documented_is_open_without_a_threat() -> None:
    gold = Asset(id="A-1", name="Gold", catalogue="D2")
    mode = FailureMode(id="FM-1", asset="A-1", catalogue="D2.1", text="m", outlook=Outlook.DOCUMENTED)
    first, *_ = GuideOfSessions(load_banks()).failure_modes(session(gold, mode), "A-1")
    assert first.outlook is Outlook.OPEN
    threat = Threat(id="T-1", title="Theft", assets=("A-1",), failure_mode="D2.1")
    first, *_ = GuideOfSessions(load_banks()).failure_modes(session(gold, mode, threat), "A-1")
    assert first.outlook is Outlook.DOCUMENTED


def test_the_way_back_names_the_answer_for_this_record_and_for_no_other_and_ends_somewhere() -> None:
    answers = [
        Answer(id=f"Q-{n}", question="q-1", text=f"for {about}?", value="yes", about=about, by="Ada", time="2026-03-02")
        for n, about in ((1, "C-1"), (2, "C-2"))
    ]
    decided = Suggestion(id="SU-1", title="Theft", rule="q-1:yes", about="C-2", facts=("q-1/C-2|answer|yes",))
    threat = Threat(id="T-1", title="Theft", suggestion="SU-1")
    rating = Rating(id="R-1", threat="T-1", scale="deck-1-5")
    found = session(ATTIC, STREET, *answers, decided, threat, rating)
    lines = provenance(GuideOfSessions(bank_of("each record")).context(found), rating, ())
    assert [line.record_id for line in lines if line.record_id.startswith("Q-")] == ["Q-2"]
    assert [line.record_id for line in lines[:3]] == ["R-1", "T-1", "SU-1"]
    ring = (Note(id="N-1", text="a", about="N-2"), Note(id="N-2", text="b", about="N-1"))
    around = provenance(GuideOfSessions(bank_of("always")).context(session(*ring)), ring[0], ())
    assert [line.depth for line in around] == list(range(7))


def test_a_change_taken_back_restores_only_what_it_had_touched() -> None:
    guide = GuideOfSessions(bank_of("always"))
    first = Suggestion(id="SU-1", title="Theft", rule="r", template="t-0", facts=("Q|answer|yes", "q-0|answer|yes"))
    second = replace(first, id="SU-2", about="C-1", facts=("C-1|kind|store",))
    yes = Answer(id="Q-1", question="q-0", text="What is it?", value="yes")
    before, after = session(first, second, ATTIC), session(replace(first, facts=()), second, ATTIC, yes)
    found = guide.consequences(before, after)
    assert [record.id for record in found.restored] == ["SU-1"]
    assert [record.id for record, _ in guide.consequences(after, before).touched] == ["SU-1"]


def test_a_flow_counts_by_the_kind_of_its_end_and_a_threat_by_the_asset_that_it_harms() -> None:
    coming = GuideOfSessions(bank_of("from_kind"))
    for kind, found in ((ComponentKind.PROCESS, True), (ComponentKind.STORE, False)):
        asked = keys(coming, session(replace(ATTIC, component_kind=kind), STREET, LETTERS))
        assert (("q-0", "F-1") in asked) is found
    gold, threat = Asset(id="A-1", name="Gold"), Threat(id="T-1", title="Theft", assets=("A-1",))
    assert ("q-0", "A-1") in keys(GuideOfSessions(bank_of("targeted")), session(gold, threat))
    assert ("q-0", "A-1") not in keys(GuideOfSessions(bank_of("targeted")), session(gold))


@pytest.mark.parametrize(("text", "of"), [("What is it of Attic?", ""), ("What is it?", " for Attic")])
def test_a_reason_names_the_record_of_an_answer_once(text: str, of: str) -> None:
    given = Answer(id="Q-1", question="q-1", text=text, value="yes", about="C-1")
    found = GuideOfSessions(bank_of("each record")).suggestions(session(ATTIC, given))
    assert f"“{text}”{of} was answered “yes”" in next(i.because for i in found if i.key == ("t-1", "C-1"))


def test_a_rejected_suggestion_does_not_come_back_for_a_fact_that_only_passes() -> None:
    guide = GuideOfSessions(bank_of("unthreatened_property"))
    gold = Asset(id="A-1", name="Gold", catalogue="D2")
    item = next(one for one in guide.all_suggestions(session(gold)) if one.key == ("t-0", "A-1"))
    assert item.facts and all(fact.transient for fact in item.facts)
    decided = record_of(item, "SU-1", SuggestionState.REJECTED, "no")
    assert next(i.state for i in guide.all_suggestions(session(gold, decided)) if i.key == item.key) == "rejected"


def test_facts_that_hold_without_the_suggestion_leave_it_stale_until_it_is_confirmed() -> None:
    guide = GuideOfSessions(bank_of("always"))
    yes = Answer(id="Q-1", question="q-1", text="What is it?", value="yes")
    decided = Suggestion(id="SU-1", title="Theft", rule="q-1:yes", template="t-1", facts=("q-1|answer|yes",))
    assert guide.stale(session(yes, decided)) == {}
    outside = replace(HEADER, stages=())
    assert "SU-1" in guide.stale(session(yes, decided, header=outside))
    assert guide.stale(session(yes, replace(decided, confirmed=decided.facts), header=outside)) == {}
