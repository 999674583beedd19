"""The ways in which questions are answered, each declared once: how an answer is read, what is possible, what is said.

The words for the screen and for plain prompts stand beside the rules, so that a further kind is one class here.
"""

from collections.abc import Sequence
from enum import StrEnum

from facilitator.errors import UserError
from facilitator.model.fields.field import split_list
from facilitator.model.records.architecture import Flow

ANSWERED = "answered"
"""In a lead or a condition: any answer that says something."""

Given = tuple[str, tuple[str, ...]]
"""What an answer says, and the choices that it takes."""


class AnswerKind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes-no"
    ONE_OF = "one-of"
    SEVERAL_OF = "several-of"
    TEXT = "text"
    RECORDS = "records"


class Answering:
    """What one kind of answer decides.

    own_words: what may be answered whatever the choices of the question are.
    takes_yes_no: yes and no answer it. takes_choices: it offers choices. takes_several: several of them may be taken.
    takes_records: records are entered as part of the answer.
    """

    own_words: tuple[str, ...] = ()
    takes_yes_no = False
    takes_choices = False
    takes_several = False
    takes_records = False

    @property
    def by_key(self) -> bool:
        """Whether it is given by a key or a choice, so that a line that is typed is a note."""
        return self.takes_yes_no or self.takes_choices

    def possible(self, choices: Sequence[str]) -> tuple[str, ...]:
        """The answers that a lead or a condition may name."""
        return (ANSWERED,)

    def parse(self, word: str, choices: Sequence[str]) -> Given:
        """What typed words mean. Raises UserError."""
        return word, ()

    def is_possible(self, value: str, chosen: Sequence[str], choices: Sequence[str]) -> bool:
        """Whether an answer that was given once can still be given."""
        return True

    def keys(self, choices: Sequence[str]) -> str:
        """The keys that answer, in words."""
        return "i to type"

    def placeholder(self, record: str) -> str:
        """What the empty line says. record: the kind of record that the question asks for."""
        return "your answer, then Enter (i)"

    def prompt(self, record: str) -> str:
        """What a plain prompt says of how to answer."""
        return "in words, ? or -"


class YesOrNo(Answering):
    """Answered by yes or no."""

    own_words = ("yes", "no")
    takes_yes_no = True

    def possible(self, choices: Sequence[str]) -> tuple[str, ...]:
        """Yes and no."""
        return self.own_words

    def parse(self, word: str, choices: Sequence[str]) -> Given:
        """Yes or no."""
        if word.casefold() not in self.own_words:
            raise UserError(f"“{word}” should be yes, no, unknown or not-applicable.", "value")
        return word.casefold(), ()

    def is_possible(self, value: str, chosen: Sequence[str], choices: Sequence[str]) -> bool:
        """Whether it is yes or no."""
        return value in self.own_words

    def keys(self, choices: Sequence[str]) -> str:
        """One key for each."""
        return "y yes   n no"

    def placeholder(self, record: str) -> str:
        """The line is for a note."""
        return "a note, if you like (i)"

    def prompt(self, record: str) -> str:
        """One letter for each."""
        return "y, n, ? or -"


class OneOf(Answering):
    """Answered by one of the choices."""

    takes_choices = True

    def possible(self, choices: Sequence[str]) -> tuple[str, ...]:
        """Each choice, and any of them."""
        return (*choices, ANSWERED)

    def parse(self, word: str, choices: Sequence[str]) -> Given:
        """The choice of this name or number."""
        return _chosen(word, choices), ()

    def is_possible(self, value: str, chosen: Sequence[str], choices: Sequence[str]) -> bool:
        """Whether it is a choice."""
        return value in choices

    def keys(self, choices: Sequence[str]) -> str:
        """A number for each."""
        return f"i to the choices, then 1 to {len(choices)} answers"

    def placeholder(self, record: str) -> str:
        """The line is for a note, after the choices."""
        return "a note, if you like (i i)"

    def prompt(self, record: str) -> str:
        """A number."""
        return "a number, ? or -"


class SeveralOf(OneOf):
    """Answered by one or more of the choices."""

    takes_several = True

    def parse(self, word: str, choices: Sequence[str]) -> Given:
        """The choices of these names or numbers, in the order of the question."""
        chosen = {_chosen(part, choices) for part in split_list(word)}
        in_order = tuple(choice for choice in choices if choice in chosen)
        return ", ".join(in_order), in_order

    def is_possible(self, value: str, chosen: Sequence[str], choices: Sequence[str]) -> bool:
        """Whether all that was taken is still offered."""
        return bool(chosen) and set(chosen) <= set(choices)

    def keys(self, choices: Sequence[str]) -> str:
        """Ticks."""
        return "i to the choices, space ticks, Enter takes"

    def prompt(self, record: str) -> str:
        """Numbers."""
        return "numbers with commas, ? or -"


class InWords(Answering):
    """Answered in a person's own words."""


class ByRecords(Answering):
    """Answered by entering records, and with words."""

    takes_records = True

    def placeholder(self, record: str) -> str:
        """The line takes one record after another."""
        if record == Flow.kind:
            return "name: from > to, then Enter; one after another (i)"
        noun = record.replace("_", " ")
        return f"name of {'an' if noun[0] in 'aeiou' else 'a'} {noun}, then Enter; one after another (i)"

    def prompt(self, record: str) -> str:
        """The words first, the records later."""
        return f"in words; the {record.replace('_', ' ')}s themselves come after"


ANSWERING: dict[AnswerKind, Answering] = {
    AnswerKind.YES_NO: YesOrNo(),
    AnswerKind.ONE_OF: OneOf(),
    AnswerKind.SEVERAL_OF: SeveralOf(),
    AnswerKind.TEXT: InWords(),
    AnswerKind.RECORDS: ByRecords(),
}
"""What each kind of answer decides."""


def _chosen(word: str, choices: Sequence[str]) -> str:
    for choice in choices:
        if choice.casefold() == word.casefold():
            return choice
    if word.isdecimal() and 1 <= int(word) <= len(choices):
        return choices[int(word) - 1]
    raise UserError(f"“{word}” is not one of: {'; '.join(choices)}.", "value")
