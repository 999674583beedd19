"""Noting what the team found about the failure modes of an asset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from facilitator.errors import UserError
from facilitator.model.fields import declare
from facilitator.model.fields.field import Typed
from facilitator.model.records.failure_modes import SEVERITIES, FailureMode
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import Outlook
from facilitator.workshop.commands.command import Command, Draft, Offer, added, changed, declared, with_form
from facilitator.workshop.input.form_input import parse_form
from facilitator.workshop.views.edit_titles import named, shortened
from facilitator.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitator.guide.failure_modes import ConsideredMode


@declared(Offer(id="consider", words="Consider a failure mode", in_file=True))
@dataclass(frozen=True, slots=True)
class ConsiderFailureMode(Command[FailureMode]):
    """Note what the team found about a failure mode. What is not given stays as it was.

    failure_mode: its id in the catalogue, or that of the record for one of the team's own.
    """

    asset: str = declare.text("Asset", required=True)
    failure_mode: str = declare.text("Failure mode", required=True)
    outlook: Outlook | None = declare.choice("Outlook", Outlook.OPEN)
    reason: str = declare.text("Reason")
    cause: str = declare.text("Cause")
    effect: str = declare.text("Effect")
    severity: int | None = declare.number("Severity", SEVERITIES)

    def draft(self, workshop: Workshop) -> Draft[FailureMode]:
        """The failure mode with what was found."""
        mode = mode_of(workshop, self.asset, self.failure_mode)
        base = mode.record or record_of_mode(workshop, mode)
        after = replace(
            base,
            outlook=self.outlook or base.outlook,
            reason=self.reason or base.reason,
            cause=self.cause or base.cause,
            effect=self.effect or base.effect,
            severity=base.severity if self.severity is None else self.severity,
        )
        if after.outlook is Outlook.FINE and not after.reason:
            raise UserError("Why is it fine? A few words, please.", "reason")
        text = shortened(mode.text)
        words = f"Consider “{text}” of {named(mode.asset)}"
        return Draft(words, changed(mode.record, after), after)


@declared(Offer(id="document", words="Write a threat that brings it about"))
@dataclass(frozen=True, slots=True)
class DocumentFailureMode(Command[Threat]):
    """Write a threat that brings a failure mode about, and note that it is documented."""

    asset: str
    failure_mode: str
    values: Mapping[str, Typed]

    def draft(self, workshop: Workshop) -> Draft[Threat]:
        """The threat, and the failure mode that names it."""
        mode = mode_of(workshop, self.asset, self.failure_mode)
        new_id = workshop.session.next_id(Threat)
        parsed = parse_form(workshop.session, Threat.kind, self.values, None, new_id)
        threat = parsed.record
        assert isinstance(threat, Threat)
        base = mode.record or record_of_mode(workshop, mode)
        threats = (*base.threats, threat.id)
        after = replace(base, outlook=Outlook.DOCUMENTED, threats=threats)
        changes = with_form(parsed, (added(threat), *changed(mode.record, after)))
        return Draft(f"Add threat {named(threat)}", changes, threat)


def mode_of(workshop: Workshop, asset: str, failure_mode: str) -> ConsideredMode:
    """The failure mode of an asset by its id in the catalogue or that of its record. Raises UserError."""
    asset_id = workshop.find("asset", asset)
    for mode in workshop.guide.failure_modes(asset_id):
        record_id = mode.record.id if mode.record else ""
        if failure_mode and failure_mode in (mode.catalogue, record_id):
            return mode
    why = f"{asset_id} has no failure mode “{failure_mode}”; see those of its catalogue asset."
    raise UserError(why, "failure_mode")


def record_of_mode(workshop: Workshop, mode: ConsideredMode) -> FailureMode:
    """A new record for a failure mode that nobody has looked at yet."""
    new_id = workshop.session.next_id(FailureMode)
    return FailureMode(id=new_id, asset=mode.asset.id, catalogue=mode.catalogue, text=mode.text)
