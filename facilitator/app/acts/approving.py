"""Approving what the session says."""

from facilitator.analysis.approval import before_approval
from facilitator.app.act import act_of
from facilitator.app.acts.command_form import ask
from facilitator.app.key import Help, Place
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.workshop.commands.treatment.approvals import Approve


@act_of(Approve, Help(Place.ROOM, "approve what the session says; what is unconfirmed or not rated is listed first"))
def approve(screen: WorkshopScreen) -> None:
    """Show what is unconfirmed or not rated, then ask who approves; nothing of it hinders."""
    from facilitator.app.dialogs.lines_screen import LinesScreen

    screen.wait_for_guide()
    workshop = screen.workshop
    found = before_approval(workshop.session, workshop.banks.scales_by_id)
    lines = [f"{finding.record_id}  {finding.text}" for finding in found]
    if not lines:
        ask(screen, Approve)
        return

    def decided(go_on: bool | None) -> None:
        if go_on:
            ask(screen, Approve)

    heading = f"Before you approve: {len(lines)} open"
    screen.app.push_screen(LinesScreen(heading, lines, "Approve anyway"), decided)
