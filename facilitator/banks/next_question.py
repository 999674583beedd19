"""Which questions apply to a step now, in the order in which to ask them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitator.banks.schema import AnswerKind, Banks, Lead, Question
from facilitator.model.vocabulary import Step, SystemKind

STATES = frozenset({"unknown", "not-applicable", "skipped"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that applies, with its stage and, for a follow-up, the question that led to it."""

    question: Question
    stage: str
    after: str = ""


def questions_for(
    banks: Banks, *, step: Step, stages: Sequence[str], kind: SystemKind, answers: Mapping[str, str]
) -> tuple[Asked, ...]:
    """The questions of a step that apply.

    answers: question id -> "yes", "no", a choice (several with ", "), words, or "unknown",
    "not-applicable", "skipped". Follow-ups stand right after the answer that caused them.
    """
    followers = {follower for q, _ in _all(banks) for lead in q.leads.values() for follower in lead.ask}
    homes = {q.id: (q, stage) for q, stage in _all(banks)}
    seen: set[str] = set()

    def with_follow_ups(question: Question, stage: str, after: str) -> Iterator[Asked]:
        if question.id in seen or not _applies(question, kind, answers):
            return
        seen.add(question.id)
        if question.step is step and stage in stages:
            yield Asked(question, stage, after)
        for follower in follow_ups(question, answers.get(question.id, "")):
            yield from with_follow_ups(*homes[follower], question.id)

    return tuple(
        asked
        for question, stage in _all(banks)
        if question.id not in followers
        for asked in with_follow_ups(question, stage, "")
    )


def leads_of(question: Question, answer: str) -> tuple[Lead, ...]:
    """What an answer leads to."""
    if answer in question.leads:
        return (question.leads[answer],)
    if question.answer is AnswerKind.SEVERAL_OF:
        return tuple(lead for choice, lead in question.leads.items() if choice in answer.split(", "))
    if answer and answer not in STATES and "answered" in question.leads:
        return (question.leads["answered"],)
    return ()


def follow_ups(question: Question, answer: str) -> tuple[str, ...]:
    """The ids of the questions that an answer leads to."""
    return tuple(follower for lead in leads_of(question, answer) for follower in lead.ask)


def _all(banks: Banks) -> Iterator[tuple[Question, str]]:
    for stage, bank in banks.questions.items():
        for question in bank.question:
            yield question, stage


def _applies(question: Question, kind: SystemKind, answers: Mapping[str, str]) -> bool:
    if question.kinds and kind not in question.kinds:
        return False
    if question.when is None:
        return True
    given = answers.get(question.when.question, "")
    meant = {given, *given.split(", ")}
    if given and given not in STATES:
        meant.add("answered")
    return bool(meant & set(question.when.answers))
