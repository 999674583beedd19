"""A field of a record, declared where the record is: its label, its help, and what sort of field it is."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from facilitator.errors import UserError

Typed = str | bool | tuple[str, ...]
"""What a person typed, ticked, or wrote into a file of answers."""

LONGEST_TEXT = 100_000


class Named(Protocol):
    """A record, as far as a field that names it needs to know."""

    id: str

    @property
    def title_text(self) -> str:
        """The words that a person knows it by."""


class Records(Protocol):
    """The records of a session, as far as fields look at them."""

    @property
    def tables(self) -> Mapping[str, Mapping[str, Any]]:
        """Kind -> id -> record."""


class FieldType:
    """One sort of field. parse reads what a person typed, format gives back what a form shows.

    is_free_line: whether it is one line in a person's own words.
    terms: ids of words of the glossary that explain every field of this sort.
    """

    is_free_line: ClassVar[bool] = False
    terms: ClassVar[tuple[str, ...]] = ()

    def parse(self, records: Records, typed: Typed) -> Any:
        """The value that was typed. Raises UserError when it is not understood."""
        raise NotImplementedError

    def format(self, value: Any) -> Typed:
        """A value as a person would type it."""
        return "" if value is None else str(value)

    def format_in(self, records: Records, value: Any) -> Typed:
        """Write a value as a person would type it, beside the records that it may name."""
        return self.format(value)

    def understood(self, typed: Typed) -> str:
        """What words mean that may be typed in many ways, spelled out; "" for other sorts. Raises UserError."""
        return ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that may be typed, where they are few."""
        return ()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: the record's attribute, its label, its sort, and a line of help.

    heading: what stands above its column in a table. terms: ids of words of the glossary that explain it.
    """

    name: str
    label: str
    type: FieldType
    help: str = ""
    required: bool = False
    heading: str = ""
    terms: tuple[str, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that may be typed, where they are few."""
        return self.type.choices

    def parse(self, records: Records, typed: Typed) -> Any:
        """The value that was typed. Raises UserError with the label before it."""
        try:
            return self.type.parse(records, typed)
        except UserError as error:
            raise UserError(f"{self.label}: {error}", self.name) from None

    def format(self, record: Any) -> Typed:
        """What a form shows of a record in this field."""
        return self.type.format(getattr(record, self.name))

    def format_in(self, records: Records, record: Any) -> Typed:
        """What a form shows of a record in this field, with the words of the records that it names."""
        return self.type.format_in(records, getattr(record, self.name))


def declared_field(item: "dataclasses.Field[Any]") -> Field | None:
    """What a record declares of one of its attributes, or None where no form shows it."""
    found = item.metadata.get("field")
    return dataclasses.replace(found, name=item.name) if found is not None and found.label else None


def split_list(typed: Typed) -> tuple[str, ...]:
    """Several values, from a list or from text with commas. Raises UserError."""
    if isinstance(typed, bool):
        raise UserError("A list is needed here.")
    parts = typed.split(",") if isinstance(typed, str) else typed
    return tuple(part.strip() for part in parts if part.strip())


def validate_text(text: str) -> str:
    """The text as typed. Raises UserError when it is too long or cannot be stored."""
    if len(text) > LONGEST_TEXT:
        raise UserError(f"this text has {len(text):,} characters and the limit is {LONGEST_TEXT:,}; shorten it.")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise UserError("this text holds half a character that cannot be stored; take it out.") from None
    return text
