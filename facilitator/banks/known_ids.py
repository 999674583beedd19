"""Ids of stages and scales, read without the rest of the banks: enough to know whether a session can be shown."""

from functools import cache

import tomli

from facilitator.banks.paths import built_in_folder
from facilitator.text.reading import MEGABYTE, Unreadable, read_text


def stage_ids() -> tuple[str, ...]:
    """The ids of the stages. Raises BankError."""
    return _ids("stages", "stage")


def scale_ids() -> tuple[str, ...]:
    """The ids of the scales. Raises BankError."""
    return _ids("scales", "scale")


@cache
def _ids(file: str, table: str) -> tuple[str, ...]:
    try:
        text = read_text(built_in_folder() / f"{file}.toml", MEGABYTE)
        items = tomli.loads(text)[table]
        return tuple(str(item["id"]) for item in items)
    except (Unreadable, OSError, ValueError, KeyError, TypeError):
        from facilitator.banks.load import load_banks

        banks = load_banks()
        entries = banks.stages if table == "stage" else banks.scales.scale
        return tuple(entry.id for entry in entries)
