"""The top of a snapshot: what it says of itself, read without the records below it."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from facilitator.analysis.summary import Summary, done_steps
from facilitator.model.records.session import Header
from facilitator.store.errors import StoreRefused
from facilitator.store.formats import migration
from facilitator.store.formats.snapshot import SUMMARY, HistoryEnd, Place, was_changed_outside
from facilitator.store.formats.snapshot_reading import Document, document_of, is_count, place_of, text_of_snapshot
from facilitator.text.plain_data import made

FORMAT_LINE = re.compile(r"^format = ([0-9]{1,9})$", re.MULTILINE)
LAST_EDIT = re.compile(r'^last_(?:edit|id) = "([0-9a-f]+)"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of a snapshot: whose it is, which edits it holds, where the team was, the summary."""

    identity: str
    title: str
    revision: int
    end: HistoryEnd
    place: Place
    summary: Summary | None


def head_as_written(path: Path) -> Head | None:
    """The top of a snapshot that is in every byte as the program wrote it, in the format of today; else None.

    What stands below it is then what the history says, and a whole history is read many times faster.
    """
    try:
        text = text_of_snapshot(path)
    except StoreRefused:
        return None
    if was_changed_outside(text):
        return None
    top, _, _ = text.partition("\n[[")
    head = document_of(path, top)
    if head.get("format") != migration.FORMAT:
        return None
    header = head.get(Header.kind)
    revision = head.get("revision")
    if not isinstance(header, dict) or not is_count(revision):
        return None
    identity = header.get("identity")
    title = header.get("title", "")
    if not isinstance(identity, str) or not isinstance(title, str):
        return None
    end, found = _ending(head, header)
    return Head(identity, title, revision, end, place_of(head), found)


def _ending(head: Document, header: Document) -> tuple[HistoryEnd, Summary | None]:
    """The end of the history and the summary, as far as a snapshot has them."""
    digest = str(head.get("last_edit", ""))
    end = HistoryEnd(digest, id=str(head.get("last_id", "")))
    table = head.get(SUMMARY)
    if not isinstance(table, dict):
        return end, None
    try:
        found = _summary(table, header)
        size = table["history_size"]
        time = str(table["last_change"])
    except (KeyError, TypeError, ValueError):
        return end, None
    is_size = type(size) is int and size >= 0
    if not is_size:
        return end, None
    return replace(end, time=time, size=size), found


def _summary(table: Document, header: Document) -> Summary:
    """What the table of the summary says. Raises KeyError, TypeError or ValueError.

    Which steps are done the header says: an older program called done what had nothing open.
    """
    known = {name: table[name] for name in ("done", "open_points", "counts")}
    known["steps"] = table.get("steps", {})
    found = made(Summary, known)
    closed = header.get("closed_steps", ())
    return replace(found, done=done_steps(closed))


def last_edit_of(path: Path) -> tuple[str, ...]:
    """By what the last edit may be known that a snapshot says it holds: its digest, its id; none where it says none."""
    if not path.exists():
        return ()
    found = LAST_EDIT.findall(text_of_snapshot(path))
    return tuple(found)


def belongs_to_history(path: Path) -> bool:
    """Whether a snapshot is in every byte as the program wrote it beside a history, which says all that it says."""
    text = text_of_snapshot(path)
    return not was_changed_outside(text) and bool(last_edit_of(path))


def old_format_of(path: Path) -> int:
    """The format that a snapshot says it has, where that is older than today's; else 0. Raises StoreRefused."""
    found = FORMAT_LINE.search(text_of_snapshot(path))
    if found is None:
        return 0
    number = int(found[1])
    return number if number < migration.FORMAT else 0
