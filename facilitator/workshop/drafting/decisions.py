"""What a team decides on a suggestion, and the card or note that it becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.banks.schema.conditions import FOR_EACH
from facilitator.errors import UserError
from facilitator.guide.suggestions import Suggested, decisions, record_of
from facilitator.model.edit import Change
from facilitator.model.fields.field import Typed
from facilitator.model.fields.references import look_up
from facilitator.model.part import Record
from facilitator.model.records.answers import Suggestion
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.threats import Threat
from facilitator.model.session import Session, with_records
from facilitator.model.vocabulary import SuggestionState
from facilitator.workshop.input.form_input import Parsed, parse_form

if TYPE_CHECKING:
    from facilitator.workshop.workshop import Workshop


def suggestion_of(workshop: Workshop, name: str, about: str) -> Suggested:
    """Find what is suggested under this name for this record. Raises UserError."""
    found = [item for item in workshop.guide.all_suggestions() if item.key[0] == name]
    about_id = look_up(workshop.session, FOR_EACH, about) if about else ""
    for item in found:
        if item.about == about_id:
            return item
    if not found:
        raise UserError(f"“{name}” is not suggested here.", "suggestion")
    places = [item.about or "no record" for item in found]
    raise UserError(f"“{name}” is suggested about {', '.join(places)}; name one.", "suggestion")


def decision_on(workshop: Workshop, suggested: Suggested, state: SuggestionState, reason: str = "") -> Change:
    """Keep a decision, in place of the one before."""
    before = decisions(workshop.guide.context).get(suggested.key)
    new_id = workshop.session.next_id(Suggestion)
    after = record_of(suggested, before.id if before else new_id, state, reason)
    return Change(before=before, after=after)


def card_made_of(workshop: Workshop, suggested: Suggested, decision: Record, values: Mapping[str, Typed]) -> Parsed:
    """The card of a threat, which names the decision that it came by, or the note of an action. Raises UserError.

    values: fields of its form that the team changed on the way.
    """
    card = workshop.guide.prefilled(suggested)
    record: Record = card.record
    if isinstance(record, Threat):
        record = replace(record, suggestion=decision.id)
    if not values:
        return Parsed(record, card.countermeasures)
    session = with_records(workshop.session, card.countermeasures)
    parsed = parse_form(session, record.kind, values, record, record.id)
    if not isinstance(parsed.record, Threat):
        return parsed
    return _numbered(workshop.session, parsed, parsed.record, card.countermeasures)


def _numbered(session: Session, parsed: Parsed, threat: Threat, proposed: Sequence[Record]) -> Parsed:
    """Keep of what was proposed what the threat still names, and number all that is new without gaps."""
    as_changed = {before.id: after for before, after in parsed.changed}
    ids = {measure.id for measure in proposed}
    waiting = {measure.id: as_changed.get(measure.id, measure) for measure in (*proposed, *parsed.new)}
    names: dict[str, str] = {}
    new: list[Record] = []
    for name in threat.countermeasures:
        if name in waiting:
            names[name] = session.next_id(Countermeasure, len(new))
            new.append(replace(waiting[name], id=names[name]))
    named = tuple(names.get(name, name) for name in threat.countermeasures)
    others = tuple(pair for pair in parsed.changed if pair[0].id not in ids)
    return Parsed(replace(threat, countermeasures=named), tuple(new), others)
