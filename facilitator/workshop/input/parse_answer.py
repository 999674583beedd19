"""What a typed answer means to a question."""

import re
from collections.abc import Collection

from facilitator.banks.schema.questions import STATES, Question
from facilitator.errors import UserError
from facilitator.model.fields.field import validate_text
from facilitator.model.vocabulary import AnswerState

NOTED = re.compile(
    r"(?P<answer>\w+|[?-])(?:\s*[,:;]\s*|\s+[–-]\s+|\s+(?=(?:but|only|except|because|if|unless|though|although|when|since"
    r"|as|for|mostly|partly|while)\b))(?P<note>\S.*)",
    re.IGNORECASE,
)
"""An answer in one word and a note after it."""


def answer_and_note(question: Question, line: str, short: Collection[str]) -> tuple[str, str]:
    """The answer and the note in one typed line: “no # why”, and where yes or no is wanted “yes, but …”.

    short: signs that stand for an answer. After a blank alone a note has to begin with a word such as “but”, for “no
    idea” is no answer.
    """
    answer, _, note = line.partition(" # ")
    found = NOTED.fullmatch(answer) if question.answering.takes_yes_no else None
    if found is None:
        return answer, note
    word = found["answer"].casefold()
    if word not in (*short, "yes", "no"):
        return answer, note
    parts = (found["note"].strip(), note.strip())
    notes = [part for part in parts if part]
    return word, "; ".join(notes)


def parse_answer(question: Question, value: str) -> tuple[AnswerState, str, tuple[str, ...]]:
    """The state, the value and the choices that an answer stands for. Raises UserError."""
    word = validate_text(value).strip()
    if word in STATES:
        return AnswerState(word), "", ()
    if not word:
        raise UserError("Please answer, or say “don't know”.", "value")
    said, chosen = question.answering.parse(word, question.choices)
    return AnswerState.ANSWERED, said, chosen
