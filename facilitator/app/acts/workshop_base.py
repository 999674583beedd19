"""What all acts on the workshop screen share: the workshop, the step in hand, trying an act and drawing anew."""

from collections.abc import Callable

from textual.screen import Screen

from facilitator.app.records.records_pane import RecordsPane
from facilitator.errors import UserError
from facilitator.model.vocabulary import Step
from facilitator.workshop.clock import StepClock
from facilitator.workshop.workshop import Workshop

WIDE = 100
"""From this width on two panes stand side by side."""

WIDEST = 120
"""From this width on the list of questions stands beside them."""


class WorkshopBase(Screen[None]):
    """A screen that runs one open session."""

    workshop: Workshop
    step_clock: StepClock
    step: Step
    only: frozenset[tuple[str, str]] = frozenset()
    """When not empty: the questions to ask, and no others."""

    def show_step(self, at: str = "") -> None:
        """Draw the step in hand; with `at`, put the cursor on that record."""
        raise NotImplementedError

    def draw_bars(self) -> None:
        """Draw what is above: title, what is saved, the steps."""
        raise NotImplementedError

    def action_step(self, step: str) -> None:
        """Go to a step."""
        raise NotImplementedError

    def wait_for_guide(self) -> None:
        """Wait, right after the start, until the question banks are read."""
        raise NotImplementedError

    @property
    def questions_shown(self) -> bool:
        """Whether the question in hand is on the screen."""
        raise NotImplementedError

    def show_questions(self) -> None:
        """Bring the question in hand on the screen where there is room for one pane only."""
        raise NotImplementedError

    def show_records(self, *, aside: bool = False) -> None:
        """Bring the records of the step, or people and notes, on the screen where there is room for one pane only."""
        raise NotImplementedError

    def go_to_record(self, record_id: str, step: Step | None = None) -> None:
        """Put the cursor on a record."""
        raise NotImplementedError

    def command_again(self) -> None:
        """Leave the choices and the line, so that keys are commands."""
        raise NotImplementedError

    def why_of(self, record_id: str) -> None:
        """Show why a record is here, and whether it still stands."""
        raise NotImplementedError

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do an act of the workshop and draw anew; say why when it is refused. Whether it was done."""
        try:
            act()
        except UserError as refusal:
            self.notify(str(refusal), severity="error", timeout=10, markup=False)
            self.draw_bars()
            return False
        self.show_step()
        return True

    def remember(self) -> None:
        """Note where the team is, to come back to it."""
        self.workshop.log.go_to(self.step.value, self.query_one(RecordsPane).active().chosen)
