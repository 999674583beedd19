"""Making a record of what a person typed into a form."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from facilitator.errors import UserError
from facilitator.model.fields.choices import Amount, Number
from facilitator.model.fields.dates import Date
from facilitator.model.fields.field import Field, Typed
from facilitator.model.fields.made import Made, MadeReferences
from facilitator.model.kind import Kind
from facilitator.model.kinds import KINDS, RECORD_TYPES
from facilitator.model.part import Record
from facilitator.model.session import Session


@dataclass(frozen=True, slots=True)
class Parsed:
    """The record that a form makes, and what is made or changed with it, such as a countermeasure of a threat."""

    record: Record
    new: tuple[Record, ...] = ()
    changed: tuple[tuple[Record, Record], ...] = ()


def parse_form(
    session: Session, kind_name: str, values: Mapping[str, Typed], base: Record | None, new_id: str
) -> Parsed:
    """Read the values of a form, on top of `base` or as a new record.

    Raises UserError when a value is missing or not understood.
    """
    kind = KINDS[kind_name]
    _refuse_unknown(kind, values)
    attributes: dict[str, Any] = {}
    made = Made(())
    for item in kind.fields:
        if item.name in values and isinstance(item.type, MadeReferences):
            made = _made(session, item, values[item.name])
            attributes[item.name] = made.ids
        elif item.name in values:
            attributes[item.name] = item.parse(session, values[item.name])
    _refuse_missing(kind, attributes, base)
    record = replace(base, **attributes) if base else kind.record_type(id=new_id, **attributes)
    return Parsed(record.completed(), made.new, made.changed)


def parse_record(
    session: Session, kind_name: str, values: Mapping[str, Typed], base: Record | None, new_id: str
) -> Record:
    """Read the values of a form that makes nothing else. Raises UserError."""
    return parse_form(session, kind_name, values, base, new_id).record


def _made(session: Session, item: Field, typed: Typed) -> Made:
    """Read a field whose lines may make records. Raises UserError with the label before it."""
    assert isinstance(item.type, MadeReferences)
    record_type = RECORD_TYPES[item.type.kinds[0]]
    try:
        return item.type.read(session, typed, lambda ahead: session.next_id(record_type, ahead))
    except UserError as error:
        raise UserError(f"{item.label}: {error}", item.name) from None


def fault_of(session: Session, item: Field, typed: Typed) -> str:
    """Why a number or a date cannot be taken as it stands; "" when it can, and for fields of any other sort."""
    if not isinstance(item.type, Number | Amount | Date):
        return ""
    try:
        item.parse(session, typed)
    except UserError as refusal:
        return str(refusal)
    return ""


def understood(item: Field, typed: Typed) -> str:
    """Say how words are understood that may be typed in many ways, such as “→ Friday 4 December 2026”; else ""."""
    try:
        words = item.type.understood(typed)
    except UserError:
        return ""
    return f"→ {words}" if words else ""


def _refuse_unknown(kind: Kind, values: Mapping[str, Typed]) -> None:
    unknown = sorted(values.keys() - set(kind.form))
    if unknown:
        raise UserError(f"A {kind.noun} has no field called {unknown[0]}.", unknown[0])


def _refuse_missing(kind: Kind, attributes: Mapping[str, Any], base: Record | None) -> None:
    for item in kind.fields:
        left_out = item.name not in attributes and base is None
        emptied = attributes.get(item.name) == ""
        if item.required and (left_out or emptied):
            raise UserError(f"{item.label}: please write something here.", item.name)
