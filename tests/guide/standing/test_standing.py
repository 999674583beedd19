"""The standing of threats: what exposes, covers and rules them out, and what never does."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.banks.load import load_banks
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.conditions import Circumstance, Pattern, When
from facilitator.banks.schema.questions import CoveredThreat, Lead, Question
from facilitator.banks.schema.threats import Cover, Remedy, ThreatTemplate
from facilitator.guide.standing.considered import considered
from facilitator.guide.standing.standing import Standing
from facilitator.guide.suggested import SuggestedState
from facilitator.guide.suggestions import record_of
from facilitator.model.method.answer_kinds import AnswerKind
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer
from facilitator.model.records.architecture import Component, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.threats import Threat
from facilitator.model.session import Session
from facilitator.model.vocabulary import AnswerState, Effect, Protection, Step, Stride, SuggestionState
from tests.support.small_banks import ATTIC, LETTERS, STREET, session

STAGE = "maintenance"
GOLD = Asset(id="A-1", name="Gold", catalogue="D2")
FULL_ATTIC = replace(ATTIC, assets=("A-1",))
CELLAR = Component(id="C-3", name="Cellar", assets=("A-1",))
HOUSE = (GOLD, FULL_ATTIC, STREET, CELLAR, replace(LETTERS, assets=("A-1",)))
WHERE_GOLD_IS = Circumstance(for_each="component", where=Pattern(holds=("D2",)))

THEFT = ThreatTemplate(
    id="theft",
    title="Theft from {record}",
    record_words="the house",
    what_happens="It goes. It stays away.",
    stride=(Stride.INFORMATION_DISCLOSURE,),
    assets=("D2",),
    weight=4,
    family="loss",
    countermeasure=(Remedy(text="Lock", effect=Effect.PREVENTS), Remedy(text="Dog", effect=Effect.DETECTS)),
    applies=(WHERE_GOLD_IS,),
)
READING = replace(
    THEFT,
    id="reading",
    title="Reading of {record}",
    weight=2,
    family="",
    applies=(Circumstance(for_each="flow", where=Pattern(carries=("D2",))),),
    shows=(Circumstance(for_each="flow", where=Pattern(carries=("D2",), encryption=(Protection.NONE,))),),
    covers=(Cover(by=1, for_each="flow", where=Pattern(encryption=(Protection.PRESENT,))),),
)
FIRE = replace(
    THEFT, id="fire", title="Fire", weight=5, rules_out=(Circumstance(when=When(without={"built-of": ("wood",)})),)
)
FLOOD = replace(THEFT, id="flood", title="Flood in {record}", weight=1)

LEADS: Mapping[str, Mapping[str, Lead]] = {
    "is-locked": {
        "yes": Lead(covers=(CoveredThreat(threat="theft", by=1),)),
        "no": Lead(threats=("theft",)),
        "unknown": Lead(action="Try the door"),
    },
    "has-dog": {"yes": Lead(covers=(CoveredThreat(threat="theft", by=2),)), "no": Lead(threats=("theft",))},
    "on-hill": {"yes": Lead(rules_out=("flood",)), "no": Lead(threats=("flood",))},
    "is-watched": {"no": Lead(threats=("theft",))},
}


def question(question_id: str, leads: Mapping[str, Lead], for_each: str = "") -> Question:
    return Question(
        id=question_id,
        step=Step.THREATS,
        text="What of {record}?" if for_each else "What is it?",
        why="Because.",
        answer=AnswerKind.YES_NO,
        leads=dict(leads),
        for_each=for_each,
    )


def small_bank() -> Banks:
    banks = load_banks()
    built_of = Question(
        id="built-of",
        step=Step.THREATS,
        text="Of what?",
        why="Because.",
        answer=AnswerKind.SEVERAL_OF,
        choices=("wood", "stone"),
    )
    asked = [question(name, leads) for name, leads in LEADS.items() if name != "is-watched"]
    asked += [question("is-watched", LEADS["is-watched"], "component"), built_of]
    bank = replace(banks.questions[STAGE], question=tuple(asked))
    return replace(
        banks,
        questions={STAGE: bank},
        threats=(THEFT, READING, FIRE, FLOOD),
        rules=(),
        versions=dict.fromkeys((one.id for one in asked), "1"),
    )


BANKS = small_bank()
Standings = dict[tuple[str, str], str]


def said(name: str, value: str, number: int = 1, about: str = "") -> Answer:
    states = {state.value: state for state in AnswerState}
    state = states.get(value, AnswerState.ANSWERED)
    real = value if state is AnswerState.ANSWERED else ""
    return Answer(id=f"Q-{number}", question=name, text="What?", state=state, value=real, about=about)


def standings(now: Session, banks: Banks = BANKS) -> Standings:
    found = considered(GuideOfSessions(banks).context(now))
    return {(item.template, item.about): item.standing.value for item in found}


def house(*records: Record) -> Session:
    return session(*HOUSE, *records)


def test_what_a_threat_needs_decides_whether_it_applies() -> None:
    assert standings(session(STREET))["theft", ""] == "not applicable"
    assert standings(house())["theft", "C-1"] == "unconfirmed"
    assert ("theft", "C-2") not in standings(house())


def test_an_answer_shows_covers_or_rules_out_at_every_record_that_it_hits() -> None:
    for value, standing in (("no", "exposed"), ("yes", "covered"), ("unknown", "unconfirmed")):
        found = standings(house(said("is-locked", value)))
        assert {found["theft", "C-1"], found["theft", "C-3"]} == {standing}
    assert standings(house(said("on-hill", "yes")))["flood", "C-1"] == "ruled out"


def test_an_answer_about_a_record_counts_there_alone() -> None:
    found = standings(house(said("is-watched", "no", about="C-1")))
    assert (found["theft", "C-1"], found["theft", "C-3"]) == ("exposed", "unconfirmed")


def test_what_is_shown_and_covered_is_partly_covered_and_still_suggested() -> None:
    now = house(said("is-locked", "yes"), said("is-watched", "no", 2, "C-1"))
    assert standings(now)["theft", "C-1"] == "partly covered"
    assert ("theft", "C-1") in {item.key for item in GuideOfSessions(BANKS).suggestions(now)}


def test_a_countermeasure_that_only_detects_covers_nothing() -> None:
    assert standings(house(said("has-dog", "yes")))["theft", "C-1"] == "unconfirmed"


@pytest.mark.parametrize(
    ("encryption", "standing"),
    [(Protection.NONE, "exposed"), (Protection.PRESENT, "covered"), (Protection.UNKNOWN, "unconfirmed")],
)
def test_a_fact_of_the_architecture_is_evidence(encryption: Protection, standing: str) -> None:
    flow = Flow(id="F-1", name="Letters", source="C-1", target="C-2", assets=("A-1",), encryption=encryption)
    assert standings(session(GOLD, FULL_ATTIC, STREET, flow))["reading", "F-1"] == standing


def test_an_answer_without_a_trait_rules_out_and_no_answer_does_not() -> None:
    assert standings(house())["fire", "C-1"] == "unconfirmed"
    stone = replace(said("built-of", "stone"), choices=("stone",))
    assert standings(house(stone))["fire", "C-1"] == "ruled out"
    both = replace(said("built-of", "stone, wood"), choices=("stone", "wood"))
    assert standings(house(both))["fire", "C-1"] == "unconfirmed"
    assert standings(house(said("built-of", "unknown")))["fire", "C-1"] == "unconfirmed"


def test_every_piece_of_evidence_has_its_fact() -> None:
    now = house(said("is-locked", "no"))
    found = considered(GuideOfSessions(BANKS).context(now))
    (shown,) = [item for item in found if (item.template, item.about) == ("theft", "C-1")]
    assert [fact.key for fact in shown.facts] == ["is-locked|answer|no"]
    assert shown.because == ("“What?” was answered “no”",)


def test_the_records_without_evidence_of_their_own_are_one_line() -> None:
    now = house(said("is-watched", "no", about="C-1"))
    found = {item.key: item for item in GuideOfSessions(BANKS).all_suggestions(now)}
    assert found["theft", "C-1"].hits == ("C-1",)
    assert found["theft", ""].hits == ("C-3",)
    together = {item.key: item for item in GuideOfSessions(BANKS).all_suggestions(house())}["theft", ""]
    assert (together.title, together.hits) == ("Theft from Attic and Cellar", ("C-1", "C-3"))


def test_a_threat_that_names_no_record_is_one_threat() -> None:
    now = house(said("is-watched", "no", about="C-1"))
    assert [item.about for item in GuideOfSessions(BANKS).all_suggestions(now) if item.template == "fire"] == [""]


def test_twins_are_folded_under_the_heaviest_unless_they_are_exposed() -> None:
    guide = GuideOfSessions(BANKS)
    first = guide.suggestions(house())[0]
    assert (first.template, first.twins) == ("fire", ("Theft from Attic and Cellar", "Flood in Attic and Cellar"))
    shown = guide.suggestions(house(said("is-locked", "no")))
    assert [item.template for item in shown] == ["theft", "reading"]
    assert len(shown[0].twins) == 2


def test_a_card_of_several_records_names_them_all_and_leaves_nothing_to_suggest() -> None:
    guide = GuideOfSessions(BANKS)
    item = next(one for one in guide.all_suggestions(house()) if one.template == "theft")
    card = guide.of(house()).prefilled(item).record
    assert isinstance(card, Threat)
    assert (card.target, card.assets) == (("C-1", "C-3"), ("A-1",))
    accepted = record_of(item, "SU-1", SuggestionState.ACCEPTED, "")
    now = house(accepted, replace(card, suggestion="SU-1"))
    assert "theft" not in {one.template for one in guide.suggestions(now)}
    later = house(accepted, replace(card, suggestion="SU-1"), said("is-watched", "no", about="C-1"))
    assert next(one for one in guide.all_suggestions(later) if one.key == ("theft", "C-1")).state == "written"


def test_a_rejected_threat_is_ruled_out_with_its_reason_until_it_hits_something_new() -> None:
    guide = GuideOfSessions(BANKS)
    item = next(one for one in guide.all_suggestions(house()) if one.template == "theft")
    rejected = record_of(item, "SU-1", SuggestionState.REJECTED, "It is nailed down")
    found = considered(guide.context(house(rejected)))
    (place,) = [one for one in found if (one.template, one.about) == ("theft", "C-1")]
    assert (place.standing, place.because) == (Standing.RULED_OUT, ("SU-1 was rejected: It is nailed down",))
    barn = Component(id="C-4", name="Barn", assets=("A-1",))
    back = next(one for one in guide.all_suggestions(house(rejected, barn)) if one.template == "theft")
    assert (back.state, back.changed) == (SuggestedState.BACK, ("C-4 Barn holds A-1 Gold now",))


def test_what_is_settled_is_kept_and_not_suggested() -> None:
    now = house(said("is-locked", "yes"))
    found = next(item for item in GuideOfSessions(BANKS).all_suggestions(now) if item.template == "theft")
    assert found.state is SuggestedState.SETTLED
    assert "theft" not in {item.template for item in GuideOfSessions(BANKS).suggestions(now)}


def test_a_precious_asset_and_a_place_at_the_door_weigh_more() -> None:
    guide = GuideOfSessions(BANKS)
    plain = {item.key: item.weight for item in guide.all_suggestions(house())}
    described = replace(GOLD, value="All we have")
    worth = {item.key: item.weight for item in guide.all_suggestions(session(described, *HOUSE[1:]))}
    assert worth["theft", ""] == plain["theft", ""] + 1
