"""A fact: something that holds in a session, as a key to compare and a clause to read."""

from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.model.part import Record


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that holds.

    subject: the id of a record, or “question” or “question/record” for an answer.
    what: what is said of it; value: the value that makes it so. text: the same as a clause.
    transient: acting on what it leads to ends it, as “no threat is documented”; so it is no lasting ground.
    """

    subject: str
    what: str
    value: str
    text: str
    transient: bool = False

    @property
    def key(self) -> str:
        """The fact without words that may change: for as long as it holds, the key stays the same."""
        return f"{self.subject}|{self.what}|{self.value}"


Found = Fact | None
"""The fact that makes something hold; None when it does not."""

ANSWER = "answer"
"""What the fact of an answer says of its subject."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where something applies: the record that it is about, or "", and the facts that make it so."""

    about: str
    facts: tuple[Fact, ...]


def parts_of_key(key: str) -> tuple[str, str, str]:
    """The subject, what is said of it, and the value; "" for what a key does not say."""
    subject, _, said = key.partition("|")
    what, _, value = said.partition("|")
    return subject, what, value


def subject_of_answer(question: str, about: str) -> str:
    """The subject of the fact of an answer. about: the record that the question was asked of, or ""."""
    return f"{question}/{about}" if about else question


def question_and_record(subject: str) -> tuple[str, str]:
    """The ids of the question and the record in the subject of the fact of an answer."""
    question, _, about = subject.partition("/")
    return question, about


def for_record(record: Record | None, said: str) -> str:
    """The words “for” and a name, to stand after the text of a question that does not name its record."""
    if record is None or record.title_text in said:
        return ""
    return f" for {record.title_text}"


def moment(time: str) -> str:
    """A time as people read it: day and minute, in UTC."""
    return time[:16].replace("T", " ")


def sentence(facts: Iterable[Fact]) -> str:
    """The facts as one sentence."""
    clauses = dict.fromkeys(fact.text for fact in facts)
    text = "; ".join(clauses)
    return f"{text}." if text else ""


def named(record: Record) -> str:
    """A record as people speak of it in a sentence."""
    return f"{record.id} {record.title_text}"


def lasting_keys(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The keys of the facts that last, to be kept with a decision."""
    keys = [fact.key for fact in facts if not fact.transient]
    return tuple(dict.fromkeys(keys))


def lost(before: Iterable[str], now: Iterable[Fact]) -> tuple[str, ...]:
    """The keys that were true before and are not now."""
    holding = {fact.key for fact in now}
    return tuple(key for key in before if key not in holding)
