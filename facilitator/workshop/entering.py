"""From what a person typed to a record, and back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import Any, get_type_hints

from facilitator.model.records import RECORD_TYPES, Countermeasure, Record
from facilitator.model.session import Session
from facilitator.model.vocabulary import (
    PROPERTY_BROKEN_BY,
    STATUSES_THAT_NEED_A_REASON,
    CountermeasureStatus,
)
from facilitator.workshop.forms import FORMS, Entry, Form, FormField

Typed = str | bool | tuple[str, ...]
LONGEST_TEXT = 100_000


class Refused(ValueError):
    """Something that cannot be taken as it was entered; the text says why and how to mend it.

    field: the form's field that is meant, or "".
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def entered(session: Session, kind: str, values: Mapping[str, Typed], base: Record | None, new_id: str) -> Record:
    """The record that the values of a form make, on top of `base` or as a new one.

    Raises Refused when a value is missing or not understood.
    """
    form = FORMS[kind]
    unknown = set(values) - {item.name for item in form.fields}
    if unknown:
        raise Refused(f"A {form.singular} has no field called {sorted(unknown)[0]}.", sorted(unknown)[0])
    attributes = {
        item.name: _value(session, form, item, values[item.name]) for item in form.fields if item.name in values
    }
    _require(form, attributes, base)
    record = replace(base, **attributes) if base else RECORD_TYPES[kind](id=new_id, **attributes)
    return _completed(record)


def shown(record: Record, item: FormField) -> Typed:
    """What a form shows of a record in one of its fields."""
    value = getattr(record, item.name)
    if item.entry is Entry.COUNTERMEASURES:
        return tuple(_countermeasure_line(countermeasure) for countermeasure in value)
    if isinstance(value, tuple):
        return tuple(str(x) for x in value)
    return value if isinstance(value, bool) else "" if value is None else str(value)


def fault_of(item: FormField, typed: Typed) -> str:
    """Why a number or a date cannot be taken as it stands; "" when it can, and for fields of any other sort."""
    try:
        if item.entry is Entry.NUMBER:
            _whole_number(item, str(typed))
        elif item.entry is Entry.DATE:
            _date(str(typed))
    except Refused as refusal:
        return f"{item.label}: {refusal}"
    return ""


def look_up(session: Session, kinds: tuple[str, ...], words: str) -> str:
    """The id of the one record that these words mean: its id, its name, or the start of its name.

    Raises Refused when none or several match.
    """
    wanted = words.strip().casefold()
    records = [record for kind in kinds for record in session.tables[kind].values()]
    by_id = [record.id for record in records if record.id.casefold() == wanted]
    by_name = [record.id for record in records if record.title_text.casefold() == wanted]
    by_start = [record.id for record in records if record.title_text.casefold().startswith(wanted)]
    found = by_id or by_name or by_start
    names = " or ".join(FORMS[kind].singular for kind in kinds)
    if not found:
        raise Refused(f"There is no {names} called “{words.strip()}”; add it first, or use its id.")
    if len(found) > 1:
        raise Refused(f"“{words.strip()}” means {', '.join(found)}; use the id.")
    return found[0]


def listed(value: Typed) -> tuple[str, ...]:
    """Several values, from a list or from text with commas."""
    if isinstance(value, bool):
        raise Refused("A list is needed here.")
    parts = value.split(",") if isinstance(value, str) else value
    return tuple(part.strip() for part in parts if part.strip())


def _value(session: Session, form: Form, item: FormField, typed: Typed) -> Any:
    try:
        return _converted(session, form, item, typed)
    except Refused as refusal:
        raise Refused(f"{item.label}: {refusal}", item.name) from None


def _converted(session: Session, form: Form, item: FormField, typed: Typed) -> Any:
    match item.entry:
        case Entry.NUMBER:
            return _whole_number(item, str(typed))
        case Entry.DATE:
            return _date(str(typed))
        case Entry.TEXT | Entry.PERSON | Entry.LONG_TEXT | Entry.STAGE | Entry.CATALOGUE:
            return checked_text(str(typed)).strip()
        case Entry.LINES:
            return _lines(typed)
        case Entry.STAGES:
            return tuple(checked_text(text) for text in listed(typed))
        case Entry.CHOICE:
            return _choice(form, item, str(typed))
        case Entry.CHOICES:
            return tuple(_choice(form, item, word) for word in listed(typed))
        case Entry.REFERENCE:
            return look_up(session, item.refers_to, str(typed)) if str(typed).strip() else ""
        case Entry.REFERENCES:
            return tuple(dict.fromkeys(look_up(session, item.refers_to, word) for word in listed(typed)))
        case Entry.YES_NO:
            return typed if isinstance(typed, bool) else str(typed).strip().casefold() in ("y", "yes", "true", "1")
        case Entry.COUNTERMEASURES:
            return tuple(_countermeasure(line) for line in _lines(typed))


def checked_text(text: str) -> str:
    """The text as typed. Raises Refused when it is too long or cannot be stored."""
    if len(text) > LONGEST_TEXT:
        raise Refused(f"this text has {len(text):,} characters and the limit is {LONGEST_TEXT:,}; shorten it.")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused("this text holds half a character that cannot be stored; take it out.") from None
    return text


def _whole_number(item: FormField, typed: str) -> int | None:
    word = typed.strip()
    if word and word not in item.choices:
        raise Refused(f"“{word}” should be one of {', '.join(item.choices)}, or nothing.")
    return int(word) if word else None


def _date(typed: str) -> str:
    word = typed.strip()
    try:
        return date.fromisoformat(word).isoformat() if word else ""
    except ValueError:
        raise Refused(f"“{word}” is not a date; write it like 2026-12-31.") from None


def _lines(typed: Typed) -> tuple[str, ...]:
    lines = str(typed).splitlines() if isinstance(typed, str | bool) else typed
    return tuple(checked_text(line).strip() for line in lines if line.strip())


def _choice(form: Form, item: FormField, word: str) -> Any:
    enumeration = _enumeration(form, item)
    wanted = word.strip().casefold().replace(" ", "-")
    matches = [choice for choice in item.choices if choice == wanted] or [
        choice for choice in item.choices if wanted and choice.startswith(wanted)
    ]
    if len(matches) != 1:
        raise Refused(f"“{word.strip()}” is not one of {', '.join(item.choices)}.")
    return enumeration(matches[0])


def _enumeration(form: Form, item: FormField) -> type[Enum]:
    hint = get_type_hints(RECORD_TYPES[form.kind])[item.name]
    inner = getattr(hint, "__args__", None)
    found = inner[0] if inner else hint
    assert isinstance(found, type) and issubclass(found, Enum)
    return found


def _countermeasure(line: str) -> Countermeasure:
    parts = [part.strip() for part in line.split(" | ")]
    text, status, owner = [*parts, "", ""][:3]
    try:
        return Countermeasure(text=text, status=CountermeasureStatus(status or "proposed"), owner=owner)
    except ValueError:
        known = ", ".join(CountermeasureStatus)
        raise Refused(f"“{status}” is not one of {known}; write: what | status | owner.") from None


def owner_of_line(line: str) -> str:
    """The owner that a countermeasure's line names, or "". Raises Refused."""
    return _countermeasure(line).owner


def _countermeasure_line(countermeasure: Countermeasure) -> str:
    parts = [countermeasure.text, countermeasure.status.value]
    return " | ".join([*parts, countermeasure.owner] if countermeasure.owner else parts)


def _require(form: Form, attributes: Mapping[str, Any], base: Record | None) -> None:
    for item in form.fields:
        left_out = item.name not in attributes and base is None
        if item.required and (left_out or attributes.get(item.name, "kept") == ""):
            raise Refused(f"{item.label}: please write something here.", item.name)


def _completed(record: Record) -> Record:
    """A threat's properties follow from its STRIDE categories when none were chosen."""
    status = getattr(record, "status", None)
    if status in STATUSES_THAT_NEED_A_REASON and not getattr(record, "status_reason", ""):
        raise Refused(f"Reason for the status: {status.value} needs a reason.", "status_reason")
    stride = getattr(record, "stride", ())
    if record.kind == "threat" and stride and not getattr(record, "properties", ()):
        properties = tuple(dict.fromkeys(PROPERTY_BROKEN_BY[category] for category in stride))
        return replace(record, properties=properties)  # type: ignore[call-arg]
    return record
