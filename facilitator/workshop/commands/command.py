"""An act of the people in the room, declared once: its words, its key, what it asks for, and the edit it makes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Self, TypeVar

from facilitator.errors import UserError
from facilitator.model.edit import Change
from facilitator.model.fields.field import Field, Typed, declared_field
from facilitator.model.part import Record
from facilitator.workshop.input.form_input import Parsed
from facilitator.workshop.workshop import Workshop

R = TypeVar("R")
C = TypeVar("C", bound="type[Command[Any]]")

COMMANDS: dict[str, type[Command[Any]]] = {}
"""Every command by its id."""


@dataclass(frozen=True, slots=True)
class Draft(Generic[R]):
    """An edit that is not made yet: its words, its changes, and what the one who acts gets back."""

    words: str
    changes: tuple[Change, ...]
    result: R


def with_form(parsed: Parsed, main: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes that a form makes: what it makes or changes beside, then those of its own record."""
    new = [added(record) for record in parsed.new]
    others = [Change(before=before, after=after) for before, after in parsed.changed]
    return (*new, *others, *main)


def added(record: Record) -> Change:
    """The change that adds a record."""
    return Change(before=None, after=record)


def changed(before: Record | None, after: Record) -> tuple[Change, ...]:
    """The change from one record to another, or none where they are equal."""
    if after == before:
        return ()
    change = Change(before=before, after=after)
    return (change,)


def all_changed(before: Sequence[Record], after: Sequence[Record]) -> tuple[Change, ...]:
    """The changes of several records, without those that stay equal."""
    changes: list[Change] = []
    for old, new in zip(before, after, strict=True):
        changes += changed(old, new)
    return tuple(changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """How a command is offered. words: what it does, in the bar of keys, the palette and the help.

    key: in the application, on the screen of this name; without a function there that asks for what it needs, the
    key opens a form of its fields. bar: its place in the bar of keys, from 1; 0 for none.
    line: its verb in the plain prompts. line_takes: what follows it there. line_help: what help says of it there,
    when these are not its words. line_place: where help lists it, the lowest first; those of one place share a row,
    and those of none come last.
    in_file: a file of answers may hold it, under its id. done: what is said when it was done.
    """

    id: str
    words: str
    key: str = ""
    screen: str = "workshop"
    bar: int = 0
    line: str = ""
    line_takes: str = ""
    line_help: str = ""
    line_place: int = 0
    in_file: bool = False
    done: str = ""

    @property
    def key_id(self) -> str:
        """The id by which a person's configuration names its key."""
        return f"{self.screen}.{self.id}"


class Command(Generic[R]):
    """One act. Its fields are declared as those of records are, so every front end can ask for them."""

    offer: ClassVar[Offer]

    def draft(self, workshop: Workshop) -> Draft[R]:
        """The edit that it makes. Raises UserError when it cannot be done."""
        raise NotImplementedError

    def act_on(self, workshop: Workshop) -> R:
        """Do it; it is safe on disk when this returns. Raises UserError."""
        draft = self.draft(workshop)
        if draft.changes:
            workshop.log.append(draft.words, *draft.changes)
        return draft.result

    def said_in_lines(self, result: R) -> str:
        """What the plain prompts say when it was done."""
        return f"{self.offer.done or 'Done'}."

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        """The fields that have to be known to do it."""
        known: list[Field] = []
        for item in dataclasses.fields(cls):  # type: ignore[arg-type]
            found = declared_field(item)
            if found is not None:
                known.append(found)
        return tuple(known)

    @classmethod
    def why_not(cls, workshop: Workshop) -> str:
        """Why it cannot be done now, in a sentence; "" when it can."""
        return ""

    @classmethod
    def from_words(cls, workshop: Workshop, words: str) -> Self:
        """The command as a line of words means it: they fill its first field. Raises UserError."""
        first = cls.fields()[:1]
        return cls.from_values(workshop, {item.name: words for item in first})

    @classmethod
    def from_values(cls, workshop: Workshop, values: Mapping[str, Any]) -> Self:
        """The command with these values, as a form or a file gives them. Raises UserError."""
        parsed = parsed_values(cls.fields(), workshop, values)
        return cls(**parsed)


def declared(offer: Offer) -> Callable[[C], C]:
    """Declare a class as a command."""

    def declare(command: C) -> C:
        command.offer = offer
        COMMANDS[offer.id] = command
        return command

    return declare


def parsed_values(fields: tuple[Field, ...], workshop: Workshop, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the values of a form or a file mean to the fields of a command. Raises UserError."""
    known = {item.name: item for item in fields}
    refuse_unknown(values, known.keys())
    for item in fields:
        given = values.get(item.name, "")
        if item.required and given in ("", ()):
            raise UserError(f"{item.label}: please write something here.", item.name)
    parsed: dict[str, Any] = {}
    for name, value in values.items():
        typed = as_typed(name, value)
        field = known[name]
        parsed[name] = field.parse(workshop.session, typed)
    return parsed


def refuse_unknown(values: Mapping[str, Any], known: Collection[str]) -> None:
    """Raise UserError for the first key that is not known."""
    for key in values:
        if key not in known:
            raise UserError(f"unknown key “{key}”; take it out or mend its spelling.", key)


def typed_values(values: Mapping[str, Any], *, apart: Collection[str]) -> dict[str, Typed]:
    """The values of a file as a person would have typed them, without the keys that stand apart. Raises UserError."""
    typed: dict[str, Typed] = {}
    for name, value in values.items():
        if name not in apart:
            typed[name] = as_typed(name, value)
    return typed


def as_typed(name: str, value: Any) -> Typed:
    """A value from a file as a person would have typed it. Raises UserError."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        texts = [part for part in value if isinstance(part, str)]
        if len(texts) == len(value):
            return tuple(texts)
    raise UserError(f"“{name}” should be text, a number, a list of texts, true or false.", name)
