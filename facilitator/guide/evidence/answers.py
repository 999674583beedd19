"""The answers of a session by question, and what they say."""

from collections.abc import Mapping

from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.query import query
from facilitator.model.records.answers import Answer
from facilitator.model.vocabulary import AnswerState

AnswersByRecord = Mapping[str, Answer]
"""The record that an answer is about, or "" -> the answer."""

_NONE: AnswersByRecord = {}


@query
def answers_by_question(context: Context) -> Mapping[str, AnswersByRecord]:
    """Question id -> its answers."""
    found: dict[str, dict[str, Answer]] = {}
    for answer in context.all(Answer):
        found.setdefault(answer.question, {})[answer.about] = answer
    return found


@query
def answers_to(context: Context, question_id: str) -> AnswersByRecord:
    """The answers to one question."""
    return answers_by_question(context).get(question_id, _NONE)


def answer_words(answer: Answer) -> frozenset[str]:
    """Every word under which a condition or a lead may speak of an answer."""
    if answer.state is not AnswerState.ANSWERED:
        return frozenset({answer.state.value})
    return frozenset({"answered", answer.value, *answer.choices})


def spoken(answer: Answer) -> str:
    """An answer in a word or two."""
    match answer.state:
        case AnswerState.ANSWERED:
            return answer.value
        case AnswerState.UNKNOWN:
            return "don't know"
        case AnswerState.SKIPPED:
            return "skipped"
        case AnswerState.NOT_APPLICABLE:
            return "not applicable"
