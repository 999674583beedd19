"""Acts on the session as a whole: closing a step, timing it, taking acts back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from facilitator.model.records.notes import Timebox
from facilitator.model.vocabulary import Step
from facilitator.workshop.commands.command import Command, Draft, Offer, changed, declared
from facilitator.workshop.workshop import Workshop


@declared(Offer(id="undo", words="Undo", key="u", line="undo", line_help="take back", line_place=7, bar=10))
@dataclass(frozen=True, slots=True)
class Undo(Command[str]):
    """Take the last act back; it gives its words, or "" where there is none."""

    def act_on(self, workshop: Workshop) -> str:
        """Swap before and after of the last act, as an edit of its own."""
        return workshop.log.undo()

    def said_in_lines(self, result: str) -> str:
        """What was taken back."""
        return f"Undone: {result or 'nothing to undo'}"


@declared(Offer(id="redo", words="Redo", key="r", line="redo", line_help="put again", line_place=7))
@dataclass(frozen=True, slots=True)
class Redo(Command[str]):
    """Put the last undone act again; it gives its words, or "" where there is none."""

    def act_on(self, workshop: Workshop) -> str:
        """Swap before and after of the last undo, as an edit of its own."""
        return workshop.log.redo()

    def said_in_lines(self, result: str) -> str:
        """What was put again."""
        return f"Done again: {result or 'nothing to redo'}"


@declared(Offer(id="close-step", words="Mark step done or open", key="t"))
@dataclass(frozen=True, slots=True)
class CloseStep(Command[None]):
    """Mark a step as done, or open it again."""

    step: Step
    closed: bool

    def draft(self, workshop: Workshop) -> Draft[None]:
        """The session with this step among those that are done, or not."""
        before = workshop.session.header
        closed = [item for item in before.closed_steps if item != self.step]
        if self.closed:
            closed.append(self.step.value)
        after = replace(before, closed_steps=tuple(closed))
        state = "done" if self.closed else "open"
        words = f"Mark {self.step.value} as {state}"
        return Draft(words, changed(before, after), None)


@declared(Offer(id="timebox", words="Minutes for this step", key="Z"))
@dataclass(frozen=True, slots=True)
class LimitTime(Command[None]):
    """Set the minutes that a step may take; 0 for no limit."""

    step: Step
    minutes: int

    def draft(self, workshop: Workshop) -> Draft[None]:
        """The timebox of the step with these minutes."""
        what = f"Timebox of {self.minutes} minutes for {self.step.value}"
        before = timebox_of(workshop, self.step)
        base = before or _new_timebox(workshop, self.step)
        after = replace(base, minutes=self.minutes)
        return Draft(what, changed(before, after), None)


@declared(Offer(id="spend-time", words="Note the time that was spent"))
@dataclass(frozen=True, slots=True)
class SpendTime(Command[None]):
    """Note the seconds that were spent on a step."""

    step: Step
    seconds: int

    def draft(self, workshop: Workshop) -> Draft[None]:
        """The timebox of the step with these seconds more."""
        before = timebox_of(workshop, self.step)
        base = before or _new_timebox(workshop, self.step)
        spent = base.spent + self.seconds
        after = replace(base, spent=spent)
        words = f"Time for {self.step.value}"
        return Draft(words, changed(before, after), None)


def timebox_of(workshop: Workshop, step: Step) -> Timebox | None:
    """The timebox of a step, if it has one."""
    for box in workshop.session.all(Timebox):
        if box.step == step.value:
            return box
    return None


def _new_timebox(workshop: Workshop, step: Step) -> Timebox:
    new_id = workshop.session.next_id(Timebox)
    return Timebox(id=new_id, step=step.value)
