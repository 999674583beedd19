"""The digest that stands in a snapshot, as it would be written by hand."""

import hashlib

from facilitator.store.formats.snapshot import REVISION_LINE


def with_digest(text: str) -> str:
    """The text with a digest that fits, as somebody can write who knows how."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    first, line, rest = text.partition(REVISION_LINE)
    number, _, rest = rest.partition("\n")
    return f'{first}{line}{number}\ndigest = "{digest}"\n{rest}'
