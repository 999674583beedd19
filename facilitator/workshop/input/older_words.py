"""Words of files of answers that were written before countermeasures were records of their own."""

from collections.abc import Mapping
from typing import Any

from facilitator.model.vocabulary import CountermeasureStatus, ThreatStatus

CONTROL = "control"
"""A kind of record that has become countermeasures."""
NOW = {"name": "text", "disables": "closes"}
"""How a field of a control is called now."""


def in_words_of_today(values: Mapping[str, Any], by: str = "") -> dict[str, Any]:
    """Say an act of a file in the words of today.

    by: who speaks, and so answers for a risk that is accepted where the file names nobody.
    """
    if values.get("status") == ThreatStatus.ACCEPTED.value and by:
        values = {"owner": by, **values}
    if values.get("kind") != CONTROL:
        return dict(values)
    said = {NOW.get(name, name): value for name, value in values.items() if name != "in_place"}
    said["kind"] = "countermeasure"
    if is_yes(values.get("in_place", False)):
        said["status"] = CountermeasureStatus.IN_PLACE.value
    return said


def is_yes(value: Any) -> bool:
    """Tell whether a file says yes."""
    return value is True or str(value).strip().casefold() in ("y", "yes", "true", "1")
