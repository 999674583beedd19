"""The clock of a workshop: a timebox for each step, which reminds and never stops anybody."""

import time
from collections.abc import Callable

from facilitator.model.vocabulary import Step
from facilitator.workshop.commands.session import LimitTime, SpendTime, timebox_of
from facilitator.workshop.workshop import Workshop

Seconds = Callable[[], float]

USUAL_MINUTES = {
    Step.ASSETS: 20,
    Step.ARCHITECTURE: 25,
    Step.DECOMPOSE: 25,
    Step.THREATS: 45,
    Step.TREES: 30,
    Step.RATE: 20,
}
"""A proposal for an afternoon with eight people; every figure can be changed."""


class StepClock:
    """Counts the time that is spent on one step after another, and notes it before the session is let go."""

    def __init__(self, workshop: Workshop, seconds: Seconds = time.monotonic) -> None:
        self._workshop = workshop
        self._seconds = seconds
        self._step: Step | None = None
        self._since = 0.0
        self._nudged = False
        workshop.before_close(self.pause)

    @property
    def running(self) -> bool:
        """Whether the clock runs."""
        return self._step is not None

    def start(self, step: Step) -> None:
        """Count the time from now on for this step."""
        if self._step is not step:
            self.pause()
            self._step, self._since = step, self._seconds()
            self._nudged = False

    def pause(self) -> None:
        """Stop counting, and note the time that was spent."""
        if self._step is None:
            return
        step, spent = self._step, int(self._seconds() - self._since)
        self._step = None
        if spent:
            self._workshop.do(SpendTime(step, spent))

    def limit(self, step: Step, minutes: int) -> None:
        """Set the minutes that a step may take; 0 for no limit."""
        self._nudged = False
        self._workshop.do(LimitTime(step, minutes))

    def minutes(self, step: Step) -> int:
        """The minutes that a step may take; 0 for no limit."""
        box = timebox_of(self._workshop, step)
        return box.minutes if box else 0

    def spent(self, step: Step) -> int:
        """The seconds that a step has taken so far."""
        box = timebox_of(self._workshop, step)
        now = int(self._seconds() - self._since) if self._step is step else 0
        return (box.spent if box else 0) + now

    def words(self, step: Step) -> str:
        """The time of a step, as “18:42 of 45:00 left · ”, or "" without a limit."""
        left = self.left(step)
        if left is None:
            return ""
        mark = "" if self.running else " paused"
        over = " over" if left < 0 else " left"
        return f"{_minutes(abs(left))} of {self.minutes(step)}:00{over}{mark} · "

    def nudges(self, step: Step) -> bool:
        """Tell once that the time of a step is over."""
        left = self.left(step)
        if self._nudged or left is None or left >= 0:
            return False
        self._nudged = True
        return True

    def left(self, step: Step) -> int | None:
        """The seconds that are left of a step's timebox, below zero when it is over; None without a limit."""
        minutes = self.minutes(step)
        return minutes * 60 - self.spent(step) if minutes else None


def _minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"
