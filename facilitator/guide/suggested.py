"""A suggestion: a threat to document or an action to take, with its reasons."""

from dataclasses import dataclass
from enum import StrEnum

from facilitator.guide.evidence.facts import Fact, sentence
from facilitator.guide.standing.standing import OPEN, Standing


class SuggestedState(StrEnum):
    """Where a suggestion stands.

    BACK: it was rejected and something that it stood on has changed, or its threat was removed since.
    SETTLED: nobody decided on it, and what was said covers it or rules it out.
    """

    NEW = "new"
    BACK = "back"
    LATER = "later"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WRITTEN = "written"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Suggested:
    """A threat or an action that the banks suggest now.

    template: the threat template, or "" for an action. rules: what suggested it, as ids of rules, of
    “question:answer” or of “threat:number” for a circumstance of the template.
    about: the record that it is about, or "". facts: why. changed: what changed since it was rejected.
    Of a threat also: standing; weight: how much it matters here; hits: its records, several where it is about none;
    ground: the facts by which it applies; family: shared by twins; twins: the titles that this one stands for as well.
    """

    template: str
    rules: tuple[str, ...]
    title: str
    about: str
    facts: tuple[Fact, ...]
    stage: str = ""
    state: SuggestedState = SuggestedState.NEW
    changed: tuple[str, ...] = ()
    standing: Standing = Standing.NOT_APPLICABLE
    weight: int = 0
    hits: tuple[str, ...] = ()
    ground: tuple[Fact, ...] = ()
    family: str = ""
    twins: tuple[str, ...] = ()

    @property
    def holding(self) -> tuple[Fact, ...]:
        """All facts that it stands on: why it is suggested, and by what it applies."""
        return tuple(dict.fromkeys((*self.facts, *self.ground)))

    @property
    def is_settled(self) -> bool:
        """Whether it is a threat that what was said covers or rules out."""
        return bool(self.template) and self.standing not in OPEN

    @property
    def key(self) -> tuple[str, str]:
        """What identifies it: the template, or for an action its rule; and the record."""
        return self.template or self.rules[0], self.about

    @property
    def because(self) -> str:
        """Why it is suggested, as a sentence."""
        return sentence(self.facts)


Several = tuple[Suggested, ...]
