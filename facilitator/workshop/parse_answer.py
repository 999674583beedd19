"""What a typed answer means to a question."""

from facilitator.banks.schema.questions import STATES, AnswerKind, Question
from facilitator.errors import UserError
from facilitator.model.fields.field import split_list, validate_text
from facilitator.model.vocabulary import AnswerState


def parse_answer(question: Question, value: str) -> tuple[AnswerState, str, tuple[str, ...]]:
    """The state, the value and the choices that an answer stands for. Raises UserError."""
    word = validate_text(value).strip()
    if word in STATES:
        return AnswerState(word), "", ()
    if not word:
        raise UserError("Please answer, or say “don't know”.", "value")
    match question.answer:
        case AnswerKind.YES_NO:
            if word.casefold() not in ("yes", "no"):
                raise UserError(f"“{word}” should be yes, no, unknown or not-applicable.", "value")
            return AnswerState.ANSWERED, word.casefold(), ()
        case AnswerKind.ONE_OF:
            return AnswerState.ANSWERED, _chosen(question, word), ()
        case AnswerKind.SEVERAL_OF:
            chosen = {_chosen(question, part) for part in split_list(word)}
            in_order = tuple(choice for choice in question.choices if choice in chosen)
            return AnswerState.ANSWERED, ", ".join(in_order), in_order
        case _:
            return AnswerState.ANSWERED, word, ()


def _chosen(question: Question, word: str) -> str:
    for choice in question.choices:
        if choice.casefold() == word.casefold():
            return choice
    if word.isdecimal() and 1 <= int(word) <= len(question.choices):
        return question.choices[int(word) - 1]
    raise UserError(f"“{word}” is not one of: {'; '.join(question.choices)}.", "value")
