"""A record from one typed line, for entering many of them quickly."""

from dataclasses import replace

from facilitator.errors import UserError
from facilitator.model.fields.field import validate_text
from facilitator.model.fields.references import look_up
from facilitator.model.kinds import KINDS, RECORD_TYPES
from facilitator.model.part import Record
from facilitator.model.records.architecture import Component
from facilitator.model.session import Session
from facilitator.workshop.input.form_input import parse_record


def typed_record(session: Session, kind: str, line: str) -> tuple[tuple[Record, ...], Record]:
    """The record that a line means, and the components that are made with it.

    A line is the name; for a data flow also “name: from > to”. Raises UserError.
    """
    if not KINDS[kind].form:
        raise UserError(f"There is no form for {kind}.")
    text = validate_text(line.strip())
    new_id = session.next_id(RECORD_TYPES[kind])
    required = KINDS[kind].first_field.name
    if kind == "flow" and ">" in text:
        return _typed_flow(session, text, new_id)
    return (), parse_record(session, kind, {required: text}, None, new_id)


def _typed_flow(session: Session, text: str, new_id: str) -> tuple[tuple[Record, ...], Record]:
    name, colon, ends = text.partition(":")
    if not colon:
        name, ends = text.replace(">", "to"), text
    source, _, target = ends.partition(">")
    new: list[Component] = []
    start, end = (_component(session, words.strip(), new) for words in (source, target))
    flow = parse_record(session, "flow", {"name": " ".join(name.split())}, None, new_id)
    return tuple(new), replace(flow, source=start, target=end)  # type: ignore[call-arg]


def _component(session: Session, words: str, new: list[Component]) -> str:
    if not words:
        raise UserError("A flow needs both ends: “name: from > to”.")
    for made in new:
        if made.name.casefold() == words.casefold():
            return made.id
    try:
        return look_up(session, (Component.kind,), words)
    except UserError:
        made = Component(id=session.next_id(Component, len(new)), name=words)
        new.append(made)
        return made.id
