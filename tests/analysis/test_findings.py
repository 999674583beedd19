"""Findings: what is not right in a session, and what is."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from facilitator.analysis.findings import findings
from facilitator.analysis.progress import progress
from facilitator.drawing.architecture import drawn_architecture
from facilitator.model.fields.closures import Closure
from facilitator.model.nesting import boundaries_around, rings
from facilitator.model.part import Record
from facilitator.model.records.architecture import Boundary, Component, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.notes import Note
from facilitator.model.records.ratings import Rating, Score
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Condition, Node, Tree
from facilitator.model.session import Session
from facilitator.model.vocabulary import (
    DREAD_FACTORS,
    CountermeasureStatus,
    NoteKind,
    RatingMoment,
    ThreatStatus,
)
from facilitator.report.diagram import flowchart
from tests.support.complete import changed, complete, session_with

SCALES: dict[str, Any] = {
    "deck-1-5": SimpleNamespace(
        id="deck-1-5", title="D", lowest=1, highest=5, combine="sum", factors=DREAD_FACTORS, bands=()
    )
}


CLOSING = Countermeasure(
    id="CM-1", text="Seal", status=CountermeasureStatus.IN_PLACE, closes=(Closure(condition="CO-1"),)
)
"""What is in place and closes the condition of the tree of `rated`."""


def test_a_complete_session_has_no_findings_and_its_records_lack_nothing() -> None:
    session = session_with(*complete())
    assert findings(session, SCALES) == ()
    assert [point for found in progress(session).values() for point in found.open_points] == []


def rated(band_of: int, **more: Any) -> list[Record]:
    """A threat that is rated so high, with a tree that stands on one condition."""
    scores = tuple(Score(factor=factor, value=band_of) for factor in DREAD_FACTORS)
    return [
        Threat(id="T-1", title="Steer it", **more),
        Rating(id="R-1", threat="T-1", scale="deck-1-5", scores=scores),
        Condition(id="CO-1", name="Open link"),
        Tree(id="TR-1", title="Tree", threat="T-1", nodes=(Node(id="n1", label="Leaf", condition="CO-1"),)),
    ]


def said_of(*records: Record, bands: tuple[str, ...] = ("None", "Low", "Medium", "High", "Critical")) -> list[str]:
    scale = SimpleNamespace(**vars(SCALES["deck-1-5"]))
    scale.bands = tuple(SimpleNamespace(name=name, lowest=5 * place) for place, name in enumerate(bands, 1))
    found = findings(session_with(*records), {"deck-1-5": scale})
    return [item.text for item in found if item.record_id == "T-1" and item.text.startswith("it is rated")]


@pytest.mark.parametrize(("value", "band"), [(4, "High (20)"), (5, "Critical (25)")])
def test_an_open_threat_in_the_two_highest_bands_asks_for_a_treatment(value: int, band: str) -> None:
    assert said_of(*rated(value)) == [
        f"it is rated {band}, and nothing is done against it; add a countermeasure, or decide what becomes of it."
    ]


def test_an_open_threat_below_the_two_highest_bands_is_no_finding() -> None:
    assert said_of(*rated(3)) == []
    assert said_of(*rated(1), bands=("Low", "High")) == []
    assert said_of(*rated(5), bands=("All",)) == []
    assert said_of(*rated(5), bands=()) == []


def test_of_two_bands_the_higher_is_high_and_of_three_two_are() -> None:
    assert said_of(*rated(2), bands=("Low", "High"))
    assert said_of(*rated(2), bands=("Low", "Medium", "High"))


def test_a_high_threat_is_treated_by_a_measure_a_decision_or_what_cuts_its_tree() -> None:
    proposed = Countermeasure(id="CM-1", text="Seal")
    rejected = Countermeasure(id="CM-2", text="Pray", status=CountermeasureStatus.REJECTED, reason="No help")
    assert said_of(*rated(5, countermeasures=("CM-2", "CM-1")), proposed, rejected) == []
    assert said_of(*rated(5, countermeasures=("CM-2",)), proposed, rejected)
    assert said_of(*rated(5, status=ThreatStatus.ACCEPTED, status_reason="Cheap")) == []
    assert said_of(*rated(5, status=ThreatStatus.MITIGATED)) == []
    planned = replace(CLOSING, status=CountermeasureStatus.PLANNED)
    assert said_of(*rated(5), planned)
    assert said_of(*rated(5), replace(CLOSING, closes=(Closure(condition="CO-1", factor=0.5),)))
    assert said_of(*rated(5), CLOSING) == []


def test_a_countermeasure_that_cuts_one_of_several_trees_is_something_done() -> None:
    open_tree = Tree(id="TR-2", title="Another", threat="T-1", nodes=(Node(id="n1", label="Leaf"),))
    assert said_of(*rated(5), CLOSING, open_tree) == []


def test_a_countermeasure_that_cuts_the_tree_of_another_threat_is_no_treatment() -> None:
    threat, rating, condition, tree = rated(5)
    assert isinstance(tree, Tree)
    elsewhere = replace(tree, threat="T-2")
    assert said_of(threat, rating, condition, elsewhere, CLOSING, Threat(id="T-2", title="Another"))


def test_bands_may_stand_in_any_order() -> None:
    scale = SimpleNamespace(**vars(SCALES["deck-1-5"]))
    scale.bands = tuple(SimpleNamespace(name=name, lowest=lowest) for name, lowest in (("C", 20), ("B", 15), ("A", 5)))
    found = findings(session_with(*rated(5)), {"deck-1-5": scale})
    assert [item.text.split(",")[0] for item in found][:1] == ["it is rated C (25)"]


def test_a_high_threat_whose_tree_cannot_be_evaluated_is_not_treated_by_it() -> None:
    assert said_of(*rated(5)[:2], Tree(id="TR-1", title="Empty", threat="T-1"))


def test_a_threat_without_a_whole_rating_or_a_known_scale_is_not_called_high() -> None:
    threat, rating, *_ = rated(5)
    assert isinstance(rating, Rating)
    assert said_of(threat, replace(rating, scores=rating.scores[1:])) == []
    assert said_of(threat, replace(rating, scale="lost")) == []
    assert said_of(threat) == []


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
        ("N-1", "has no owner"),
    ):
        assert any(where == record_id and part in text for where, text in found), (record_id, part)


@pytest.mark.parametrize(
    ("records", "finding"),
    [
        (changed(Asset, name=" "), ("A-1", "it has no name; give it one.")),
        (changed(Flow, target="C-1"), ("F-1", "it ends where it starts; choose another end.")),
        (changed(Flow, target=""), ("F-1", "its start or its end is missing; choose the components.")),
        (
            changed(Threat, assets=("C-1",)),
            ("T-1", "it names C-1 as its assets, which is the wrong kind of record; name another or leave it out."),
        ),
        (
            changed(Threat, assets=("A-9",)),
            ("T-1", "it names A-9 as its assets, which is no such record; name another or leave it out."),
        ),
        (
            changed(Threat, status=ThreatStatus.TRANSFERRED, status_reason=" "),
            ("T-1", "it is transferred without a reason; write one."),
        ),
        (changed(Rating, scale="lost"), ("R-1", "its scale “lost” is not in the banks; add it or rate again.")),
        (
            changed(Rating, scores=(Score(factor="luck", value=3),)),
            ("R-1", f"“luck” is not a factor of deck-1-5, which has {', '.join(DREAD_FACTORS)}; take it out."),
        ),
        (
            [*complete(), Note(id="N-1", text="Do it", note_kind=NoteKind.ACTION, owner=" ")],
            ("N-1", "it has no owner; name one."),
        ),
    ],
)
def test_one_fault_in_a_complete_session_is_the_one_finding(records: list[Record], finding: tuple[str, str]) -> None:
    assert [(item.record_id, item.text) for item in findings(session_with(*records), SCALES)] == [finding]


def test_what_is_left_to_the_team_is_no_finding() -> None:
    session = session_with(
        *changed(Rating, scores=(Score(factor="damage"),), moment=RatingMoment.RESIDUAL),
        Rating(id="R-2", threat="T-1", scale="deck-1-5"),
        Note(id="N-1", text="Done", note_kind=NoteKind.ACTION, done=True),
        Note(id="N-2", text="Owned", note_kind=NoteKind.ACTION, owner="Mara"),
        Note(id="N-3", text="Parked", note_kind=NoteKind.PARKED),
        Threat(id="T-2", title="T", target=("C-1",), status=ThreatStatus.ACCEPTED, status_reason="Cheap", owner="Mara"),
    )
    assert findings(session, SCALES) == ()


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


def test_flows_in_a_circle_are_drawn_the_same_way_each_time() -> None:
    ends = ("4 1", "2 1", "3 6", "5 4", "1 4", "5 3", "6 4", "1 5", "3 2")
    flows = [Flow(id=f"F-{n}", name="f", source=f"C-{end[0]}", target=f"C-{end[2]}") for n, end in enumerate(ends, 1)]
    session = session_with(*(Component(id=f"C-{n}", name="part") for n in range(1, 7)), *flows)
    assert len({drawn_architecture(session).text for _ in range(50)}) == 1


def test_a_boundary_that_leads_into_a_ring_is_not_of_it() -> None:
    session = session_with(
        Boundary(id="B-1", name="tail", inside="B-2"),
        Boundary(id="B-2", name="two", inside="B-3"),
        Boundary(id="B-3", name="three", inside="B-2"),
    )
    assert rings(session) == (("B-2", "B-3"),)
    assert boundaries_around(session) == {"B-1": "B-2", "B-2": "", "B-3": ""}
    assert [found.record_id for found in findings(session, SCALES)] == ["B-2"]


@pytest.mark.parametrize("count", [2, 8, 9])
def test_a_ring_is_told_from_its_first_boundary_back_to_it_and_of_a_long_one_eight(count: int) -> None:
    (found,) = findings(nested(count, ring=True), SCALES)
    told = [words.rstrip(")") for words in found.text.partition("(")[2].partition(";")[0].split(" inside ")]
    assert found.record_id == told[0] == told[-1]
    assert len(told) - 1 == len(set(told)) == min(count, 8)


def test_a_boundary_inside_itself_is_found() -> None:
    (found,) = findings(session_with(Boundary(id="B-1", name="b", inside="B-1")), SCALES)
    assert found.text == "it names itself as its inside; name another."
