"""Approvals: they speak of what a session says, and not of how it came about."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from facilitator.analysis.approval import (
    ApprovalState,
    approval_findings,
    before_approval,
    digest_of_content,
    state_of,
)
from facilitator.model.fields.closures import Closure
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer
from facilitator.model.records.assets import Asset
from facilitator.model.records.context import Assumption
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.notes import Note, Timebox
from facilitator.model.records.ratings import Rating, Score, Vote
from facilitator.model.records.session import Approval, Participant
from facilitator.model.records.threats import Threat
from facilitator.model.session import Session
from facilitator.model.vocabulary import (
    DREAD_FACTORS,
    AnswerState,
    AssumptionState,
    CountermeasureStatus,
    ReviewPass,
    ThreatStatus,
)
from tests.support.complete import complete, session_with

TODAY = "2026-06-15"
SCALES: dict[str, Any] = {
    "deck-1-5": SimpleNamespace(
        id="deck-1-5", title="D", lowest=1, highest=5, combine="sum", factors=DREAD_FACTORS, bands=()
    )
}
MORE = (
    Threat(id="T-2", title="Theft", techniques=("one", "two"), countermeasures=("CM-1",)),
    Countermeasure(id="CM-1", text="Seal", closes=(Closure(condition="CO-1"),)),
    Assumption(id="AS-1", text="The cloud is sound"),
    Answer(id="Q-1", question="q", text="Why?", value="no"),
)


def session_of(*changed: Record) -> Session:
    """The session that is approved, with some records changed or more."""
    records = {record.id: record for record in (*complete(), *MORE, *changed)}
    return session_with(*records.values())


def approval(**more: Any) -> Approval:
    return Approval(
        **{"id": "AP-1", "by": "Ann", "day": "2026-06-01", "digest": digest_of_content(session_of())} | more
    )


@pytest.mark.parametrize(
    "record",
    [
        replace(MORE[0], title="Fraud"),
        replace(MORE[0], status=ThreatStatus.BEING_TREATED),
        replace(MORE[0], countermeasures=()),
        replace(MORE[0], techniques=("one",)),
        replace(MORE[1], status=CountermeasureStatus.IN_PLACE),
        replace(MORE[1], closes=(Closure(condition="CO-1", factor=0.5),)),
        replace(MORE[2], state=AssumptionState.CONFIRMED),
        replace(MORE[3], value="yes"),
        Asset(id="A-2", name="Keys"),
    ],
)
def test_whatever_is_said_otherwise_ends_an_approval(record: Record) -> None:
    assert state_of(session_of(record), approval(), TODAY) is ApprovalState.CHANGED


@pytest.mark.parametrize(
    "record",
    [
        replace(MORE[0], techniques=("two", "one")),
        replace(MORE[3], note="Bob was not sure", by="Bob", time="2026-06-02"),
        Note(id="N-1", text="Ask the vendor"),
        Participant(id="P-1", name="Ann"),
        Timebox(id="TB-1", step="assets", spent=300),
        Approval(id="AP-2", by="Bob"),
    ],
)
def test_what_was_noted_beside_it_or_stands_in_another_order_does_not(record: Record) -> None:
    assert state_of(session_of(record), approval(), TODAY) is ApprovalState.VALID


def test_votes_are_no_content_and_scores_are() -> None:
    rating = Rating(id="R-1", threat="T-1", scale="deck-1-5", scores=(Score(factor="damage", value=3),))
    voted = replace(rating, votes=(Vote(participant="P-1"),))
    digests = [digest_of_content(session_of(one)) for one in (rating, voted)]
    assert digests[0] == digests[1]
    assert digest_of_content(session_of(replace(rating, scores=()))) != digests[0]


@pytest.mark.parametrize(
    ("until", "state"),
    [
        ("", ApprovalState.VALID),
        ("2026-06-14", ApprovalState.EXPIRED),
        (TODAY, ApprovalState.VALID),
        ("2026-06-16", ApprovalState.VALID),
    ],
)
def test_an_approval_holds_until_its_last_day_is_over(until: str, state: ApprovalState) -> None:
    assert state_of(session_of(), approval(until=until), TODAY) is state


def test_what_has_changed_counts_before_what_is_over() -> None:
    changed = session_of(Asset(id="A-2", name="Keys"))
    assert state_of(changed, approval(until="2026-06-14"), TODAY) is ApprovalState.CHANGED


def test_the_newest_approval_of_each_review_is_told_of_when_it_holds_no_more() -> None:
    old = approval(digest="of another day")
    over = approval(id="AP-2", review=ReviewPass.SECURITY, until="2026-06-10")
    session = session_of(old, over)
    assert [(one.record_id, one.text) for one in approval_findings(session, TODAY)] == [
        ("AP-1", "changed since Ann approved it on 2026-06-01; have it approved anew."),
        ("AP-2", "this approval was valid until 2026-06-10; have it approved anew."),
    ]
    renewed = session_of(old, over, approval(id="AP-3"), approval(id="AP-4", review=ReviewPass.SECURITY))
    assert list(approval_findings(renewed, TODAY)) == []


def test_before_an_approval_what_is_assumed_unknown_or_not_rated_is_listed() -> None:
    unknown = replace(MORE[3], state=AnswerState.UNKNOWN, value="")
    assert [(one.record_id, one.text) for one in before_approval(session_of(unknown), SCALES)] == [
        ("AS-1", "assumed, not confirmed: The cloud is sound"),
        ("Q-1", "nobody knew: Why?"),
        ("T-2", "not rated: Theft"),
    ]
    settled = replace(MORE[0], status=ThreatStatus.MITIGATED)
    confirmed = replace(MORE[2], state=AssumptionState.CONFIRMED)
    assert list(before_approval(session_of(settled, confirmed), SCALES)) == []
