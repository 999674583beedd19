"""Findings and progress."""

from types import SimpleNamespace
from typing import Any

import pytest

from facilitator.analysis.findings import findings
from facilitator.analysis.progress import progress
from facilitator.drawing.architecture import drawn_architecture
from facilitator.model.nesting import boundaries_around, rings
from facilitator.model.records import (
    Asset,
    Boundary,
    Component,
    EntryPoint,
    Flow,
    Header,
    Node,
    Note,
    Rating,
    Record,
    Score,
    Threat,
    Tree,
)
from facilitator.model.session import Session, session_of
from facilitator.model.vocabulary import (
    DREAD_FACTORS,
    NoteKind,
    Protection,
    SecurityProperty,
    Step,
    Stride,
    ThreatStatus,
)
from facilitator.report.diagram import flowchart

SCALES: dict[str, Any] = {
    "deck-1-5": SimpleNamespace(
        id="deck-1-5", title="D", lowest=1, highest=5, combine="sum", factors=DREAD_FACTORS, bands=()
    )
}


def session_with(*records: Record, closed: tuple[str, ...] = ()) -> Session:
    return session_of([Header(id="S-1", identity="x", title="X", closed_steps=closed), *records], {}, 1)


def complete() -> list[Record]:
    known = {"authentication": Protection.PRESENT, "authorization": Protection.NONE}
    scores = tuple(Score(factor=factor, value=3) for factor in DREAD_FACTORS)
    return [
        Asset(id="A-1", name="Readings", properties=(SecurityProperty.INTEGRITY,)),
        Component(id="C-1", name="Meter"),
        Component(id="C-2", name="Ingestor"),
        Flow(id="F-1", name="Readings", source="C-1", target="C-2", **known),
        Boundary(id="B-1", name="Plant", components=("C-1",)),
        EntryPoint(id="E-1", name="Port"),
        Threat(id="T-1", title="Tampering", stride=(Stride.TAMPERING,), target=("F-1",)),
        Tree(id="TR-1", title="Tree", threat="T-1", nodes=(Node(id="n1", label="Leaf"),)),
        Rating(id="R-1", threat="T-1", scale="deck-1-5", scores=scores),
    ]


def test_a_complete_session_has_no_findings_and_every_step_done() -> None:
    session = session_with(*complete())
    assert findings(session, SCALES) == ()
    assert {state.state for state in progress(session).values()} == {"done"}


def test_an_empty_session_is_open_and_begins_with_assets() -> None:
    session = session_with()
    assert {state.state for state in progress(session).values()} == {"open"}


def test_a_step_is_in_work_until_it_is_closed_by_hand() -> None:
    asset = Asset(id="A-1", name="Readings")
    assert progress(session_with(asset))[Step.ASSETS].state == "in-work"
    closed = progress(session_with(asset, closed=("assets",)))[Step.ASSETS]
    assert closed.state == "done" and closed.open_points


def test_a_rating_with_a_missing_factor_leaves_the_step_in_work() -> None:
    records = complete()
    records[-1] = Rating(id="R-1", threat="T-1", scale="deck-1-5")
    assert progress(session_with(*records))[Step.RATE].state == "in-work"


def test_each_fault_is_found_with_its_record() -> None:
    off = (Score(factor="damage", value=9),)
    session = session_with(
        Flow(id="F-1", name="Half", source="C-9"),
        Threat(id="T-1", title="T", status=ThreatStatus.ACCEPTED, target=("P-1",)),
        Tree(id="TR-1", title="Empty"),
        Rating(id="R-1", threat="T-1", scale="deck-1-5", scores=off),
        Rating(id="R-2", threat="T-1", scale="lost"),
        Note(id="N-1", text="Do it", note_kind=NoteKind.ACTION),
    )
    found = {(finding.record_id, part) for finding in findings(session, SCALES) for part in [finding.text]}
    for record_id, part in (
        ("F-1", "C-9"),
        ("F-1", "its start or its end is missing"),
        ("T-1", "without a reason"),
        ("T-1", "P-1"),
        ("TR-1", "empty"),
        ("R-1", "9 is not on the scale"),
        ("R-1", "another inherent rating"),
        ("R-2", "lost"),
        ("N-1", "no owner"),
    ):
        assert any(where == record_id and part in text for where, text in found), (record_id, part)


def nested(count: int, *, ring: bool = False) -> Session:
    last = f"B-{count}" if ring else ""
    boundaries = [
        Boundary(id=f"B-{n}", name="b", inside=f"B-{n - 1}" if n > 1 else last, components=("C-1",))
        for n in range(1, count + 1)
    ]
    return session_with(Component(id="C-1", name="part"), *boundaries)


@pytest.mark.parametrize("ring", [True, False])
def test_boundaries_in_each_other_are_drawn_once_each_however_many(ring: bool) -> None:
    session = nested(3000, ring=ring)
    text = "\n".join(flowchart(session))
    assert text.count("subgraph") == 3000
    assert len(text) < 3000 * 200
    assert f"B-{3000}" in drawn_architecture(session).text
    assert len(findings(session, SCALES)) == (1 if ring else 0)


def test_a_boundary_that_leads_into_a_ring_is_not_of_it() -> None:
    session = session_with(
        Boundary(id="B-1", name="tail", inside="B-2"),
        Boundary(id="B-2", name="two", inside="B-3"),
        Boundary(id="B-3", name="three", inside="B-2"),
    )
    assert rings(session) == (("B-2", "B-3"),)
    assert boundaries_around(session) == {"B-1": "B-2", "B-2": "", "B-3": ""}
    assert [found.record_id for found in findings(session, SCALES)] == ["B-2"]


def test_a_boundary_inside_itself_is_found() -> None:
    (found,) = findings(session_with(Boundary(id="B-1", name="b", inside="B-1")), SCALES)
    assert found.text == "it names itself as its inside; name another."
