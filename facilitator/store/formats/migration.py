"""Older formats of session files, brought step by step to the one of today."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from facilitator.store.errors import StoreRefused

Migration = Callable[[dict[str, Any]], dict[str, Any]]
RecordMigration = Callable[[str, dict[str, Any]], dict[str, Any]]

FORMAT = 1
"""The format of today, of snapshots and of history lines."""

SNAPSHOT_STEPS: dict[int, Migration] = {}
"""Format -> what makes a snapshot of the next format of one of this format."""

RECORD_STEPS: dict[int, RecordMigration] = {}
"""Format -> what makes a record of the next format of one of this format, given its kind."""


def migrated(path: Path, document: dict[str, Any]) -> dict[str, Any]:
    """A snapshot in the format of today; one that is not older comes back as it is. Raises StoreRefused."""
    found = document.get("format")
    if not isinstance(found, int) or isinstance(found, bool) or not 1 <= found < FORMAT:
        return document
    for number in range(found, FORMAT):
        try:
            document = SNAPSHOT_STEPS.get(number, _same)(document)
            document = _with_records(document, number) | {"format": number + 1}
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            what = f"this is format {found}, and it could not be brought to format {FORMAT} ({fault}); mend it by hand."
            raise StoreRefused(path, what) from None
    return document


def migrated_record(kind: str, data: Any, found: int) -> Any:
    """A record of a history line of an older format, as it is written today."""
    for number in range(found, FORMAT):
        step = RECORD_STEPS.get(number)
        data = step(kind, data) if step and isinstance(data, dict) else data
    return data


def _with_records(document: Mapping[str, Any], number: int) -> dict[str, Any]:
    step = RECORD_STEPS.get(number)
    if step is None:
        return dict(document)
    return {
        kind: [step(kind, item) for item in table] if isinstance(table, list) else table
        for kind, table in document.items()
    }


def _same(document: dict[str, Any]) -> dict[str, Any]:
    return document
