"""A record from one typed line, for entering many of them quickly."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.errors import UserError
from facilitator.model.fields.field import validate_text
from facilitator.model.fields.references import look_up
from facilitator.model.kinds import KINDS
from facilitator.model.part import Record
from facilitator.model.records.architecture import Component
from facilitator.model.session import Session
from facilitator.workshop.input.catalogue import catalogued
from facilitator.workshop.input.form_input import parse_record

if TYPE_CHECKING:
    from facilitator.banks.schema.banks import Banks


def typed_record(session: Session, banks: Banks, kind: str, line: str) -> tuple[tuple[Record, ...], Record]:
    """Read a line: the components that are made new for its record, and the record itself.

    A line is the name; for a data flow also “name: from > to”. Raises UserError.
    """
    declared = KINDS[kind]
    if not declared.form:
        raise UserError(f"There is no form for {kind}.")
    text = validate_text(line.strip())
    new_id = session.next_id(declared.record_type)
    required = declared.first_field.name
    if kind == "flow" and ">" in text:
        return _typed_flow(session, text, new_id)
    record = parse_record(session, kind, {required: text}, None, new_id)
    return (), catalogued(banks, record)


def _typed_flow(session: Session, text: str, new_id: str) -> tuple[tuple[Record, ...], Record]:
    name, colon, ends = text.partition(":")
    if not colon:
        name = text.replace(">", "to")
        ends = text
    source, _, target = ends.partition(">")
    new: list[Component] = []
    start = _component(session, source.strip(), new)
    end = _component(session, target.strip(), new)
    words = " ".join(name.split())
    flow = parse_record(session, "flow", {"name": words}, None, new_id)
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
        new_id = session.next_id(Component, len(new))
        made = Component(id=new_id, name=words)
        new.append(made)
        return made.id
