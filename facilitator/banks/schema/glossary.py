"""The glossary, and the pages of the introduction."""

from dataclasses import dataclass

from facilitator.banks.schema.part import BankPart
from facilitator.model.vocabulary import Step


@dataclass(frozen=True, kw_only=True)
class Term(BankPart):
    """A word of the field, explained in two sentences with an example.

    kind: what sort of word it is. place: where it fits in the method. more: the same in depth.
    basis: “inferred” or “recollected” where the method's papers could not be read for it.
    """

    id: str
    term: str
    meaning: str
    example: str
    kind: str = ""
    place: str = ""
    more: str = ""
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class GlossaryBank(BankPart):
    """The glossary."""

    format: int
    version: str
    term: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True)
class IntroductionPage(BankPart):
    """One page of the walk: what to look at in a step of the worked example.

    question: whether the page is about the question in hand; otherwise it is about the records.
    """

    step: Step
    title: str
    text: str
    question: bool = False


@dataclass(frozen=True, kw_only=True)
class IntroductionBank(BankPart):
    """The walk through the worked example, in order."""

    format: int
    version: str
    page: tuple[IntroductionPage, ...]
