"""The views beside the steps: people and notes, and what lies around the system."""

from facilitator.app.act import act
from facilitator.app.key import Help, Place
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.model.kind import CONTEXT, PEOPLE


@act(
    "workshop.aside", "m", "People and notes", Help(Place.SCREEN, "people and notes, or the records of the step again")
)
def aside(screen: WorkshopScreen) -> None:
    """Show people and notes in place of the step's records, or go back to these."""
    _turn_to(screen, PEOPLE)


@act(
    "workshop.context",
    "M",
    "Context: scope, assumptions, actors",
    Help(Place.SCREEN, "the context: stakeholders, threat actors, assumptions, what is out of scope, approvals"),
)
def context(screen: WorkshopScreen) -> None:
    """Show what lies around the system in place of the step's records, or go back to these."""
    _turn_to(screen, CONTEXT)


def _turn_to(screen: WorkshopScreen, view: str) -> None:
    screen.show_records(aside="" if screen.shown_aside == view else view)
    screen.show_step()
