"""The snapshot: a whole session as readable TOML, in a fixed order so that a small edit gives a small diff."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeGuard

import tomli

from facilitator.analysis.step_figures import StepFigures
from facilitator.analysis.summary import Summary, done_steps, summary
from facilitator.model.kinds import RECORD_TYPES
from facilitator.model.part import Record, plain
from facilitator.model.records.session import HEADER_ID, Header
from facilitator.model.references import dangling
from facilitator.model.session import MOST_DIGITS, Session, session_of
from facilitator.store.errors import StoreRefused
from facilitator.store.files.reading import LARGEST_SNAPSHOT, text_of
from facilitator.store.formats import migration
from facilitator.store.formats.codec import NotARecord, record_from_plain, records_from_plain
from facilitator.text.escape import in_toml
from facilitator.text.plain_data import made
from facilitator.text.toml_lines import line_of

DIGEST = re.compile(r'^digest = "([0-9a-f]*)"\n', re.MULTILINE)
LAST_EDIT = re.compile(r'^last_edit = "([0-9a-f]+)"$', re.MULTILINE)
REVISION_LINE = "\nrevision = "
SUMMARY = "summary"
END = "# end\n"
"""The last line of a snapshot, by which one that was cut short between two tables is noticed."""
LONG_KEY = re.compile(r"^[ \t]*+\[{0,2}+[ \t]*+(?:[\w\"'-]++[ \t]*+\.[ \t]*+){40}", re.MULTILINE)
"""A key of so many parts is no key of a session, and takes a parser of TOML for ever. It never looks back (`*+`)."""
FIRST = 1
"""A snapshot holds the first edit at least, which makes the session; the edits after it count on from there."""
MOST_GIVEN = 10**MOST_DIGITS - 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where the team was when it left off: a step, and a record or question in it."""

    step: str = "assets"
    record: str = ""


@dataclass(frozen=True, slots=True)
class HistoryEnd:
    """Where the history ended when the snapshot was written: the digest of its last line, that edit's time, its size.

    size: in bytes. An end without a digest is that of no history.
    """

    digest: str = ""
    time: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of a snapshot: whose it is, which edits it holds, where the team was, the summary."""

    identity: str
    title: str
    revision: int
    end: HistoryEnd
    place: Place
    summary: Summary | None


def snapshot_text(
    session: Session,
    place: Place,
    end: HistoryEnd = HistoryEnd(),
    steps: Mapping[str, StepFigures] | None = None,
) -> str:
    """The snapshot of a session.

    end: of the history that it holds. Without it the snapshot belongs to no history, and what it says otherwise than a
    history beside it counts as made by hand.
    steps: where each step stands, for the list of sessions, if the banks were at hand.
    """
    import tomli_w

    document: dict[str, Any] = {
        "format": migration.FORMAT,
        "revision": session.revision,
        **({"last_edit": end.digest} if end.digest else {}),
        Header.kind: plain(session.header),
        "place": {"step": place.step, "record": place.record},
        "issued": dict(sorted(session.issued.items())),
        **({SUMMARY: _summary_table(summary(session, steps), end)} if end.digest else {}),
    }
    records = (record for kind, table in session.tables.items() if kind != Header.kind for record in table.values())
    text = "\n".join((tomli_w.dumps(document), *map(_record_text, records), END))
    return _with_digest(in_toml(text))


def _summary_table(found: Summary, end: HistoryEnd) -> dict[str, Any]:
    return {
        "last_change": end.time,
        "history_size": end.size,
        "done": list(found.done),
        "open_points": found.open_points,
        "counts": found.counts,
        **({"steps": {step: asdict(figures) for step, figures in found.steps.items()}} if found.steps else {}),
    }


def _record_text(record: Record) -> str:
    """A record as a table of its own, whatever its length, so that a small edit gives a small difference."""
    import tomli_w

    header = f"[{record.kind}]"
    text = tomli_w.dumps({record.kind: plain(record)})
    return f"[{header}]{text.removeprefix(header)}"


def was_changed_outside(text: str) -> bool:
    """Whether a snapshot is not as the program wrote it: its digest does not fit, or is missing."""
    found = DIGEST.search(text)
    return found is None or found.group(1) != _digest(DIGEST.sub("", text, count=1))


def head_as_written(path: Path) -> Head | None:
    """The top of a snapshot that is in every byte as the program wrote it, in the format of today; else None.

    What stands below it is then what the history says, and a whole history is read many times faster.
    """
    try:
        text = _text_of(path)
    except StoreRefused:
        return None
    if was_changed_outside(text):
        return None
    head = _document(path, text.partition("\n[[")[0])
    if head.get("format") != migration.FORMAT:
        return None
    header, revision = head.get(Header.kind), head.get("revision")
    if not isinstance(header, dict) or not _is_count(revision):
        return None
    identity, title = header.get("identity"), header.get("title", "")
    if not isinstance(identity, str) or not isinstance(title, str):
        return None
    end, found = _ending(head, header)
    return Head(identity, title, revision, end, _place(head), found)


def _ending(head: Mapping[str, Any], header: Mapping[str, Any]) -> tuple[HistoryEnd, Summary | None]:
    """The end of the history and the summary, as far as a snapshot has them.

    Which steps are done the header says: an older program called done what had nothing open.
    """
    digest, table = str(head.get("last_edit", "")), head.get(SUMMARY)
    if not isinstance(table, dict):
        return HistoryEnd(digest), None
    try:
        known = {name: table[name] for name in ("done", "open_points", "counts")}
        found = made(Summary, {**known, "steps": table.get("steps", {})})
        found = replace(found, done=done_steps(header.get("closed_steps", ())))
        size, time = table["history_size"], str(table["last_change"])
    except (KeyError, TypeError, ValueError):
        return HistoryEnd(digest), None
    return (HistoryEnd(digest, time, size), found) if type(size) is int and size >= 0 else (HistoryEnd(digest), None)


def was_cut_short(text: str) -> bool:
    """Whether a snapshot that the program wrote has lost its end, or all but its first lines."""
    return not text.endswith(END) and (DIGEST.search(text) is not None or "\n[session]" not in text)


def last_edit_of(path: Path) -> str:
    """The digest of the last edit that a snapshot says it holds, or ""."""
    found = LAST_EDIT.search(_text_of(path)) if path.exists() else None
    return found.group(1) if found else ""


def belongs_to_history(path: Path) -> bool:
    """Whether a snapshot is in every byte as the program wrote it beside a history, which says all that it says."""
    return not was_changed_outside(_text_of(path)) and bool(last_edit_of(path))


def format_of(text: str) -> int:
    """The format that a snapshot says it has, or the one of today."""
    found = re.search(r"^format = ([0-9]{1,9})$", text, re.MULTILINE)
    return int(found.group(1)) if found else migration.FORMAT


def _with_digest(text: str) -> str:
    """The text with its digest after the revision, by which a change from outside is noticed."""
    first, line, rest = text.partition(REVISION_LINE)
    number, end, rest = rest.partition("\n")
    return f'{first}{line}{number}{end}digest = "{_digest(text)}"\n{rest}'


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read_snapshot(path: Path, *, pipes: bool = False) -> tuple[Session, Place]:
    """The session and the place that a snapshot holds. Raises StoreRefused, leaving the file as it is.

    pipes: a pipe is read too.
    """
    text = _text_of(path, pipes=pipes)
    document = _document(path, text)
    document = migration.migrated(path, document)
    _check_format(path, text, document)
    revision = max(FIRST, document.get("revision", FIRST))
    session = session_of(_records(path, text, document), _issued(path, document), revision)
    _check_references(path, text, document, session)
    return session, _place(document)


def _text_of(path: Path, *, pipes: bool = False) -> str:
    try:
        return text_of(path, LARGEST_SNAPSHOT, pipes=pipes)
    except FileNotFoundError as error:
        raise StoreRefused(path, f"cannot be read ({error.strerror}); check the name.") from None


def _document(path: Path, text: str) -> dict[str, Any]:
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
    if not _is_count(document.get("revision", 0)):
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
        kind in RECORD_TYPES and _is_count(number) for kind, number in issued.items()
    )
    if not right:
        what = "the table [issued] should give a whole number of at most nine digits for each kind of record."
        raise StoreRefused(path, what)
    return dict(issued)


def _is_count(value: Any) -> TypeGuard[int]:
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


def _place(document: Mapping[str, Any]) -> Place:
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
