"""How far each step has come: its records, its open points, its questions, its suggestions."""

from dataclasses import dataclass

from facilitator.analysis.progress import StepProgress, progress
from facilitator.guide.questions import questions_of_step
from facilitator.guide.situation import Situation
from facilitator.guide.suggestions import PENDING, pending
from facilitator.model.vocabulary import Step

_OF_THE_GUIDE = ("answer", "suggestion", "known_bank", "note")


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


def steps(situation: Situation) -> dict[Step, StepState]:
    """Where every step stands. It is done when nothing is open in it, or when people say so."""
    tables = tuple(table for kind, table in situation.session.tables.items() if kind not in _OF_THE_GUIDE)
    scales = situation.banks.scales_by_id
    records = situation.memory.recall("progress", tables, lambda: progress(situation.session, scales))
    waiting = sum(item.state in PENDING for item in pending(situation))
    return {
        step: _state(situation, step, found, waiting if step is Step.THREATS else 0) for step, found in records.items()
    }


def _state(situation: Situation, step: Step, found: StepProgress, waiting: int) -> StepState:
    questions = questions_of_step(situation, step)
    still_open = sum(asked.is_open for asked in questions)
    begun = bool(found.count) or still_open < len(questions)
    done = step.value in situation.header.closed_steps or not (found.open_points or still_open or waiting)
    state = "done" if done else "in-work" if begun else "open"
    return StepState(state, found.count, found.open_points, len(questions), still_open, waiting)
