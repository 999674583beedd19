"""The one thing that is worth doing next, and why."""

from dataclasses import dataclass

from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.query import query
from facilitator.guide.over_time.stale import stale
from facilitator.guide.questions import questions_of_step
from facilitator.guide.steps import StepState, steps
from facilitator.guide.suggestions import undecided
from facilitator.model.kinds import KINDS
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer, Suggestion
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
    return _to_look_at_again(context) or _in_open_steps(context) or _after_the_steps(context)


def _to_look_at_again(context: Context) -> NextThing | None:
    """The first record that has lost its ground. Decisions are passed over, for their threats say it."""
    for record_id, reason in stale(context).items():
        record = context.find(record_id)
        if record is None or isinstance(record, Suggestion):
            continue
        question = _question_of(record)
        text = f"Look again at “{record.title_text}”." if question[0] else f"Look at {record_id} again."
        return NextThing(_step_of(record), text, reason, question, record_id)
    return None


def _step_of(record: Record) -> Step:
    """The step in which a record is looked at: its own where it has one, else that of its kind."""
    own = getattr(record, "step", "")
    if own:
        return Step(own)
    return KINDS[record.kind].step or Step.ASSETS


def _question_of(record: Record) -> tuple[str, str]:
    """The question that an answer is to, and the record that it is about."""
    if isinstance(record, Answer):
        return record.question, record.about
    return "", ""


def _in_open_steps(context: Context) -> NextThing | None:
    for step, state in steps(context).items():
        if step.value in context.header.closed_steps:
            continue
        found = _in_step(context, step, state)
        if found is not None:
            return found
    return None


def _in_step(context: Context, step: Step, state: StepState) -> NextThing | None:
    if state.open_questions:
        questions = questions_of_step(context, step)
        asked = next(asked for asked in questions if asked.is_open)
        reason = _counted(state.open_questions, "question", "of this step")
        return NextThing(step, asked.text, reason, question=asked.key)
    if state.suggested:
        offer = undecided(context)[0]
        reason = _counted(state.suggested, "suggestion", "to decide on")
        return NextThing(step, f"Decide on “{offer.title}”.", reason)
    if state.open_points:
        point = state.open_points[0]
        reason = _counted(len(state.open_points), "point", "of this step")
        return NextThing(step, point, reason, record=_named_first(context, point))
    return None


def _after_the_steps(context: Context) -> NextThing:
    waiting = len(undecided(context))
    if not waiting:
        return NextThing(Step.RATE, "Read the summary together.", "Every step is done.")
    suggestions = "1 suggestion" if waiting == 1 else f"{waiting} suggestions"
    reason = f"Every step is marked as done, with {suggestions} undecided."
    return NextThing(Step.THREATS, "Decide on what is still suggested, or read the summary.", reason)


def _named_first(context: Context, point: str) -> str:
    """The record that an open point begins with, or "" when it is about none."""
    first, _, _ = point.partition(" ")
    return first if context.session.find(first) is not None else ""


def _counted(count: int, noun: str, rest: str) -> str:
    return f"1 {noun} {rest} is open." if count == 1 else f"{count} {noun}s {rest} are open."
