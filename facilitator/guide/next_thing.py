"""The one thing that is worth doing next, and why."""

from dataclasses import dataclass

from facilitator.guide.questions import questions_of_step
from facilitator.guide.situation import Situation
from facilitator.guide.stale import stale
from facilitator.guide.steps import StepState, steps
from facilitator.guide.suggestions import undecided
from facilitator.model.records import Suggestion
from facilitator.model.vocabulary import Step


@dataclass(frozen=True, slots=True)
class NextThing:
    """What to do and why, each in a sentence; where: a step, and a question or a record of it, if any."""

    step: Step
    text: str
    reason: str
    question: tuple[str, str] = ("", "")
    record: str = ""


_STEP_OF_KIND = {"answer": Step.ASSETS, "tree": Step.TREES, "rating": Step.RATE}


def next_thing(situation: Situation) -> NextThing:
    """What is worth doing next; true for the session as it stands.

    First what has lost its ground; then step by step what is missing, the open questions and, for the
    threats, the suggestions. A step that people marked as done is left alone.
    """
    for record_id, reason in stale(situation).items():
        record = situation.session.find(record_id)
        if record is not None and not isinstance(record, Suggestion):
            step = Step(getattr(record, "step", "") or _STEP_OF_KIND.get(record.kind, Step.THREATS))
            text = f"Look again at “{record.title_text}”." if _question_of(record)[0] else f"Look at {record_id} again."
            return NextThing(step, text, reason, _question_of(record), record_id)
    for step, state in steps(situation).items():
        if step.value not in situation.header.closed_steps:
            found = _in_step(situation, step, state)
            if found is not None:
                return found
    waiting = len(undecided(situation))
    if waiting:
        reason = f"Every step is marked as done, with {_left(waiting, 'suggestion')} undecided."
        return NextThing(Step.THREATS, "Decide on what is still suggested, or read the summary.", reason)
    return NextThing(Step.RATE, "Read the summary together.", "Every step is done.")


def _left(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count} {noun}s"


def _question_of(record: object) -> tuple[str, str]:
    question, about = getattr(record, "question", ""), getattr(record, "about", "")
    return (question, about) if question else ("", "")


def _in_step(situation: Situation, step: Step, state: StepState) -> NextThing | None:
    if state.open_questions:
        asked = next(asked for asked in questions_of_step(situation, step) if asked.is_open)
        return NextThing(step, asked.text, _counted(state.open_questions, "question", "of this step"), asked.key)
    if state.suggested:
        offer = undecided(situation)[0]
        reason = _counted(state.suggested, "suggestion", "to decide on")
        return NextThing(step, f"Decide on “{offer.title}”.", reason)
    if state.open_points:
        return NextThing(step, state.open_points[0], _counted(len(state.open_points), "point", "of this step"))
    return None


def _counted(count: int, noun: str, rest: str) -> str:
    return f"1 {noun} {rest} is open." if count == 1 else f"{count} {noun}s {rest} are open."
