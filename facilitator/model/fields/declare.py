"""Declaring the fields of a record: each with its label, so that forms, tables and files of answers know it."""

import dataclasses
from dataclasses import MISSING
from enum import StrEnum
from typing import Any

from facilitator.model.fields.choices import Amount, Choice, Choices, Number, YesNo
from facilitator.model.fields.dates import Date
from facilitator.model.fields.field import Field, FieldType
from facilitator.model.fields.references import IDS_OR_NAMES, Reference, References
from facilitator.model.fields.texts import Catalogue, Lines, LongText, Person, ScaleId, Stage, Stages, Text


def field(
    label: str,
    field_type: FieldType,
    default: Any = MISSING,
    *,
    help: str = "",
    required: bool = False,
    heading: str = "",
    refers_to: tuple[str, ...] = (),
) -> Any:
    """Declare a field of a record; without a label no form shows it."""
    item = Field("", label, field_type, help, required, heading or label)
    metadata = {"field": item, "refers_to": refers_to}
    return dataclasses.field(default=default, metadata=metadata)


def text(label: str, *, help: str = "", required: bool = False, heading: str = "") -> Any:
    """Declare a line of words; one that is required has no default."""
    if required:
        return field(label, Text(), help=help, required=True, heading=heading)
    return field(label, Text(), "", help=help, heading=heading)


def long_text(label: str, *, required: bool = False, heading: str = "") -> Any:
    """Declare words of several lines."""
    if required:
        return field(label, LongText(), required=True, heading=heading)
    return field(label, LongText(), "", heading=heading)


def lines(label: str, *, help: str = "one a line") -> Any:
    """Declare several texts, one a line."""
    return field(label, Lines(), (), help=help)


def person(label: str) -> Any:
    """Declare the name of a person."""
    return field(label, Person(), "")


def day(label: str) -> Any:
    """Declare a day, or none."""
    return field(label, Date(), "", help="such as friday, in two weeks, or 2026-12-31")


def stage(label: str) -> Any:
    """Declare a stage of the lifecycle."""
    return field(label, Stage(), "")


def stages(label: str, *, help: str = "", heading: str = "") -> Any:
    """Declare stages of the lifecycle."""
    return field(label, Stages(), (), help=help, heading=heading)


def catalogue(label: str, *, help: str = "") -> Any:
    """Declare an asset of the catalogue."""
    return field(label, Catalogue(), "", help=help)


def scale_id(label: str, default: str, *, help: str = "") -> Any:
    """Declare a rating scale."""
    return field(label, ScaleId(), default, help=help)


def choice(label: str, default: StrEnum, *, help: str = "", heading: str = "") -> Any:
    """Declare one value of the enumeration that the default belongs to."""
    return field(label, Choice(type(default)), default, help=help, heading=heading)


def choices(label: str, enumeration: type[StrEnum], *, help: str = "", heading: str = "") -> Any:
    """Declare several values of an enumeration."""
    return field(label, Choices(enumeration), (), help=help, heading=heading)


def yes_no(label: str) -> Any:
    """Declare a yes or no, which is no at first."""
    return field(label, YesNo(), False)


def amount(label: str, *, help: str = "") -> Any:
    """Declare a number that is not negative, or none."""
    return field(label, Amount(), None, help=help)


def number(label: str, numbers: range, *, help: str = "") -> Any:
    """Declare one of a few whole numbers, or none."""
    return field(label, Number(numbers), None, help=help)


def reference(*kinds: str, label: str = "", heading: str = "", titles_only: bool = False) -> Any:
    """Declare a field that names one record of the given kinds, or none when empty."""
    return field(label, Reference(kinds, titles_only=titles_only), "", heading=heading, refers_to=kinds)


def references(*kinds: str, label: str = "", help: str = IDS_OR_NAMES, heading: str = "") -> Any:
    """Declare a field that names several records of the given kinds."""
    return field(label, References(kinds), (), help=help, heading=heading, refers_to=kinds)


def explained(declared: Any, *terms: str) -> Any:
    """Say which words of the glossary explain a field, by their ids."""
    item = dataclasses.replace(declared.metadata["field"], terms=terms)
    metadata = {**declared.metadata, "field": item}
    return dataclasses.field(default=declared.default, metadata=metadata)
