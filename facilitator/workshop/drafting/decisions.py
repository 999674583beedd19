"""What a team decides on a suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.banks.schema.conditions import FOR_EACH
from facilitator.errors import UserError
from facilitator.guide.standing.uncalled import uncalled
from facilitator.guide.suggested import Suggested
from facilitator.guide.suggestions import decisions, record_of
from facilitator.model.edit import Change
from facilitator.model.fields.references import look_up
from facilitator.model.records.answers import Suggestion
from facilitator.model.vocabulary import SuggestionState

if TYPE_CHECKING:
    from facilitator.workshop.workshop import Workshop


def suggestion_of(workshop: Workshop, name: str, about: str) -> Suggested:
    """Find what is suggested under this name for this record. Raises UserError."""
    found = [item for item in workshop.guide.all_suggestions() if item.key[0] == name]
    about_id = look_up(workshop.session, FOR_EACH, about) if about else ""
    for item in found:
        if item.about == about_id:
            return item
    at_record = workshop.guide.suggested_at(name, about_id)
    if at_record is not None:
        return at_record
    if about_id or not found:
        return _uncalled(workshop, name, about_id)
    places = [item.about or "no record" for item in found]
    raise UserError(f"“{name}” is suggested about {', '.join(places)}; name one.", "suggestion")


def _uncalled(workshop: Workshop, name: str, about: str) -> Suggested:
    """What the banks know and nothing calls for now: a team may decide on it all the same. Raises UserError."""
    item = uncalled(workshop.guide.context, name, about)
    if item is None:
        raise UserError(f"“{name}” is not suggested here, and the banks do not know it.", "suggestion")
    return item


def decision_on(workshop: Workshop, suggested: Suggested, state: SuggestionState, reason: str = "") -> Change:
    """Keep a decision, in place of the one before."""
    before = decisions(workshop.guide.context).get(suggested.key)
    new_id = workshop.session.next_id(Suggestion)
    after = record_of(suggested, before.id if before else new_id, state, reason)
    return Change(before=before, after=after)
