"""Older formats of session files, brought to the one of today."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from facilitator.store.errors import StoreRefused
from facilitator.store.formats.format_1 import FormatOne as FormatOne
from facilitator.store.formats.format_1 import NotFormatOne
from facilitator.text.toml_lines import line_of

FORMAT = 2
"""The format of today, of snapshots and of history lines. A line that does not say is of format 1."""

Plain = dict[str, Any]


class Lines:
    """Brings the lines of one history to the format of today, one after the other, from its first line on.

    Old lines stay on disk as they are; what they say today follows from the lines before them alone.
    """

    def __init__(self, snapshot: Plain | None = None) -> None:
        """Begin with a first line. snapshot: for a history that lacks its beginning, what stands beside it."""
        self._one = FormatOne()
        if snapshot and format_of(snapshot) == 1:
            self._one.snapshot(snapshot)
        elif snapshot:
            self._one.know(snapshot)

    def today(self, line: Any) -> Any:
        """Bring a line to the format of today; what is no old line stays as it is. Raises ValueError or the like."""
        return self._one.line(line) if is_old(line) else line


def is_old(line: Any) -> bool:
    """Tell whether a line of a history is of an older format."""
    return isinstance(line, dict) and format_of(line, 1) == 1


def format_of(document: Plain, default: int = 0) -> int:
    """Find the format that a document says it has; 0 for what is none."""
    found = document.get("format", default)
    return found if type(found) is int else 0


def migrated(
    path: Path, text: str, document: Plain, beside: Sequence[Any] = (), older: FormatOne | None = None
) -> Plain:
    """Bring a snapshot to the format of today; one that is not older comes back as it is. Raises StoreRefused.

    beside: the lines of the whole history that stands beside it, from which follows what its records are called.
    older: in place of these, what has read other copies of the session already.
    """
    if format_of(document) != 1:
        return document
    try:
        return older.snapshot(document) if older else _as_after(document, beside)
    except NotFormatOne as fault:
        kind, index, *where = (*fault.where, "", 0)[:2] + fault.where[2:]
        line = line_of(text, str(kind), index, tuple(where)) if isinstance(index, int) else None
        raise StoreRefused(path, f"{fault}.", line) from None
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        what = f"this is format 1, and it could not be brought to format {FORMAT} ({fault}); mend it by hand."
        raise StoreRefused(path, what) from None


def _as_after(document: Plain, beside: Sequence[Any]) -> Plain:
    """Read a snapshot after the old lines beside it; where these are not sound, by itself."""
    reader = FormatOne()
    try:
        for line in beside:
            if is_old(line):
                reader.line(line)
    except (KeyError, TypeError, ValueError, AttributeError):
        reader = FormatOne()
    return reader.snapshot(document)


def plain_lines(content: bytes) -> list[Any]:
    """Read the whole lines of a history that can be read, up to the first that cannot; none without the first edit."""
    found: list[Any] = []
    for line in content.split(b"\n"):
        try:
            found.append(json.loads(line))
        except (ValueError, RecursionError):
            break
    begins = bool(found) and isinstance(found[0], dict) and found[0].get("number") == 1
    return found if begins else []
