"""Failure modes of assets, and what was looked at and what was not."""

import pytest

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.banks.load import load_banks
from facilitator.model.records.architecture import Component
from facilitator.model.records.assets import Asset
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.records.ratings import Rating, Score
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import (
    DREAD_FACTORS,
    Outlook,
    SecurityProperty,
    Stride,
)
from tests.support.own_bank import session


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
