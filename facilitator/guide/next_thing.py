"""The one thing that is worth doing next, and why."""

from dataclasses import dataclass

from facilitator.analysis.progress import progress
from facilitator.guide.questions import questions_of_step
from facilitator.guide.situation import Situation
from facilitator.guide.stale import stale
from facilitator.guide.suggestions import PENDING, pending
from facilitator.model.vocabulary import Step


@dataclass(frozen=True, slots=True)
class NextThing:
    """What to do and why, each in a sentence; where: a step, and a question or a record of it, if any."""

    step: Step
    text: str
    reason: str
    question: tuple[str, str] = ("", "")
    record: str = ""


_OF_THE_GUIDE = ("answer", "suggestion", "known_bank", "note")
_STEP_OF_KIND = {"answer": Step.ASSETS, "tree": Step.TREES, "rating": Step.RATE}


def next_thing(situation: Situation) -> NextThing:
    """What is worth doing next; true for the session as it stands.

    First what has lost its ground; then step by step what is missing, the open questions and, for the
    threats, the suggestions. A step that people marked as done is left alone.
    """
    for record_id, reason in stale(situation).items():
        record = situation.session.find(record_id)
        if record is not None:
            step = Step(getattr(record, "step", "") or _STEP_OF_KIND.get(record.kind, Step.THREATS))
            text = f"Look at {record_id} “{record.title_text}” again."
            return NextThing(step, text, reason, _question_of(record), record_id)
    tables = tuple(table for kind, table in situation.session.tables.items() if kind not in _OF_THE_GUIDE)
    states = situation.memory.recall("progress", tables, lambda: progress(situation.session))
    for step in Step:
        if step.value not in situation.header.closed_steps:
            found = _in_step(situation, step, states[step].open_points)
            if found is not None:
                return found
    return NextThing(Step.RATE, "Read the summary together.", "Every step is done.")


def _question_of(record: object) -> tuple[str, str]:
    question, about = getattr(record, "question", ""), getattr(record, "about", "")
    return (question, about) if question else ("", "")


def _in_step(situation: Situation, step: Step, points: tuple[str, ...]) -> NextThing | None:
    questions = [asked for asked in questions_of_step(situation, step) if asked.is_open]
    if questions:
        count = "One question" if len(questions) == 1 else f"{len(questions)} questions"
        verb = "is" if len(questions) == 1 else "are"
        return NextThing(step, questions[0].text, f"{count} of this step {verb} open.", questions[0].key)
    if step is Step.THREATS:
        offers = [item for item in pending(situation) if item.state in PENDING]
        if offers:
            count = "One suggestion waits" if len(offers) == 1 else f"{len(offers)} suggestions wait"
            return NextThing(step, f"Decide on “{offers[0].title}”.", f"{count} for a decision.")
    if points:
        more = "It is the last open point" if len(points) == 1 else f"It is one of {len(points)} open points"
        return NextThing(step, points[0], f"{more} of this step.")
    return None
