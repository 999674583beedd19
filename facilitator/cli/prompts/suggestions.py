"""Offering what the answers and facts suggest."""

from functools import partial

import click

from facilitator.cli.prompts.line_reader import LineReader
from facilitator.cli.prompts.questions import SHORT
from facilitator.errors import UserError
from facilitator.guide.suggested import Suggested
from facilitator.model.session import with_records
from facilitator.text.escape import visible
from facilitator.workshop.commands.suggestions import AcceptSuggestion, PutOffSuggestion, RejectSuggestion
from facilitator.workshop.views.record_summary import card_of
from facilitator.workshop.workshop import Workshop


class SuggestionPrompts:
    """Offers suggestions one by one, and takes what the team decides."""

    def __init__(self, workshop: Workshop, reader: LineReader) -> None:
        self.workshop = workshop
        self.reader = reader

    def offer_all(self) -> None:
        """Offer each suggestion once, also those that come up meanwhile."""
        seen: set[tuple[str, str]] = set()
        while suggested := self._next(seen):
            seen.add(suggested.key)
            self.reader.until_taken(partial(self._offer, suggested))

    def _next(self, seen: set[tuple[str, str]]) -> Suggested | None:
        for suggested in self.workshop.guide.suggestions():
            if suggested.key not in seen:
                return suggested
        return None

    def _offer(self, suggested: Suggested) -> None:
        self._show(suggested)
        typed = self.reader.read("y accept, n WHY reject, l later, an empty line leaves it open")
        word, _, rest = typed.partition(" ")
        match SHORT.get(word, word):
            case "yes":
                made = self.workshop.do(AcceptSuggestion(*suggested.key))
                click.echo(f"Accepted as {made.id}.")
            case "no":
                reason = rest or self.reader.read("Why")
                self.workshop.do(RejectSuggestion(*suggested.key, reason))
            case "l" | "later":
                self.workshop.do(PutOffSuggestion(*suggested.key))
            case "":
                return
            case _:
                raise UserError(f"“{word}” should be y, n, l or an empty line.")

    def _show(self, suggested: Suggested) -> None:
        kind = f"Threat ({suggested.standing.value})" if suggested.template else "Action"
        title = visible(suggested.title)
        because = visible(suggested.because)
        click.echo(f"\n{kind} suggested: {title}\nBecause {because}")
        for change in suggested.changed:
            click.echo(f"It was decided before. {visible(change)}.")
        card = self.workshop.guide.prefilled(suggested)
        session = with_records(self.workshop.session, card.countermeasures)
        for label, words in card_of(session, card.record):
            click.echo(visible(f"  {label}: {words}"))
