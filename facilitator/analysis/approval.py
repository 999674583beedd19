"""Approvals: which content one speaks of, whether that has changed since, and what to look at before giving one."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from facilitator.analysis.finding import Finding
from facilitator.analysis.rating import ScaleLike, ranked
from facilitator.model.kinds import KINDS
from facilitator.model.part import Part, Record
from facilitator.model.records.answers import Answer
from facilitator.model.records.context import Assumption
from facilitator.model.records.session import Approval
from facilitator.model.session import Session
from facilitator.model.vocabulary import AnswerState, AssumptionState

SAID_BESIDE = frozenset(
    {"note", "time", "by", "bank_version", "facts", "votes", "closed_steps", "created", "confirmed"}
)
"""Fields that say how something came about, or were noted beside it; an approval is not about them."""


class ApprovalState(StrEnum):
    """Whether an approval still speaks of the session as it stands."""

    VALID = "valid"
    CHANGED = "changed since approved"
    EXPIRED = "expired"


def digest_of_content(session: Session) -> str:
    """Reduce what a session says to a digest; neither the order of lists nor comments change it."""
    told = hashlib.sha256()
    for kind, table in session.tables.items():
        if KINDS[kind].approved:
            for record in table.values():
                told.update(f"{_content(record)}\n".encode())
    return told.hexdigest()[:32]


def state_of(session: Session, approval: Approval, today: str) -> ApprovalState:
    """Find how an approval stands on a day, in ISO 8601."""
    if approval.digest != digest_of_content(session):
        return ApprovalState.CHANGED
    is_over = bool(approval.until) and approval.until < today
    return ApprovalState.EXPIRED if is_over else ApprovalState.VALID


def standing_of(session: Session, record: Record, today: str) -> str:
    """Say how an approval stands on a day; "" for any other record."""
    return state_of(session, record, today).value if isinstance(record, Approval) else ""


def before_approval(session: Session, scales: Mapping[str, ScaleLike]) -> Iterator[Finding]:
    """List what is not confirmed or not rated; it informs whoever approves, and hinders nobody."""
    for assumption in session.all(Assumption):
        if assumption.state is AssumptionState.UNCONFIRMED:
            yield Finding(assumption.id, f"assumed, not confirmed: {assumption.text}")
    for answer in session.all(Answer):
        if answer.state is AnswerState.UNKNOWN:
            yield Finding(answer.id, f"nobody knew: {answer.text}")
    for row in ranked(session, scales):
        if row.total is None and row.threat.is_pending:
            yield Finding(row.threat.id, f"not rated: {row.threat.title}")


def approval_findings(session: Session, today: str) -> Iterator[Finding]:
    """Find approvals that do not speak of the session any more; the newest of each review counts."""
    newest = {approval.review: approval for approval in session.all(Approval)}
    for approval in newest.values():
        state = state_of(session, approval, today)
        if state is ApprovalState.CHANGED:
            yield Finding(
                approval.id, f"changed since {approval.by} approved it on {approval.day}; have it approved anew."
            )
        elif state is ApprovalState.EXPIRED:
            yield Finding(approval.id, f"this approval was valid until {approval.until}; have it approved anew.")


def _content(record: Record) -> str:
    return json.dumps({"kind": record.kind, **_plain(record)}, sort_keys=True)


def _plain(part: Part) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for item in fields(part):
        value = getattr(part, item.name)
        if item.name not in SAID_BESIDE and value != item.default:
            said[item.name] = _value(value)
    return said


def _value(value: Any) -> Any:
    if isinstance(value, Part):
        return _plain(value)
    if isinstance(value, tuple):
        return sorted((_value(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value
