"""The ways in which a person leaves what the plain prompts are asking."""

from facilitator.model.vocabulary import Step


class Ended(Exception):
    """There is nothing more to read, or the person wants to stop."""


class ToRecords(Exception):
    """The person wants to leave the questions of this step open and enter its records."""


class Cancelled(Exception):
    """The person wants to leave out the record that is half typed."""


class GoTo(Exception):
    """The person wants to be at another step."""

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self.step = step


class NotUnderstood(Exception):
    """The line after the colon is no command, or not one with these words."""
