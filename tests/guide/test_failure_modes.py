"""Failure modes of assets, and what was looked at and what was not."""

from dataclasses import replace

import pytest

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.banks.load import load_banks
from facilitator.banks.schema.threats import Remedy
from facilitator.guide.cards import Card
from facilitator.guide.coverage import Looked, StageCell
from facilitator.model.records.architecture import Component, Technology
from facilitator.model.records.assets import Asset
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.records.notes import Note
from facilitator.model.records.ratings import Rating, Score
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import (
    DREAD_FACTORS,
    Effect,
    NoteKind,
    Outlook,
    SecurityProperty,
    Step,
    Stride,
)
from tests.support.own_bank import HOUSE, answer, session
from tests.support.small_banks import STAGES, TOPICS, bank_of
from tests.support.small_banks import session as small_session


def test_failure_modes_are_documented_fine_or_open_and_own_ones_join() -> None:
    records = (
        Asset(id="A-1", name="Labels", catalogue="D4"),
        Threat(id="T-1", title="Flipped", assets=("A-1",), failure_mode="D4.3"),
        FailureMode(id="FM-1", asset="A-1", catalogue="D4.1", text="x", outlook=Outlook.FINE, reason="A copy is kept"),
        FailureMode(id="FM-2", asset="A-1", text="The labeller leaves"),
    )
    found = GuideOfSessions(load_banks()).failure_modes(session(*records), "A-1")
    assert [(mode.catalogue, mode.outlook.value) for mode in found] == [
        ("D4.1", "fine"),
        ("D4.2", "open"),
        ("D4.3", "documented"),
        ("D4.4", "open"),
        ("", "open"),
    ]


def test_a_failure_mode_that_has_left_the_catalogue_stays_and_each_has_an_id() -> None:
    records = (
        Asset(id="A-1", name="Labels", catalogue="D4"),
        FailureMode(id="FM-1", asset="A-1", text="The labeller leaves"),
        FailureMode(id="FM-2", asset="A-1", catalogue="D4.99", text="Of an older bank"),
    )
    found = GuideOfSessions(load_banks()).failure_modes(session(*records), "A-1")
    assert [mode.id for mode in found] == ["D4.1", "D4.2", "D4.3", "D4.4", "D4.99", "FM-1"]
    assert [mode.text for mode in found[4:]] == ["Of an older bank", "The labeller leaves"]


def test_a_threat_that_two_places_name_stands_behind_a_failure_mode_once_and_one_that_is_gone_never() -> None:
    records = (
        Asset(id="A-1", name="Labels", catalogue="D4"),
        Threat(id="T-1", title="Flipped", assets=("A-1",), failure_mode="D4.1"),
        FailureMode(id="FM-1", asset="A-1", catalogue="D4.1", text="x", threats=("T-1", "T-9")),
    )
    first, *_ = GuideOfSessions(load_banks()).failure_modes(session(*records), "A-1")
    assert [threat.id for threat in first.threats] == ["T-1"]


@pytest.mark.parametrize(("severity", "warned"), [(5, True), (1, False)])
def test_a_severity_above_the_rating_is_warned_about(severity: int, warned: bool) -> None:
    from facilitator.guide.failure_modes import under_rated

    records = (
        Asset(id="A-1", name="Labels", catalogue="D4"),
        Threat(id="T-1", title="Flipped", assets=("A-1",), failure_mode="D4.3"),
        FailureMode(id="FM-1", asset="A-1", catalogue="D4.3", text="x", severity=severity),
        Rating(id="R-1", threat="T-1", scale="deck-1-5", scores=tuple(Score(factor=f, value=3) for f in DREAD_FACTORS)),
    )
    found = under_rated(GuideOfSessions(load_banks()).context(session(*records)))
    assert bool(found) is warned
    assert all("T-1 is rated at 50%" in item.text for item in found)


def test_only_a_whole_rating_is_held_against_a_severity_and_only_where_there_is_one() -> None:
    from facilitator.guide.failure_modes import under_rated

    lowest = tuple(Score(factor=factor, value=1) for factor in DREAD_FACTORS)
    whole = Rating(id="R-1", threat="T-1", scale="deck-1-5", scores=lowest)
    severe = FailureMode(id="FM-1", asset="A-1", catalogue="D4.3", text="x", severity=5)
    for mode, rating, warned in (
        ((severe,), (whole,), True),
        ((severe,), (replace(whole, scores=lowest[1:]),), False),
        ((severe,), (replace(whole, scale="lost"),), False),
        ((severe,), (), False),
        ((replace(severe, severity=None),), (whole,), False),
        ((), (whole,), False),
    ):
        threat = Threat(id="T-1", title="Flipped", assets=("A-1",), failure_mode="D4.3")
        found = session(Asset(id="A-1", name="Labels", catalogue="D4"), threat, *mode, *rating)
        assert bool(under_rated(GuideOfSessions(load_banks()).context(found))) is warned


def test_coverage_marks_what_is_published_but_leaves_nothing_out() -> None:
    records = (
        Asset(id="A-1", name="Labels", catalogue="D4", properties=(SecurityProperty.CONFIDENTIALITY,)),
        Threat(id="T-1", title="x", assets=("A-1",), target=("A-1",), stride=(Stride.TAMPERING,)),
        Component(id="C-1", name="Store"),
    )
    found = GuideOfSessions(load_banks()).coverage(session(*records))
    cells = {cell.property.value: (cell.looked.value, cell.published, cell.chosen) for cell in found.properties}
    assert len(cells) == 6
    assert cells["integrity"] == ("documented", True, False)
    assert cells["confidentiality"] == ("open", False, True)
    assert cells["authenticity"][1]
    assert [cell.element.id for cell in found.elements] == ["C-1"] * 6


def test_what_counts_in_total_is_published_chosen_or_looked_at() -> None:
    labels = Asset(id="A-1", name="Labels", catalogue="D4")
    published = load_banks().assets_by_id["D4"].properties
    others = [item for item in SecurityProperty if item not in published]
    own = Asset(id="A-2", name="Own", properties=(SecurityProperty.INTEGRITY,))
    nothing = {"documented": 0, "fine": 0, "open": 0}

    def counted(*records: Asset | Threat) -> dict[str, int]:
        counts: dict[str, int] = GuideOfSessions(load_banks()).coverage(session(*records)).counts()["asset properties"]
        return counts

    assert counted(Asset(id="A-1", name="Own")) == nothing
    assert counted(own) == {**nothing, "open": 1}
    assert counted(labels) == {**nothing, "open": len(published)}
    threat = Threat(id="T-1", title="x", assets=("A-1",), properties=(others[0],))
    assert counted(labels, threat) == {"documented": 1, "fine": 0, "open": len(published)}
    assert counted(labels, own, threat) == {"documented": 1, "fine": 0, "open": len(published) + 1}


def test_a_cell_names_the_threats_behind_it_or_else_the_failure_modes_found_fine() -> None:
    gold = Asset(id="A-1", name="Gold", catalogue="D2")
    modes = [
        FailureMode(id=f"FM-{number}", asset="A-1", catalogue=f"D2.{number}", text="m", outlook=Outlook.FINE)
        for number in (1, 2)
    ]
    threat = Threat(id="T-1", title="x", assets=("A-1",), properties=(SecurityProperty.AVAILABILITY,))
    for records, looked, behind in (
        ((gold,), Looked.OPEN, ()),
        ((gold, *modes), Looked.FINE, ("FM-1", "FM-2")),
        ((gold, threat), Looked.DOCUMENTED, ("T-1",)),
        ((gold, *modes, threat), Looked.DOCUMENTED, ("T-1",)),
    ):
        cells = GuideOfSessions(load_banks()).coverage(session(*records)).properties
        (cell,) = (item for item in cells if item.property is SecurityProperty.AVAILABILITY)
        assert (cell.looked, cell.behind) == (looked, behind)


def test_an_element_is_covered_for_each_category_of_a_threat_to_it_and_for_no_other() -> None:
    threats = (
        Threat(id="T-1", title="x", target=("C-1", "F-1"), stride=(Stride.TAMPERING, Stride.SPOOFING)),
        Threat(id="T-2", title="y", target=("C-1",), stride=(Stride.TAMPERING,)),
    )
    coverage = GuideOfSessions(load_banks()).coverage(session(*HOUSE, *threats))
    found = {
        (cell.element.id, cell.category): cell.behind for cell in coverage.elements if cell.looked is not Looked.OPEN
    }
    assert found == {
        ("C-1", Stride.TAMPERING): ("T-1", "T-2"),
        ("C-1", Stride.SPOOFING): ("T-1",),
        ("F-1", Stride.TAMPERING): ("T-1",),
        ("F-1", Stride.SPOOFING): ("T-1",),
    }
    assert {cell.behind for cell in coverage.elements if cell.looked is Looked.OPEN} == {()}
    assert coverage.counts()["elements by STRIDE"]["documented"] == 4


def test_a_stage_is_covered_step_by_step_as_far_as_its_questions_are_answered() -> None:
    guide = GuideOfSessions(bank_of("each record"))
    house = (Component(id="C-1", name="Attic"), Component(id="C-2", name="Street"))
    number = next(n for n, one in enumerate(TOPICS["each record"]) if one.for_each == "component")
    stage, step = STAGES[number % len(STAGES)], list(Step)[number % len(Step)]
    assert guide.coverage(small_session(*house)).stages == (StageCell(stage, step, 2, 2),)
    given = answer(f"q-{number}", "skipped", about="C-1")
    assert guide.coverage(small_session(*house, given)).stages == (StageCell(stage, step, 2, 1),)
    assert guide.coverage(small_session()).stages == ()


def threat_of(card: Card) -> Threat:
    assert isinstance(card.record, Threat)
    return card.record


def test_a_card_is_filled_in_from_the_template_and_what_the_record_says() -> None:
    banks = bank_of("each record")
    remedies = tuple(Remedy(text=f"Seal {effect}", effect=effect) for effect in Effect)
    template = replace(
        banks.threats_by_id["t-1"],
        what_happens="{assets} go from {record}.",
        failure_modes=("M6.1", "X3.1", "D2.2"),
        countermeasure=remedies,
        techniques=("By night",),
        references=("CWE-1",),
    )
    guide = GuideOfSessions(replace(banks, threats=(template,), rules=()))
    assets = [Asset(id=f"A-{n}", name=name, catalogue="D2") for n, name in ((1, "Gold"), (2, "Coins"), (3, "Rings"))]
    attic = Component(id="C-1", name="Attic", assets=("A-1", "A-3"))
    found = small_session(*assets, attic, Component(id="C-2", name="Street"))
    cards = {item.about: guide.prefilled(found, item) for item in guide.suggestions(found)}
    assert cards["C-1"].record == Threat(
        id="T-1",
        title="Theft of Gold and Rings from Attic",
        description="Gold and Rings go from Attic.",
        target=("C-1",),
        stride=template.stride,
        properties=template.broken,
        assets=("A-1", "A-3"),
        failure_mode="D2.2",
        stage=STAGES[0],
        techniques=("By night",),
        countermeasures=("CM-1", "CM-2", "CM-3"),
        references=("CWE-1",),
    )
    assert cards["C-1"].countermeasures == tuple(
        Countermeasure(id=f"CM-{place}", text=f"Seal {effect}", effect=effect, template=f"t-1/{place}")
        for place, effect in enumerate(Effect, 1)
    )
    other = threat_of(cards["C-2"])
    assert other.description == "Gold and Coins go from Street."
    assert other.assets == ("A-1", "A-2", "A-3")
    alone = small_session(Component(id="C-2", name="Street"))
    (item,) = guide.suggestions(alone)
    card = threat_of(guide.prefilled(alone, item))
    assert (card.description, card.failure_mode, card.assets) == ("the data go from Street.", "", ())
    gone = threat_of(guide.prefilled(small_session(*assets), item))
    assert (gone.target, gone.description) == ((), "Gold and Coins go from the house.")


def test_what_is_no_target_of_threats_is_not_made_one() -> None:
    guide = GuideOfSessions(replace(bank_of("each record"), rules=()))
    found = small_session(Technology(id="K-1", name="Broker"))
    (item,) = guide.suggestions(found)
    assert (item.about, threat_of(guide.prefilled(found, item)).target) == ("K-1", ())


def test_an_action_becomes_a_note_about_its_record_if_that_is_still_there() -> None:
    guide = GuideOfSessions(replace(bank_of("each record"), threats=()))
    found = small_session(Component(id="C-1", name="Attic"))
    (item,) = guide.suggestions(found)
    words = Note(id="N-1", text="Look at 1 of Attic", note_kind=NoteKind.ACTION, about="C-1")
    assert guide.prefilled(found, item).record == words
    assert guide.prefilled(small_session(), item).record == replace(words, about="")
