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


@dataclass(frozen=True, slots=True)
class Match:
    """Where something applies: the record that it is about, or "", and the facts that make it so."""

    about: str
    facts: tuple[Fact, ...]


def moment(time: str) -> str:
    """A time as people read it: day and minute, in UTC."""
    return time[:16].replace("T", " ")


def sentence(facts: Iterable[Fact]) -> str:
    """The facts as one sentence."""
    text = "; ".join(dict.fromkeys(fact.text for fact in facts))
    return f"{text}." if text else ""


def named(record: Record) -> str:
    """A record as people speak of it in a sentence."""
    return f"{record.id} {record.title_text}"


def lasting_keys(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The keys of the facts that last, to be kept with a decision."""
    return tuple(dict.fromkeys(fact.key for fact in facts if not fact.transient))


def lost(before: Iterable[str], now: Iterable[Fact]) -> tuple[str, ...]:
    """The keys that were true before and are not now."""
    holding = {fact.key for fact in now}
    return tuple(key for key in before if key not in holding)
