"""Records and edits as plain data and back, validated by pydantic, unknown keys refused."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date, time
from functools import cache
from typing import Any

from facilitator.model.edit import Act, Change, Edit, EditKind
from facilitator.model.kinds import RECORD_TYPES
from facilitator.model.part import Record, plain
from facilitator.model.session import kind_of
from facilitator.store.formats import migration
from facilitator.text.plain_data import NotPlain, impossible_number, made
from facilitator.text.validation_words import fault_words, last_key

RecordMaker = Callable[[str, Any], Record]


class NotARecord(ValueError):
    """Plain data that does not make a record.

    where: the keys and list positions that lead to the fault.
    """

    def __init__(self, message: str, where: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.where = where


@cache
def _adapter(kind: str) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(RECORD_TYPES[kind])


def record_from_plain(kind: str, data: Any) -> Record:
    """The record that plain data makes. Raises NotARecord with the place of the first fault."""
    from pydantic import ValidationError

    if kind not in RECORD_TYPES:
        raise NotARecord(f"“{kind}” is not a kind of record")
    wrong = impossible_number(data)
    if wrong is not None:
        name = last_key(wrong, "this")
        raise NotARecord(f"“{name}” is no number that can be used; write another or take it out", wrong)
    try:
        record = _adapter(kind).validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        first = next((item for item in faults if item["type"] == "unexpected_keyword_argument"), faults[0])
        where = tuple(first["loc"])
        at_fault = where[-1] if where else ""
        raise NotARecord(fault_words(first, at_fault), where) from None
    except TypeError:
        place = _place_of_date(data)
        raise NotARecord(f"“{place[-1]}” holds a date or a time; put it in quotes", place) from None
    except (ValueError, RecursionError):
        raise NotARecord("this holds an impossible value or is nested too deeply") from None
    assert isinstance(record, Record)
    if kind_of(record.id) != kind:
        raise NotARecord(f"“{record.id}” is not an id for this; it looks like {record.prefix}-1", ("id",))
    return record


def _place_of_date(data: Any) -> tuple[str | int, ...]:
    """The keys that lead to the first date or time in plain data."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, date | time):
            return (key,)
        if isinstance(value, dict | list) and (inner := _place_of_date(value)):
            return (key, *inner)
    return ()


def records_from_plain(kind: str, items: Sequence[Any]) -> list[Record]:
    """The records that plain data of one kind makes. Raises NotARecord with the place in the faulty one."""
    record_type = RECORD_TYPES.get(kind)
    try:
        records = [made(record_type, item) for item in items] if record_type else []
    except NotPlain:
        records = []
    if len(records) == len(items) and all(kind_of(record.id) == kind for record in records):
        return records
    return [record_from_plain(kind, item) for item in items]


def digest_of(edit: Edit, identity: str) -> str:
    """By what a snapshot knows the edit that it holds last."""
    return digest_of_line(edit_to_line(edit, identity).encode())


def key_of(edit: Edit, identity: str) -> str:
    """What an edit is known by in any copy of its session: its id, or its digest where it has none."""
    return edit.id or digest_of(edit, identity)


def digest_of_line(line: bytes) -> str:
    """The digest of an edit by its line in the history, without the line end, as the program writes it."""
    return hashlib.sha256(line).hexdigest()[:32]


def edit_to_line(edit: Edit, identity: str) -> str:
    """An edit as one line of JSON, without the line end."""
    data: dict[str, Any] = {
        "format": migration.FORMAT,
        "session": identity,
        **({"id": edit.id} if edit.id else {}),
        "number": edit.number,
        "time": edit.time,
        "by": edit.by,
        "what": edit.what,
    }
    if edit.kind is not EditKind.ACT:
        data |= {"kind": edit.kind.value, "takes_back": edit.takes_back}
    if edit.acts:
        data["acts"] = [_act_to_plain(act) for act in edit.acts]
    data["changes"] = [
        {"record": change.record.kind, "before": _plain(change.before), "after": _plain(change.after)}
        for change in edit.changes
    ]
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))


def edits_from_plain(lines: Sequence[Any]) -> list[tuple[str, Edit]]:
    """What many history lines of today's format hold, in one go and so much faster.

    Raises NotARecord without saying where.
    """
    waiting: dict[str, list[Any]] = {}
    try:
        for line in lines:
            for change in line["changes"]:
                kind, before, after = _sides(change)
                waiting.setdefault(kind, []).extend(side for side in (before, after) if side is not None)
    except (AttributeError, KeyError, TypeError) as error:
        raise NotARecord(str(error)) from None
    made = {kind: iter(records_from_plain(kind, items)) for kind, items in waiting.items()}
    return [edit_from_plain(line, lambda kind, _: next(made[kind])) for line in lines]


def edit_from_plain(data: Any, record_of: RecordMaker = record_from_plain) -> tuple[str, Edit]:
    """The session's identity and the edit that one history line of today's format holds. Raises NotARecord."""
    if not isinstance(data, dict):
        raise NotARecord("a history line is a table")
    known = {"format", "session", "id", "number", "time", "by", "what", "kind", "takes_back", "acts", "changes"}
    if extra := set(data) - known:
        raise NotARecord(f"unknown key “{sorted(extra)[0]}”")
    found = data.get("format", 1)
    if not isinstance(found, int) or isinstance(found, bool) or found != migration.FORMAT:
        raise NotARecord(f"format {found} is not known; this program knows {migration.FORMAT}")
    try:
        edit = Edit(
            number=_whole(data["number"]),
            time=_text(data["time"]),
            by=_text(data["by"]),
            what=_text(data["what"]),
            changes=tuple(_change(change, record_of) for change in data["changes"]),
            kind=EditKind(data.get("kind", "act")),
            takes_back=_whole(data.get("takes_back", 0)),
            acts=tuple(made(Act, act) for act in data.get("acts", ())),
            id=_text(data.get("id", "")),
        )
        return _text(data["session"]), edit
    except KeyError as error:
        raise NotARecord(f"the key {error} is missing") from None
    except (TypeError, ValueError) as error:
        raise NotARecord(str(error)) from None


def _act_to_plain(act: Act) -> dict[str, Any]:
    return {item.name: getattr(act, item.name) for item in fields(act) if getattr(act, item.name) != item.default}


def _plain(record: Record | None) -> Any:
    return None if record is None else plain(record)


def _change(data: Mapping[str, Any], record_of: RecordMaker) -> Change:
    kind, before, after = _sides(data)
    return Change(
        before=None if before is None else record_of(kind, before),
        after=None if after is None else record_of(kind, after),
    )


def _sides(data: Mapping[str, Any]) -> tuple[str, Any, Any]:
    """The kind of a change's record, and its plain data before and after."""
    return _text(data["record"]), data["before"], data["after"]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise NotARecord(f"“{value}” should be text")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise NotARecord(f"“{value}” should be a whole number")
    return value
