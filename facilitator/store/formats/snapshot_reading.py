"""Reading a snapshot into a session; what is wrong in it is told with its line."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeGuard

import tomli

from facilitator.model.kinds import RECORD_TYPES
from facilitator.model.part import Record
from facilitator.model.records.session import HEADER_ID, Header
from facilitator.model.references import dangling
from facilitator.model.session import MOST_DIGITS, Session, session_of
from facilitator.store.errors import StoreRefused
from facilitator.store.files.reading import LARGEST_SNAPSHOT, bytes_of, text_of
from facilitator.store.formats import migration
from facilitator.store.formats.codec import NotARecord, record_from_plain, records_from_plain
from facilitator.store.formats.snapshot import SUMMARY, Place, was_cut_short
from facilitator.text.toml_lines import line_of

LONG_KEY = re.compile(r"^[ \t]*+\[{0,2}+[ \t]*+(?:[\w\"'-]++[ \t]*+\.[ \t]*+){40}", re.MULTILINE)
"""A key of so many parts is no key of a session, and takes a parser of TOML for ever. It never looks back (`*+`)."""
FIRST = 1
"""A snapshot holds the first edit at least, which makes the session; the edits after it count on from there."""
MOST_GIVEN = 10**MOST_DIGITS - 1
_BLANK = b"\0 \r\n\t"
"""What a crash can leave of a file whose content never reached the disk."""


def read_snapshot(path: Path, *, pipes: bool = False) -> tuple[Session, Place]:
    """The session and the place that a snapshot holds. Raises StoreRefused, leaving the file as it is.

    pipes: a pipe is read too.
    """
    text = text_of_snapshot(path, pipes=pipes)
    document = document_of(path, text)
    document = migration.migrated(path, document)
    _check_format(path, text, document)
    revision = max(FIRST, document.get("revision", FIRST))
    session = session_of(_records(path, text, document), _issued(path, document), revision)
    _check_references(path, text, document, session)
    return session, place_of(document)


def text_of_snapshot(path: Path, *, pipes: bool = False) -> str:
    """The text of a snapshot. Raises StoreRefused."""
    try:
        return text_of(path, LARGEST_SNAPSHOT, pipes=pipes)
    except FileNotFoundError as error:
        raise StoreRefused(path, f"cannot be read ({error.strerror}); check the name.") from None


def is_cut_short(path: Path) -> bool:
    """Whether a snapshot that can be read has lost its end. Raises StoreRefused."""
    return was_cut_short(text_of_snapshot(path))


def loss_of(path: Path) -> str:
    """What is wrong with a snapshot that says nothing, or not all: it is “empty” or “cut short”; "" when it is whole.

    Unlike text_of_snapshot, this takes bytes that are no text. Raises StoreRefused and FileNotFoundError.
    """
    content = bytes_of(path, LARGEST_SNAPSHOT)
    is_blank = not content.strip(_BLANK)
    if is_blank:
        return "empty"
    text = content.decode(errors="replace")
    return "cut short" if was_cut_short(text) else ""


def document_of(path: Path, text: str) -> dict[str, Any]:
    """The tables of a snapshot's text. Raises StoreRefused with the line that is no TOML."""
    if found := LONG_KEY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise StoreRefused(path, "this key has more parts than any key of a session; take it out.", line)
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        message, _, position = str(error).partition(" (at line ")
        line = int(position.split(",")[0]) if position else text.count("\n") + 1
        raise StoreRefused(
            path, f"this is not TOML: {message[0].lower()}{message[1:]}; mend that line.", line
        ) from None
    except (RecursionError, ValueError):
        raise StoreRefused(path, "this is nested too deeply or holds an impossible value; mend it by hand.") from None


def _check_format(path: Path, text: str, document: Mapping[str, Any]) -> None:
    found = document.get("format")
    if found is None:
        raise StoreRefused(path, f"the key “format” is missing; a session begins with format = {migration.FORMAT}.", 1)
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise StoreRefused(path, f"“format” should be {migration.FORMAT}; mend it.", _top_line(text, "format"))
    if found > migration.FORMAT:
        what = (
            f"format {found} is newer than this program, which knows {migration.FORMAT}; install a newer facilitator."
        )
        raise StoreRefused(path, what, _top_line(text, "format"))
    known = {"format", "revision", "last_edit", "digest", "place", "issued", SUMMARY, *RECORD_TYPES}
    for key in document:
        if key not in known:
            line = _top_line(text, key) or line_of(text, key, 0)
            raise StoreRefused(path, f"unknown key “{key}”; take it out or mend its spelling.", line)
    if not is_count(document.get("revision", 0)):
        what = "“revision” should be a whole number of at most nine digits."
        raise StoreRefused(path, what, _top_line(text, "revision"))


def _records(path: Path, text: str, document: Mapping[str, Any]) -> list[Record]:
    records: dict[str, Record] = {}
    for kind in RECORD_TYPES:
        for index, record in enumerate(_of_kind(path, text, kind, _table(path, text, document, kind))):
            if record.id in records:
                line = line_of(text, kind, index, ("id",))
                raise StoreRefused(path, f"the id {record.id} is there twice; give one another number.", line)
            records[record.id] = record
    return list(records.values())


def _of_kind(path: Path, text: str, kind: str, table: list[Any]) -> list[Record]:
    try:
        return records_from_plain(kind, table)
    except NotARecord:
        pass
    for index, data in enumerate(table):
        try:
            record_from_plain(kind, data)
        except NotARecord as fault:
            raise StoreRefused(path, f"{fault}.", line_of(text, kind, index, fault.where)) from None
    return []


def _table(path: Path, text: str, document: Mapping[str, Any], kind: str) -> list[Any]:
    data = document.get(kind, [])
    if kind == Header.kind:
        if not isinstance(data, dict) or data.get("id", HEADER_ID) != HEADER_ID:
            raise StoreRefused(path, f"the table [session] with id = “{HEADER_ID}” is missing; add it.", 1)
        return [{"id": HEADER_ID, **data}]
    if not isinstance(data, list):
        raise StoreRefused(path, f"write [[{kind}]] for each {kind}.", line_of(text, kind, 0))
    return data


def _issued(path: Path, document: Mapping[str, Any]) -> dict[str, int]:
    issued = document.get("issued", {})
    right = isinstance(issued, dict) and all(
        kind in RECORD_TYPES and is_count(number) for kind, number in issued.items()
    )
    if not right:
        what = "the table [issued] should give a whole number of at most nine digits for each kind of record."
        raise StoreRefused(path, what)
    return dict(issued)


def is_count(value: Any) -> TypeGuard[int]:
    """Whether a value counts edits or ids; no session comes near so many."""
    return type(value) is int and 0 <= value <= MOST_GIVEN


def _check_references(path: Path, text: str, document: Mapping[str, Any], session: Session) -> None:
    for record in session.every_record():
        for reference in dangling(session, record):
            index = _index(document, record)
            what = (
                f"{record.id} names {reference.target} in “{reference.field}”, which is not there; "
                "add that record or take the name out."
            )
            raise StoreRefused(path, what, line_of(text, record.kind, index, (reference.field,)))


def _index(document: Mapping[str, Any], record: Record) -> int:
    tables = document.get(record.kind, [])
    ids = [table.get("id") for table in tables] if isinstance(tables, list) else []
    return ids.index(record.id) if record.id in ids else 0


def place_of(document: Mapping[str, Any]) -> Place:
    """Where the team was; the first step where a snapshot does not say."""
    place = document.get("place", {})
    if not isinstance(place, dict):
        return Place()
    step, record = place.get("step"), place.get("record")
    return Place(step if isinstance(step, str) else "assets", record if isinstance(record, str) else "")


def _top_line(text: str, key: str) -> int | None:
    for number, line in enumerate(text.split("\n"), 1):
        if line.split("=")[0].strip().strip('"') == key:
            return number
    return None
