"""The one thing that is worth doing next, and why."""

from dataclasses import dataclass

from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.query import query
from facilitator.guide.over_time.stale import stale
from facilitator.guide.questions import questions_of_step
from facilitator.guide.steps import StepState, steps
from facilitator.guide.suggestions import undecided
from facilitator.model.kinds import KINDS
from facilitator.model.records.answers import Suggestion
from facilitator.model.vocabulary import Step


@dataclass(frozen=True, slots=True)
class NextThing:
    """What to do and why, each in a sentence; where: a step, and a question or a record of it, if any."""

    step: Step
    text: str
    reason: str
    question: tuple[str, str] = ("", "")
    record: str = ""


@query
def next_thing(context: Context) -> NextThing:
    """What is worth doing next; true for the session as it stands.

    First what has lost its ground; then step by step what is missing, the open questions and, for the
    threats, the suggestions. A step that people marked as done is left alone.
    """
    for record_id, reason in stale(context).items():
        record = context.find(record_id)
        if record is not None and not isinstance(record, Suggestion):
            step = Step(getattr(record, "step", "") or KINDS[record.kind].step or Step.ASSETS)
            text = f"Look again at “{record.title_text}”." if _question_of(record)[0] else f"Look at {record_id} again."
            return NextThing(step, text, reason, _question_of(record), record_id)
    for step, state in steps(context).items():
        if step.value not in context.header.closed_steps:
            found = _in_step(context, step, state)
            if found is not None:
                return found
    waiting = len(undecided(context))
    if waiting:
        reason = f"Every step is marked as done, with {_left(waiting, 'suggestion')} undecided."
        return NextThing(Step.THREATS, "Decide on what is still suggested, or read the summary.", reason)
    return NextThing(Step.RATE, "Read the summary together.", "Every step is done.")


def _left(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count} {noun}s"


def _question_of(record: object) -> tuple[str, str]:
    question, about = getattr(record, "question", ""), getattr(record, "about", "")
    return (question, about) if question else ("", "")


def _in_step(context: Context, step: Step, state: StepState) -> NextThing | None:
    if state.open_questions:
        asked = next(asked for asked in questions_of_step(context, step) if asked.is_open)
        return NextThing(step, asked.text, _counted(state.open_questions, "question", "of this step"), asked.key)
    if state.suggested:
        offer = undecided(context)[0]
        reason = _counted(state.suggested, "suggestion", "to decide on")
        return NextThing(step, f"Decide on “{offer.title}”.", reason)
    if state.open_points:
        point, reason = state.open_points[0], _counted(len(state.open_points), "point", "of this step")
        return NextThing(step, point, reason, record=_named_first(context, point))
    return None


def _named_first(context: Context, point: str) -> str:
    """The record that an open point begins with, or "" when it is about none."""
    first = point.partition(" ")[0]
    return first if context.session.find(first) is not None else ""


def _counted(count: int, noun: str, rest: str) -> str:
    return f"1 {noun} {rest} is open." if count == 1 else f"{count} {noun}s {rest} are open."
