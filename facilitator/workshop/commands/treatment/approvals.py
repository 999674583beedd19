"""Approving what a session says, for as long as it says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from facilitator.analysis.approval import digest_of_content
from facilitator.errors import UserError
from facilitator.model.fields import declare
from facilitator.model.records.session import Approval
from facilitator.model.vocabulary import ReviewPass
from facilitator.workshop.commands.command import Command, Draft, Offer, added, declared
from facilitator.workshop.workshop import Workshop


@declared(
    Offer(
        id="approve",
        words="Approve what the session says",
        key="P",
        line="approve",
        line_takes="NAME",
        line_help="approve what the session says",
        in_file=True,
        done="Approved",
    )
)
@dataclass(frozen=True, slots=True)
class Approve(Command[Approval]):
    """Approve the content of the session as it stands; a later change of it shows beside the approval.

    What is unconfirmed or not rated is listed first, and hinders nobody.
    """

    by: str = declare.person("Approved by")
    review: ReviewPass = declare.choice("Review", ReviewPass.DECISION)
    until: str = declare.day("Valid until")
    note: str = declare.long_text("Note")

    def draft(self, workshop: Workshop) -> Draft[Approval]:
        """Keep who approved which content, and for how long."""
        today = workshop.time()[:10]
        if self.until and self.until < today:
            raise UserError("Valid until: this day is over; choose a later one, or none.", "until")
        by = self.by.strip() or workshop.by
        approval = Approval(
            id=workshop.session.next_id(Approval),
            by=by,
            review=self.review,
            day=today,
            until=self.until,
            note=self.note,
            digest=digest_of_content(workshop.session),
        )
        return Draft(f"Approve ({self.review.value}): {by}", (added(approval),), approval)

    def said_in_lines(self, result: Any) -> str:
        """Say who approved what."""
        return f"{result.by} has approved this content ({result.review.value} review)."
