"""A kind of record, declared once: its words, its step, its fields in order, and what others may do with it."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from facilitator.model.fields.field import Field, declared_field
from facilitator.model.part import Record
from facilitator.model.vocabulary import Step

R = TypeVar("R", bound=Record)


PEOPLE = "people"
"""The view of people and notes."""
CONTEXT = "context"
"""The view of what lies around the system, and of who approved what was found."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What the program knows of one kind of record; forms, tables, cards, reports and merging ask it.

    name: the table that it stands in, in code and in files. prefix: the letters before the number in its ids.
    noun, plural: its words on screen. title: the field that a person knows it by.
    step: the step that it belongs to, if any. also_in: steps whose tables show it as well.
    hint: what to enter, in a sentence. form: its fields in the order of form and card; without any, nobody fills it in.
    columns, report: the fields in its tables on screen and in the report.
    one_each: a session holds one record for each value of these fields.
    terms: ids of words of the glossary that its form uses.
    asked_about: questions may go through it one by one. element: STRIDE is applied to each.
    counted: the list of sessions says how many there are. from_note: its place among what a note can become, from 1;
    0 where it cannot.
    aside: the view beside the steps that shows it, PEOPLE or CONTEXT; "" where a step does.
    place: where its table stands among those of its step; the lowest comes first.
    approved: an approval speaks of its records; of what was only noted on the way it does not.
    """

    name: str
    prefix: str
    noun: str
    plural: str
    title: str = "name"
    step: Step | None = None
    also_in: tuple[Step, ...] = ()
    hint: str = ""
    form: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    one_each: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    asked_about: bool = False
    element: bool = False
    counted: bool = False
    from_note: int = 0
    aside: str = ""
    place: int = 0
    approved: bool = True

    @cached_property
    def record_type(self) -> type[Record]:
        """The type of its records."""
        return RECORD_TYPES[self.name]

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields of its form, in order."""
        return tuple(self._declared[name] for name in self.form)

    @cached_property
    def first_field(self) -> Field:
        """The field to fill in where there is room for one only."""
        return next(item for item in self.fields if item.required)

    def field(self, name: str) -> Field:
        """The field of this name that a form or a table shows. Raises KeyError."""
        return self._declared[name]

    @cached_property
    def _declared(self) -> dict[str, Field]:
        found = [declared_field(item) for item in dataclasses.fields(self.record_type)]
        return {item.name: item for item in found if item is not None}


KINDS: dict[str, Kind] = {}
"""Every kind of record, in the order in which files and reports list them."""

RECORD_TYPES: dict[str, type[Record]] = {}
"""The type of each kind of record, in the same order."""

KIND_OF_PREFIX: dict[str, str] = {}
"""The letters before the number in an id -> the kind of record."""


def declared(kind: Kind) -> Callable[[type[R]], type[R]]:
    """Declare a type of record as a kind."""

    def declare(record_type: type[R]) -> type[R]:
        record_type.kind = kind.name
        record_type.prefix = kind.prefix
        record_type.title_field = kind.title
        KINDS[kind.name] = kind
        RECORD_TYPES[kind.name] = record_type
        KIND_OF_PREFIX[kind.prefix] = kind.name
        return record_type

    return declare
