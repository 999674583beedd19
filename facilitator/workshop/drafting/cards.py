"""The card or the note that a suggestion becomes, as the team has changed it on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.guide.suggested import Suggested
from facilitator.model.fields.field import Typed
from facilitator.model.part import Record
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.threats import Threat
from facilitator.model.session import Session, with_records
from facilitator.workshop.input.form_input import Parsed, parse_form

if TYPE_CHECKING:
    from facilitator.workshop.workshop import Workshop


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
