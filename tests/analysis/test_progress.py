"""What is left to do in each step, and the summary of a session."""

import pytest

from facilitator.analysis.progress import progress
from facilitator.analysis.summary import summary
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer
from facilitator.model.records.architecture import Boundary, EntryPoint, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.notes import Note
from facilitator.model.records.ratings import Rating, Score
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Tree
from facilitator.model.vocabulary import (
    DREAD_FACTORS,
    AnswerState,
    NoteKind,
    Protection,
    Step,
    ThreatStatus,
)
from tests.support.complete import changed, complete, session_with, without


def test_an_empty_session_lacks_something_in_every_step() -> None:
    session = session_with()
    assert all(found.open_points and not found.count for found in progress(session).values())


def test_a_rating_with_a_missing_factor_leaves_a_point_open() -> None:
    records = complete()
    records[-1] = Rating(id="R-1", threat="T-1", scale="deck-1-5")
    (point,) = progress(session_with(*records))[Step.RATE].open_points
    assert "of its rating still to score" in point


@pytest.mark.parametrize(
    ("step", "records", "points"),
    [
        (Step.ASSETS, without(Asset), ["No asset is named yet; start with the data and the model."]),
        (Step.ASSETS, changed(Asset, properties=()), ["A-1 Readings: no property is chosen that must hold for it."]),
        (
            Step.ARCHITECTURE,
            [one for one in complete() if one.id != "C-2"],
            ["The architecture needs at least two components."],
        ),
        (Step.ARCHITECTURE, without(Flow), ["No data flow is drawn yet."]),
        (
            Step.ARCHITECTURE,
            changed(Flow, target=""),
            ["F-1 Readings: it is not known where it comes from or goes to."],
        ),
        (Step.DECOMPOSE, without(Flow), ["There is no data flow to look into; draw one in step 2."]),
        (
            Step.DECOMPOSE,
            changed(Flow, authentication=Protection.UNKNOWN),
            ["F-1 Readings: its authentication is not known."],
        ),
        (
            Step.DECOMPOSE,
            changed(Flow, authorization=Protection.UNKNOWN),
            ["F-1 Readings: its authorization is not known."],
        ),
        (Step.DECOMPOSE, without(Boundary), ["No trust boundary is drawn yet."]),
        (Step.DECOMPOSE, without(EntryPoint), ["No entry point is named yet."]),
        (Step.THREATS, without(Threat), ["No threat is written down yet."]),
        (Step.THREATS, changed(Threat, stride=()), ["T-1 Tampering: no STRIDE category is chosen."]),
        (Step.THREATS, changed(Threat, target=()), ["T-1 Tampering: its target is not named."]),
        (Step.TREES, without(Tree), ["No threat tree is drawn yet; begin with the threat that worries you most."]),
        (Step.TREES, changed(Tree, nodes=()), ["TR-1 is empty; begin with the attacker's goal."]),
        (Step.RATE, without(Threat), ["There is no threat to rate; write one down in step 4."]),
        (Step.RATE, without(Rating), ["T-1 Tampering: it is not rated."]),
        (
            Step.RATE,
            changed(Rating, scores=tuple(Score(factor=factor, value=0) for factor in DREAD_FACTORS[2:])),
            ["T-1 Tampering: damage and reproducibility of its rating still to score."],
        ),
    ],
)
def test_one_thing_that_is_missing_is_the_one_open_point(step: Step, records: list[Record], points: list[str]) -> None:
    state = progress(session_with(*records))[step]
    assert list(state.open_points) == points


def test_a_threat_that_does_not_apply_need_not_be_rated_and_those_after_it_must() -> None:
    dropped = Threat(id="T-0", title="Gone", status=ThreatStatus.NOT_APPLICABLE, status_reason="Not here")
    late = Threat(id="T-2", title="Late")
    session = session_with(dropped, *complete(), late)
    assert progress(session)[Step.RATE].open_points == ("T-2 Late: it is not rated.",)


def test_progress_counts_the_records_of_a_step() -> None:
    counts = {step: state.count for step, state in progress(session_with(*complete())).items()}
    assert list(counts.values()) == [1, 3, 2, 1, 1, 1]


def test_a_summary_counts_what_is_done_what_is_there_and_what_is_open() -> None:
    session = session_with(
        *without(Rating),
        Note(id="N-1", text="Parked", note_kind=NoteKind.PARKED),
        Note(id="N-2", text="Act", note_kind=NoteKind.ACTION),
        Note(id="N-3", text="Done", note_kind=NoteKind.ACTION, done=True),
        Note(id="N-4", text="Decided", note_kind=NoteKind.DECISION),
        Answer(id="Q-1", question="a", text="A?", state=AnswerState.UNKNOWN),
        Answer(id="Q-2", question="b", text="B?", state=AnswerState.SKIPPED),
    )
    found = summary(session)
    assert found.open_points == 3
    assert found.done == ()
    assert found.counts == {"asset": 1, "component": 2, "flow": 1, "threat": 1, "tree": 1}
