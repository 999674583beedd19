"""Reading a snapshot into a session; what is wrong in it is told with its line."""

import re
from pathlib import Path
from typing import Any, TypeGuard

import tomli

from facilitator.model.kinds import RECORD_TYPES
from facilitator.model.part import Record
from facilitator.model.records.session import HEADER_ID, Header
from facilitator.model.references import dangling
from facilitator.model.session import MOST_DIGITS, Session, session_of
from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import history_path
from facilitator.store.files.reading import LARGEST_HISTORY, LARGEST_SNAPSHOT, bytes_of, text_of
from facilitator.store.formats import migration
from facilitator.store.formats.codec import NotARecord, record_from_plain, records_from_plain
from facilitator.store.formats.snapshot import SUMMARY, Place, was_cut_short
from facilitator.text.toml_lines import Where, line_of

LONG_KEY = re.compile(r"^[ \t]*+\[{0,2}+[ \t]*+(?:[\w\"'-]++[ \t]*+\.[ \t]*+){40}", re.MULTILINE)
"""A key of so many parts is no key of a session, and takes a parser of TOML for ever. It never looks back (`*+`)."""
FIRST = 1
"""A snapshot holds the first edit at least, which makes the session; the edits after it count on from there."""
MOST_GIVEN = 10**MOST_DIGITS - 1
KEYS = {"format", "revision", "last_edit", "last_id", "digest", "place", "issued", SUMMARY}
"""The keys at the top of a snapshot beside the tables of its records."""

Document = dict[str, Any]
"""What stands in a TOML text, as plain data."""

_BLANK = b"\0 \r\n\t"
"""What a crash can leave of a file whose content never reached the disk."""


def read_snapshot(
    path: Path, *, pipes: bool = False, older: migration.FormatOne | None = None
) -> tuple[Session, Place]:
    """The session and the place that a snapshot holds. Raises StoreRefused, leaving the file as it is.

    pipes: a pipe is read too.
    older: reads several copies of one session of format 1, so that the same records get the same ids.
    """
    text = text_of_snapshot(path, pipes=pipes)
    document = document_of(path, text)
    if migration.format_of(document) == 1:
        document = migration.migrated(path, text, document, _lines_beside(path), older)
    reading = _Reading(path, text, document)
    return reading.session(), place_of(reading.document)


def _lines_beside(path: Path) -> list[Any]:
    """The lines of the whole history beside a snapshot, if there is one that can be read."""
    try:
        return migration.plain_lines(bytes_of(history_path(path), LARGEST_HISTORY))
    except (OSError, StoreRefused):
        return []


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
    """What a snapshot has lost, in a word: “empty” where it says nothing, “cut short” where its end is gone, else "".

    Unlike text_of_snapshot, this takes bytes that are no text. Raises StoreRefused and FileNotFoundError.
    """
    content = bytes_of(path, LARGEST_SNAPSHOT)
    is_blank = not content.strip(_BLANK)
    if is_blank:
        return "empty"
    text = content.decode(errors="replace")
    return "cut short" if was_cut_short(text) else ""


def document_of(path: Path, text: str) -> Document:
    """The tables of a snapshot's text. Raises StoreRefused with the line that is no TOML."""
    if found := LONG_KEY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise StoreRefused(path, "this key has more parts than any key of a session; take it out.", line)
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        message, _, position = str(error).partition(" (at line ")
        line_number, _, _ = position.partition(",")
        # Without a place, what is missing is missing at the end.
        line = int(line_number) if position else text.count("\n") + 1
        fault = message[0].lower() + message[1:]
        raise StoreRefused(path, f"this is not TOML: {fault}; mend that line.", line) from None
    except (RecursionError, ValueError):
        raise StoreRefused(path, "this is nested too deeply or holds an impossible value; mend it by hand.") from None


class _Reading:
    """One reading of a snapshot: its text, and what stands in it as plain data, in the format of today."""

    def __init__(self, path: Path, text: str, document: Document) -> None:
        self.document = document
        self._path = path
        self._text = text

    def session(self) -> Session:
        """The session that it holds. Raises StoreRefused."""
        self._check_format()
        self._check_keys()
        revision = self._revision()
        records = self._records()
        issued = self._issued()
        session = session_of(records.values(), issued, revision)
        self._check_references(session)
        return session

    def _check_format(self) -> None:
        found = self.document.get("format")
        today = migration.FORMAT
        if found is None:
            raise self._refused(f"the key “format” is missing; a session begins with format = {today}.", 1)
        is_number = isinstance(found, int) and not isinstance(found, bool)
        if not is_number or found < 1:
            raise self._refused(f"“format” should be {today}; mend it.", self._top_line("format"))
        if found > today:
            what = f"format {found} is newer than this program, which knows {today}"
            raise self._refused(f"{what}; install a newer facilitator.", self._top_line("format"))

    def _check_keys(self) -> None:
        for key in self.document:
            if key not in KEYS and key not in RECORD_TYPES:
                line = self._top_line(key) or self._line(key, 0)
                raise self._refused(f"unknown key “{key}”; take it out or mend its spelling.", line)

    def _revision(self) -> int:
        revision = self.document.get("revision", FIRST)
        if not is_count(revision):
            line = self._top_line("revision")
            raise self._refused("“revision” should be a whole number of at most nine digits.", line)
        return max(FIRST, revision)

    def _records(self) -> dict[str, Record]:
        records: dict[str, Record] = {}
        for kind in RECORD_TYPES:
            for index, record in enumerate(self._of_kind(kind)):
                if record.id in records:
                    line = self._line(kind, index, ("id",))
                    raise self._refused(f"the id {record.id} is there twice; give one another number.", line)
                records[record.id] = record
        return records

    def _of_kind(self, kind: str) -> list[Record]:
        table = self._table(kind)
        try:
            return records_from_plain(kind, table)
        except NotARecord:
            # Many at once are read fast and without saying where; one by one they lead to the line.
            return [self._record(kind, index, data) for index, data in enumerate(table)]

    def _record(self, kind: str, index: int, data: Any) -> Record:
        try:
            return record_from_plain(kind, data)
        except NotARecord as fault:
            line = self._line(kind, index, fault.where)
            raise self._refused(f"{fault}.", line) from None

    def _table(self, kind: str) -> list[Any]:
        data = self.document.get(kind, [])
        if kind == Header.kind:
            return [self._header(data)]
        if not isinstance(data, list):
            line = self._line(kind, 0)
            raise self._refused(f"write [[{kind}]] for each {kind}.", line)
        return data

    def _header(self, data: Any) -> Document:
        is_header = isinstance(data, dict) and data.get("id", HEADER_ID) == HEADER_ID
        if not is_header:
            raise self._refused(f"the table [session] with id = “{HEADER_ID}” is missing; add it.", 1)
        return {"id": HEADER_ID, **data}

    def _issued(self) -> dict[str, int]:
        issued = self.document.get("issued", {})
        is_right = isinstance(issued, dict) and all(map(_is_issued, issued.items()))
        if not is_right:
            what = "the table [issued] should give a whole number of at most nine digits for each kind of record."
            raise self._refused(what)
        return dict(issued)

    def _check_references(self, session: Session) -> None:
        for record in session.every_record():
            for reference in dangling(session, record):
                index = self._index(record)
                line = self._line(record.kind, index, (reference.field,))
                words = f"{record.id} names {reference.target} in “{reference.field}”, which is not there"
                raise self._refused(f"{words}; add that record or take the name out.", line)

    def _index(self, record: Record) -> int:
        """Which table of its kind a record stands in."""
        tables = self.document.get(record.kind, [])
        if isinstance(tables, list):
            for index, table in enumerate(tables):
                if table.get("id") == record.id:
                    return index
        return 0

    def _line(self, kind: str, index: int, where: Where = ()) -> int | None:
        return line_of(self._text, kind, index, where)

    def _top_line(self, key: str) -> int | None:
        """The line of a key that stands in no table."""
        lines = self._text.split("\n")
        for number, line in enumerate(lines, 1):
            name, _, _ = line.partition("=")
            if name.strip().strip('"') == key:
                return number
        return None

    def _refused(self, what: str, line: int | None = None) -> StoreRefused:
        return StoreRefused(self._path, what, line)


def _is_issued(entry: tuple[str, Any]) -> bool:
    kind, number = entry
    return kind in RECORD_TYPES and is_count(number)


def is_count(value: Any) -> TypeGuard[int]:
    """Whether a value counts edits or ids; no session comes near so many."""
    return type(value) is int and 0 <= value <= MOST_GIVEN


def place_of(document: Document) -> Place:
    """Where the team was; the first step where a snapshot does not say."""
    place = document.get("place", {})
    if not isinstance(place, dict):
        return Place()
    known = {name: place[name] for name in ("step", "record") if isinstance(place.get(name), str)}
    return Place(**known)
