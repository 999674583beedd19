"""The part of the guide for suggestions: threats and actions, and the cards that they would become."""

from facilitator.guide.cards import Card, card_of_suggestion
from facilitator.guide.evidence.session_reader import SessionReader
from facilitator.guide.standing.suggesting import suggested_at
from facilitator.guide.suggested import Suggested
from facilitator.guide.suggestions import pending, suggestions, undecided


class SuggestionGuide(SessionReader):
    """Finds what the banks suggest, and what of it waits for a decision."""

    def all_suggestions(self) -> tuple[Suggested, ...]:
        """Everything that is suggested, decided or not."""
        return suggestions(self.context)

    def suggested_at(self, template: str, about: str) -> Suggested | None:
        """A threat at one record of several that are suggested together, or at all that it hits for ""."""
        return suggested_at(self.context, template, about)

    def suggestions(self) -> tuple[Suggested, ...]:
        """The suggestions to decide on; those put off for later come last."""
        return pending(self.context)

    def undecided(self) -> tuple[Suggested, ...]:
        """The suggestions that wait for a decision, without those put off: what every count of them counts."""
        return undecided(self.context)

    def prefilled(self, suggested: Suggested) -> Card:
        """The card or the note that a suggestion would become."""
        return card_of_suggestion(self.context, suggested)
