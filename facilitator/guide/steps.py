"""How far each step has come: its records, its open points, its questions, its suggestions."""

from dataclasses import dataclass

from facilitator.analysis.progress import StepProgress, progress
from facilitator.analysis.step_figures import StepFigures
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.query import query
from facilitator.guide.questions import questions_of_step
from facilitator.guide.suggestions import undecided
from facilitator.model.vocabulary import Step


@dataclass(frozen=True, slots=True)
class StepState:
    """Where a step stands: “open”, “in-work”, “nothing-open” or “done”.

    “open” stands for one that is not begun. It is done when the team has said so, and only then; what is open in it
    counts all the same.
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
    def figures(self) -> StepFigures:
        """The state and how much is open, as every list and report gives it."""
        return StepFigures(self.state, self.open_questions, len(self.open_points), self.suggested)


@query
def steps(context: Context) -> dict[Step, StepState]:
    """Where every step stands: the one place where that is decided."""
    waiting = len(undecided(context))
    records = _progress(context)
    return {
        step: _state(context, step, found, waiting if step is Step.THREATS else 0) for step, found in records.items()
    }


@query
def _progress(context: Context) -> dict[Step, StepProgress]:
    return progress(context.session, context.banks.scales_by_id)


def _state(context: Context, step: Step, found: StepProgress, waiting: int) -> StepState:
    questions = questions_of_step(context, step)
    still_open = sum(asked.is_open for asked in questions)
    return StepState(
        state=_state_word(
            closed=step.value in context.header.closed_steps,
            clear=not (found.open_points or still_open or waiting),
            begun=bool(found.count) or still_open < len(questions),
        ),
        count=found.count,
        open_points=found.open_points,
        asked=len(questions),
        open_questions=still_open,
        suggested=waiting,
    )


def _state_word(*, closed: bool, clear: bool, begun: bool) -> str:
    if closed:
        return "done"
    if clear:
        return "nothing-open"
    return "in-work" if begun else "open"
