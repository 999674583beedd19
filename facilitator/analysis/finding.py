"""Something to mend in a session, in a sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend, and the record that it is about."""

    record_id: str
    text: str
