"""Findings and progress."""

from types import SimpleNamespace
from typing import Any

from facilitator.analysis.findings import findings
from facilitator.analysis.progress import progress
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

SCALES: dict[str, Any] = {
    "deck-1-5": SimpleNamespace(
        id="deck-1-5", title="D", lowest=1, highest=5, combine="sum", factors=DREAD_FACTORS, bands=()
    )
}


def session_with(*records: Record) -> Session:
    return session_of([Header(id="S-1", identity="x", title="X"), *records], {}, 1)


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


def test_a_complete_session_has_no_findings_and_its_records_lack_nothing() -> None:
    session = session_with(*complete())
    assert findings(session, SCALES) == ()
    assert [point for found in progress(session).values() for point in found.open_points] == []


def test_an_empty_session_lacks_something_in_every_step() -> None:
    session = session_with()
    assert all(found.open_points and not found.count for found in progress(session).values())


def test_a_rating_with_a_missing_factor_leaves_a_point_open() -> None:
    records = complete()
    records[-1] = Rating(id="R-1", threat="T-1", scale="deck-1-5")
    (point,) = progress(session_with(*records))[Step.RATE].open_points
    assert "of its rating still to score" in point


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
