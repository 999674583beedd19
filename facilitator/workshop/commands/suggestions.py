"""Deciding on what the guide suggests, and saying that something still holds.

The guide is imported when an act needs it: the first screen does not wait for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from facilitator.errors import UserError
from facilitator.model.fields import declare
from facilitator.model.fields.field import Typed, validate_text
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer, Suggestion
from facilitator.model.vocabulary import SuggestionState
from facilitator.workshop.commands.command import Command, Draft, Offer, added, declared, typed_values, with_form
from facilitator.workshop.views.edit_titles import named, shortened
from facilitator.workshop.workshop import Workshop


@declared(Offer(id="accept", words="Accept", key="y", screen="suggestions", in_file=True))
@dataclass(frozen=True, slots=True)
class AcceptSuggestion(Command[Record]):
    """Accept a suggestion: a threat becomes a card, an action a note.

    suggestion: the id of its threat template, or of the rule of an action. about: the record that it is about.
    values: fields of the form that the team changed on the way.
    """

    suggestion: str
    about: str = ""
    values: Mapping[str, Typed] = field(default_factory=dict)

    def draft(self, workshop: Workshop) -> Draft[Record]:
        """The decision, and the card or note."""
        from facilitator.workshop.drafting.cards import card_made_of
        from facilitator.workshop.drafting.decisions import decision_on, suggestion_of

        suggested = suggestion_of(workshop, self.suggestion, self.about)
        decision = decision_on(workshop, suggested, SuggestionState.ACCEPTED)
        parsed = card_made_of(workshop, suggested, decision.record, self.values)
        made = parsed.record
        return Draft(f"Accept {named(made)}", with_form(parsed, (decision, added(made))), made)

    @classmethod
    def from_values(cls, workshop: Workshop, values: Mapping[str, Any]) -> Self:
        """Which suggestion, and everything else as fields of its card."""
        rest = typed_values(values, apart=("suggestion", "about"))
        suggestion = word(values, "suggestion")
        about = word(values, "about", "")
        return cls(suggestion, about, rest)


@declared(Offer(id="reject", words="Reject", key="n", screen="suggestions", in_file=True))
@dataclass(frozen=True, slots=True)
class RejectSuggestion(Command[Suggestion]):
    """Turn a suggestion down; it comes back only when a fact behind it changes."""

    suggestion: str = declare.text("Suggestion", required=True)
    about: str = declare.text("About")
    reason: str = declare.text("Why")

    def draft(self, workshop: Workshop) -> Draft[Suggestion]:
        """The decision with its reason."""
        if not self.reason.strip():
            raise UserError("A few words why, please: somebody will ask in half a year.", "reason")
        reason = validate_text(self.reason.strip())
        return _decided(workshop, self, SuggestionState.REJECTED, reason, "Reject")


@declared(Offer(id="later", words="Later", key="l", screen="suggestions", in_file=True))
@dataclass(frozen=True, slots=True)
class PutOffSuggestion(Command[Suggestion]):
    """Leave a suggestion for later."""

    suggestion: str = declare.text("Suggestion", required=True)
    about: str = declare.text("About")

    def draft(self, workshop: Workshop) -> Draft[Suggestion]:
        """The decision to decide later."""
        return _decided(workshop, self, SuggestionState.LATER, "", "Leave for later")


@declared(Offer(id="confirm", words="It still holds"))
@dataclass(frozen=True, slots=True)
class Confirm(Command[None]):
    """Say that an answer or a threat still stands on what is known now."""

    record: str

    def draft(self, workshop: Workshop) -> Draft[None]:
        """The answer or the suggestion with the facts of now."""
        from facilitator.workshop.drafting.confirming import confirmed_answer, confirmed_suggestion

        record = workshop.record(self.record)
        if isinstance(record, Answer):
            change = confirmed_answer(workshop, record)
            words = f"Confirm {named(record)}"
            return Draft(words, (change,), None)
        suggestion = _suggestion_behind(workshop, record)
        if suggestion is not None:
            change = confirmed_suggestion(workshop, suggestion)
            words = f"Confirm {named(suggestion)}"
            return Draft(words, (change,), None)
        threat = getattr(record, "threat", "")
        if threat:
            return Confirm(threat).draft(workshop)
        return Draft("", (), None)


def word(values: Mapping[str, Any], key: str, otherwise: str | None = None) -> str:
    """Read a text of a file of answers. Raises UserError where it is missing or no text."""
    value = values.get(key, otherwise)
    if value is None:
        raise UserError(f"The key “{key}” is missing; add it.")
    if not isinstance(value, str):
        raise UserError(f"“{key}” should be text.", key)
    return value


def _decided(
    workshop: Workshop, on: RejectSuggestion | PutOffSuggestion, state: SuggestionState, reason: str, verb: str
) -> Draft[Suggestion]:
    from facilitator.workshop.drafting.decisions import decision_on, suggestion_of

    suggested = suggestion_of(workshop, on.suggestion, on.about)
    change = decision_on(workshop, suggested, state, reason)
    assert isinstance(change.after, Suggestion)
    title = shortened(suggested.title)
    words = f"{verb}: “{title}”"
    return Draft(words, (change,), change.after)


def _suggestion_behind(workshop: Workshop, record: Record) -> Suggestion | None:
    """The suggestion that a record is, or that a threat was made of."""
    if isinstance(record, Suggestion):
        return record
    found = workshop.session.find(getattr(record, "suggestion", ""))
    return found if isinstance(found, Suggestion) else None
