"""Making a record of what a person typed into a form."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from facilitator.errors import UserError
from facilitator.model.fields.choices import Number
from facilitator.model.fields.field import Field, Typed
from facilitator.model.fields.texts import Date
from facilitator.model.kind import Kind
from facilitator.model.kinds import KINDS
from facilitator.model.part import Record
from facilitator.model.session import Session


def parse_record(
    session: Session, kind_name: str, values: Mapping[str, Typed], base: Record | None, new_id: str
) -> Record:
    """The record that the values of a form make, on top of `base` or as a new one.

    Raises UserError when a value is missing or not understood.
    """
    kind = KINDS[kind_name]
    _refuse_unknown(kind, values)
    filled_in = [item for item in kind.fields if item.name in values]
    attributes = {item.name: item.parse(session, values[item.name]) for item in filled_in}
    _refuse_missing(kind, attributes, base)
    record = replace(base, **attributes) if base else kind.record_type(id=new_id, **attributes)
    return record.completed()


def fault_of(session: Session, item: Field, typed: Typed) -> str:
    """Why a number or a date cannot be taken as it stands; "" when it can, and for fields of any other sort."""
    if not isinstance(item.type, Number | Date):
        return ""
    try:
        item.parse(session, typed)
    except UserError as refusal:
        return str(refusal)
    return ""


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
