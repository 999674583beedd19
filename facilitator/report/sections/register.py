"""The register of countermeasures, and who approved what the session says."""

from collections.abc import Iterator

from facilitator.analysis.approval import ApprovalState, state_of
from facilitator.model.fields.closures import written
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.session import Approval
from facilitator.model.records.threats import Threat
from facilitator.model.session import Session
from facilitator.report.markdown_text import bullets, cell, inline, table
from facilitator.report.naming import all_named, named
from facilitator.report.section import shows
from facilitator.report.words import number, words

HEADINGS = ("Countermeasure", "Effect", "Status", "Owner", "Due", "Against", "Closes", "Cost", "Ticket", "Reason")
ALWAYS = 3
"""So many columns stand even where they are empty."""
NOTHING = ("", "–")


@shows(Countermeasure)
def register(session: Session) -> Iterator[str]:
    """Every countermeasure once, with the threats that it is against and the conditions that it closes."""
    measures = session.all(Countermeasure)
    if not measures:
        return
    yield "## Countermeasures"
    rows = [_row(session, measure) for measure in measures]
    filled = [place for place in range(len(HEADINGS)) if place < ALWAYS or _is_filled(rows, place)]
    headings = [HEADINGS[place] for place in filled]
    yield table(headings, [[row[place] for place in filled] for row in rows])


@shows(Approval)
def approvals(session: Session) -> Iterator[str]:
    """Who approved the content, until when, and whether it has changed since."""
    given = session.all(Approval)
    if given:
        yield "## Approvals"
        yield bullets(_approval(session, approval) for approval in given)


def _approval(session: Session, approval: Approval) -> str:
    who = inline(approval.by)
    until = f", valid until {inline(approval.until)}" if approval.until else ""
    # A report knows no day of its own, so that one revision gives the same bytes.
    is_changed = state_of(session, approval, "") is ApprovalState.CHANGED
    state = " The content has **changed since**." if is_changed else ""
    note = f" {inline(approval.note)}" if approval.note else ""
    return f"{words(approval.review)} review: {who} on {inline(approval.day)}{until}.{state}{note}"


def _row(session: Session, measure: Countermeasure) -> tuple[str, ...]:
    against = [threat.id for threat in session.all(Threat) if measure.id in threat.countermeasures]
    closes = [written(closure, named(session, closure.condition)) for closure in measure.closes]
    return (
        named(session, measure.id),
        words(measure.effect),
        words(measure.status),
        cell(measure.owner),
        cell(measure.due),
        all_named(session, against),
        ", ".join(closes),
        number(measure.cost),
        cell(measure.ticket),
        cell(measure.reason),
    )


def _is_filled(rows: list[tuple[str, ...]], place: int) -> bool:
    return any(row[place] not in NOTHING for row in rows)
