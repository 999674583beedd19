"""The changes that remove several records at once."""

from collections.abc import Iterable

from facilitator.model.edit import Change, Edit
from facilitator.model.references import removal
from facilitator.model.session import Session, apply


def removal_of_all(session: Session, record_ids: Iterable[str]) -> tuple[Change, ...]:
    """Remove records one after the other; those that name them forget them. Raises KeyError for an unknown id."""
    after = session
    changes: list[Change] = []
    for record_id in record_ids:
        removed = removal(after, record_id, take_along=False)
        trial = Edit(number=after.revision + 1, time="", by="", what="", changes=removed)
        after = apply(after, trial)
        changes += removed
    return tuple(changes)
