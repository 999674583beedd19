"""Responsibility: what is overdue, and what nobody answers for."""

from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.analysis.responsibility import overdue, without_owner
from facilitator.model.part import Record
from facilitator.model.records.context import Assumption
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.notes import Note
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import AssumptionState, CountermeasureStatus, NoteKind, ThreatStatus
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.views.findings import checked
from tests.support.complete import session_with

TODAY = "2026-06-15"
DUE = "2026-06-14"
PENDING: tuple[Record, ...] = (
    Note(id="N-1", text="Call", note_kind=NoteKind.ACTION, owner="Ann", due=DUE),
    Countermeasure(id="CM-1", text="Seal", due=DUE),
    Countermeasure(id="CM-1", text="Seal", status=CountermeasureStatus.PLANNED, owner="Ann", due=DUE),
    Threat(id="T-1", title="Theft", due=DUE),
    Threat(id="T-1", title="Theft", status=ThreatStatus.BEING_TREATED, owner="Ann", due=DUE),
    Assumption(id="AS-1", text="Sound", due=DUE),
)
SETTLED: tuple[Record, ...] = (
    Note(id="N-1", text="Call", note_kind=NoteKind.ACTION, owner="Ann", due=DUE, done=True),
    Note(id="N-1", text="A thought", due=DUE),
    Countermeasure(id="CM-1", text="Seal", status=CountermeasureStatus.IN_PLACE, due=DUE),
    Countermeasure(id="CM-1", text="Seal", status=CountermeasureStatus.REJECTED, reason="Dear", due=DUE),
    Threat(id="T-1", title="Theft", status=ThreatStatus.MITIGATED, due=DUE),
    Assumption(id="AS-1", text="Sound", state=AssumptionState.FALSE, due=DUE),
)


@pytest.mark.parametrize("record", PENDING)
def test_what_is_still_to_be_done_after_its_day_is_overdue(record: Record) -> None:
    session = session_with(record)
    (one,) = overdue(session, TODAY)
    assert (one.record_id, one.text) == (record.id, f"it was due on {DUE}; say how it stands, or set another day.")
    assert list(overdue(session, DUE)) == []


@pytest.mark.parametrize("record", SETTLED)
def test_what_is_settled_is_not(record: Record) -> None:
    assert list(overdue(session_with(record), TODAY)) == []


@pytest.mark.parametrize(
    "record",
    [
        Note(id="N-1", text="Call", note_kind=NoteKind.ACTION),
        Countermeasure(id="CM-1", text="Seal", status=CountermeasureStatus.PLANNED),
        Threat(id="T-1", title="Theft", status=ThreatStatus.BEING_TREATED),
        Threat(id="T-1", title="Theft", status=ThreatStatus.ACCEPTED, status_reason="Cheap"),
    ],
)
def test_what_was_decided_on_needs_somebody(record: Record) -> None:
    for owner in ("", "  "):
        unowned = replace(record, owner=owner)  # type: ignore[call-arg]
        assert [one.text for one in without_owner(session_with(unowned))] == ["it has no owner; name one."]
    owned = replace(record, owner="Ann")  # type: ignore[call-arg]
    assert list(without_owner(session_with(owned))) == []


@pytest.mark.parametrize("record", [*SETTLED, Countermeasure(id="CM-1", text="Seal"), Threat(id="T-1", title="Theft")])
def test_what_was_not_decided_on_or_is_settled_needs_nobody(record: Record) -> None:
    assert list(without_owner(session_with(record))) == []


def test_the_check_of_a_session_knows_the_day_of_its_clock(tmp_path: Path) -> None:
    workshop = begin_session(tmp_path / "x.toml", clock=lambda: f"{TODAY}T10:00:00+00:00")
    workshop.do(AddRecord("note", {"text": "Call", "note_kind": "action", "owner": "Ann", "due": DUE}))
    workshop.do(AddRecord("note", {"text": "Write", "note_kind": "action", "owner": "Ann", "due": TODAY}))
    workshop.do(AddRecord("note", {"text": "Ask", "note_kind": "action"}))
    assert [line for line in checked(workshop) if line.startswith("N-")] == [
        "N-3: it has no owner; name one.",
        f"N-1: it was due on {DUE}; say how it stands, or set another day.",
    ]
