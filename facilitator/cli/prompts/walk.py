"""The walk of a workshop through its steps by plain prompts."""

from functools import partial

import click

from facilitator.cli.prompts.commands.obeying import obey
from facilitator.cli.prompts.leaving import Ended, GoTo
from facilitator.cli.prompts.talk import Talk
from facilitator.cli.settings import say
from facilitator.model.kinds import kinds_of
from facilitator.model.vocabulary import STEP_TITLES, Step


class SessionWalk:
    """Goes through the steps of a workshop."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        talk.reader.obey = partial(obey, talk)

    def run(self, only: str | None) -> None:
        """Ask until the last step is done, the person stops, or the input ends."""
        steps = [Step(only)] if only else self._from_the_first_open()
        say("Type :help for what can be typed, :cancel to leave a record out, :quit to stop. All is saved as you go.")
        try:
            while steps:
                steps = self._after(steps)
        except Ended:
            pass
        log = self.talk.workshop.log
        log.go_to(self.talk.place.step)
        say(log.unsafe or "Saved.")

    def _from_the_first_open(self) -> list[Step]:
        """The steps to go through: a person begins where a question is open, a script always at the first step."""
        steps = list(Step)
        if not self.talk.reader.is_person:
            return steps
        start = next((number for number, step in enumerate(steps) if self._has_open(step)), 0)
        if start:
            passed = ", ".join(STEP_TITLES[step] for step in steps[:start])
            say(f"No question is open in {passed}; :step {steps[0].value} goes back.")
        return steps[start:]

    def _has_open(self, step: Step) -> bool:
        return any(asked.is_open for asked in self.talk.questions.of(step))

    def _after(self, steps: list[Step]) -> list[Step]:
        """Go through the first of the steps, and give those that are left then."""
        every = list(Step)
        step = steps[0]
        self.talk.place.step = step
        click.echo(f"\n== Step {every.index(step) + 1}: {STEP_TITLES[step]} ==")
        try:
            self._go_through(step)
        except GoTo as move:
            return every[every.index(move.step) :]
        return steps[1:]

    def _go_through(self, step: Step) -> None:
        talk = self.talk
        with talk.place.asking():
            talk.questions.ask_open(step)
        if step is Step.THREATS:
            with talk.place.asking():
                talk.suggestions.offer_all()
        for kind in kinds_of(step):
            talk.records.enter(kind)
        if step is Step.RATE:
            talk.ratings.rate_all()
