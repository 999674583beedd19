"""Deciding on what the guide suggests, and saying that something still holds.

The guide is imported when an act needs it: the first screen does not wait for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

from facilitator.errors import UserError
from facilitator.model.edit import Change
from facilitator.model.fields import declare
from facilitator.model.fields.field import Typed, validate_text
from facilitator.model.fields.references import look_up
from facilitator.model.records.answers import Answer, Suggestion
from facilitator.model.records.notes import Note
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import SuggestionState
from facilitator.workshop.commands.command import Command, Draft, Offer, as_typed, declared
from facilitator.workshop.input.form_input import parse_record
from facilitator.workshop.views.edit_titles import named, shortened
from facilitator.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitator.guide.suggestions import Suggested


@declared(Offer(id="accept", words="Accept", key="y", screen="suggestions", in_file=True))
@dataclass(frozen=True, slots=True)
class AcceptSuggestion(Command[Threat | Note]):
    """Take a suggestion: a threat becomes a card, an action a note.

    suggestion: the id of its threat template, or of the rule of an action. about: the record that it is about.
    values: fields of the form that the team changed on the way.
    """

    suggestion: str
    about: str = ""
    values: Mapping[str, Typed] = field(default_factory=dict)

    def draft(self, workshop: Workshop) -> Draft[Threat | Note]:
        """The decision, and the card or note."""
        suggested = suggestion_of(workshop, self.suggestion, self.about)
        decision = _decision(workshop, suggested, SuggestionState.ACCEPTED, "")
        made = workshop.guide.prefilled(suggested)
        if isinstance(made, Threat):
            made = replace(made, suggestion=decision.record.id)
        if self.values:
            changed = parse_record(workshop.session, made.kind, self.values, made, made.id)
            assert isinstance(changed, Threat | Note)
            made = changed
        return Draft(f"Accept {named(made)}", (decision, Change(before=None, after=made)), made)

    @classmethod
    def from_values(cls, workshop: Workshop, values: Mapping[str, Any]) -> Self:
        """Which suggestion, and everything else as fields of its card."""
        rest = {key: as_typed(key, value) for key, value in values.items() if key not in ("suggestion", "about")}
        return cls(word(values, "suggestion"), word(values, "about", ""), rest)


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
        suggested = suggestion_of(workshop, self.suggestion, self.about)
        return _decided(workshop, suggested, SuggestionState.REJECTED, reason, "Reject")


@declared(Offer(id="later", words="Later", key="l", screen="suggestions", in_file=True))
@dataclass(frozen=True, slots=True)
class PutOffSuggestion(Command[Suggestion]):
    """Leave a suggestion for later."""

    suggestion: str = declare.text("Suggestion", required=True)
    about: str = declare.text("About")

    def draft(self, workshop: Workshop) -> Draft[Suggestion]:
        """The decision to decide later."""
        suggested = suggestion_of(workshop, self.suggestion, self.about)
        return _decided(workshop, suggested, SuggestionState.LATER, "", "Leave for later")


@declared(Offer(id="confirm", words="It still holds"))
@dataclass(frozen=True, slots=True)
class Confirm(Command[None]):
    """Say that an answer or a threat still stands on what is known now."""

    record: str

    def draft(self, workshop: Workshop) -> Draft[None]:
        """The answer or the suggestion with the facts of now."""
        record = workshop.record(self.record)
        if isinstance(record, Answer):
            return _confirmed_answer(workshop, record)
        if isinstance(record, Suggestion):
            return _confirmed_suggestion(workshop, record)
        suggestion = workshop.session.find(getattr(record, "suggestion", ""))
        if isinstance(suggestion, Suggestion):
            return _confirmed_suggestion(workshop, suggestion)
        threat = getattr(record, "threat", "")
        return Confirm(threat).draft(workshop) if threat else Draft("", (), None)


def suggestion_of(workshop: Workshop, name: str, about: str) -> Suggested:
    """What is suggested under this name for this record. Raises UserError."""
    from facilitator.banks.schema.conditions import FOR_EACH

    found = [item for item in workshop.guide.all_suggestions() if item.key[0] == name]
    about_id = look_up(workshop.session, FOR_EACH, about) if about else ""
    for item in found:
        if item.about == about_id:
            return item
    places = ", ".join(item.about or "no record" for item in found)
    why = f"“{name}” is suggested about {places}; name one." if found else f"“{name}” is not suggested here."
    raise UserError(why, "suggestion")


def word(values: Mapping[str, Any], key: str, otherwise: str | None = None) -> str:
    """A text of a file of answers. Raises UserError where it is missing or no text."""
    value = values.get(key, otherwise)
    if value is None:
        raise UserError(f"The key “{key}” is missing; add it.")
    if not isinstance(value, str):
        raise UserError(f"“{key}” should be text.", key)
    return value


def _decided(
    workshop: Workshop, suggested: Suggested, state: SuggestionState, reason: str, verb: str
) -> Draft[Suggestion]:
    change = _decision(workshop, suggested, state, reason)
    assert isinstance(change.after, Suggestion)
    return Draft(f"{verb}: “{shortened(suggested.title)}”", (change,), change.after)


def _decision(workshop: Workshop, suggested: Suggested, state: SuggestionState, reason: str) -> Change:
    from facilitator.guide.suggestions import decisions, record_of

    before = decisions(workshop.guide.context).get(suggested.key)
    new_id = before.id if before else workshop.session.next_id(Suggestion)
    return Change(before=before, after=record_of(suggested, new_id, state, reason))


def _confirmed_suggestion(workshop: Workshop, suggestion: Suggestion) -> Draft[None]:
    from facilitator.guide.evidence.facts import lasting_keys
    from facilitator.guide.over_time.fact_history import describe
    from facilitator.guide.over_time.stale import ground_lost

    context = workshop.guide.context
    key = (suggestion.template or suggestion.rule, suggestion.about)
    facts = next((item.facts for item in workshop.guide.all_suggestions() if item.key == key), ())
    gone = ground_lost(context, suggestion, facts)
    words = "; ".join(describe(context, key) for key in gone)
    day = workshop.time()[:10]
    after = replace(
        suggestion,
        facts=tuple(dict.fromkeys((*suggestion.facts, *lasting_keys(facts)))),
        because=(*suggestion.because, f"{workshop.by} confirmed it on {day}, although no longer: {words}"),
        confirmed=tuple(dict.fromkeys((*suggestion.confirmed, *gone))),
    )
    return Draft(f"Confirm {named(suggestion)}", (Change(before=suggestion, after=after),), None)


def _confirmed_answer(workshop: Workshop, answer: Answer) -> Draft[None]:
    from facilitator.guide.evidence.facts import lasting_keys

    asked = workshop.guide.asked((answer.question, answer.about))
    after = replace(answer, facts=(), by=workshop.by, time=workshop.time())
    if asked is not None:
        version = workshop.banks.versions[answer.question]
        after = replace(after, text=asked.text, facts=lasting_keys(asked.because), bank_version=version)
    return Draft(f"Confirm {named(answer)}", (Change(before=answer, after=after),), None)
