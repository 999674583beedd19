"""How far each step has come: its records, its open points, its questions, its suggestions."""

from dataclasses import dataclass

from facilitator.analysis.progress import StepProgress, progress
from facilitator.guide.context import Context
from facilitator.guide.query import query
from facilitator.guide.questions import questions_of_step
from facilitator.guide.suggestions import PENDING, pending
from facilitator.model.vocabulary import Step


@dataclass(frozen=True, slots=True)
class StepState:
    """Where a step stands: “open”, “in-work” or “done”.

    count: its records. open_points: what they lack. asked, open_questions: how many questions apply, and how
    many of them are open. suggested: suggestions to decide on, in the step of the threats.
    """

    state: str
    count: int
    open_points: tuple[str, ...]
    asked: int
    open_questions: int
    suggested: int

    @property
    def left(self) -> int:
        """How many things are open in it."""
        return len(self.open_points) + self.open_questions + self.suggested


@query
def steps(context: Context) -> dict[Step, StepState]:
    """Where every step stands. It is done when nothing is open in it, or when people say so."""
    waiting = sum(item.state in PENDING for item in pending(context))
    records = _progress(context)
    return {
        step: _state(context, step, found, waiting if step is Step.THREATS else 0) for step, found in records.items()
    }


@query
def _progress(context: Context) -> dict[Step, StepProgress]:
    return progress(context.session)


def _state(context: Context, step: Step, found: StepProgress, waiting: int) -> StepState:
    questions = questions_of_step(context, step)
    still_open = sum(asked.is_open for asked in questions)
    begun = bool(found.count) or still_open < len(questions)
    done = step.value in context.header.closed_steps or not (found.open_points or still_open or waiting)
    state = "done" if done else "in-work" if begun else "open"
    return StepState(state, found.count, found.open_points, len(questions), still_open, waiting)
