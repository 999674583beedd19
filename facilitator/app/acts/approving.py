"""Approving what the session says, after one of the passes of a review."""

from collections.abc import Iterator
from functools import partial

from facilitator.analysis.approval import before_approval
from facilitator.app.act import act_of
from facilitator.app.acts.command_form import ask
from facilitator.app.key import Help, Place
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.banks.extras import reviews
from facilitator.banks.schema.reviews import Review
from facilitator.workshop.commands.treatment.approvals import Approve


@act_of(Approve, Help(Place.ROOM, "approve what the session says, after the agenda of a review and what is still open"))
def approve(screen: WorkshopScreen) -> None:
    """Choose a pass of the review, read its agenda and what is open, then ask who approves; nothing hinders."""
    from facilitator.app.dialogs.choice_screen import ChoiceScreen

    screen.wait_for_guide()
    known = {review.id.value: review for review in reviews()}
    choices = [(f"{review.title}, {review.minutes} minutes", name) for name, review in known.items()]

    def chosen(name: str | None) -> None:
        if name:
            _read_agenda(screen, known[name])

    screen.app.push_screen(ChoiceScreen("Which pass of the review?", choices), chosen)


def _read_agenda(screen: WorkshopScreen, review: Review) -> None:
    from facilitator.app.dialogs.lines_screen import LinesScreen

    heading = f"{review.title}: agenda for {review.minutes} minutes"
    lines = tuple(_agenda(screen, review))
    screen.app.push_screen(LinesScreen(heading, lines, "Approve"), partial(_ask_who, screen, review))


def _agenda(screen: WorkshopScreen, review: Review) -> Iterator[str]:
    """What to go through, then what is unconfirmed or not rated."""
    yield review.purpose
    for number, point in enumerate(review.point, 1):
        yield f"{number}. {point}"
    workshop = screen.workshop
    found = list(before_approval(workshop.session, workshop.banks.scales_by_id))
    if found:
        yield ""
        yield f"Still open ({len(found)}):"
    for finding in found:
        yield f"{finding.record_id} {finding.text}"


def _ask_who(screen: WorkshopScreen, review: Review, go_on: bool | None) -> None:
    if go_on:
        ask(screen, Approve, {"review": review.id.value})
