"""What countermeasures do to conditions: some become impossible, some only less likely."""

from collections.abc import Iterable

from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.session import Session


def disabled_conditions(session: Session, added: Iterable[str] = (), taken: Iterable[str] = ()) -> frozenset[str]:
    """The conditions that the countermeasures in place make impossible.

    added, taken: ids of those that count as if they were in place, or as if they were not.
    """
    put_in, taken_out = set(added), set(taken)
    closed: set[str] = set()
    for measure in session.all(Countermeasure):
        counts = measure.is_in_place or measure.id in put_in
        if counts and measure.id not in taken_out:
            closed.update(closure.condition for closure in measure.closes if closure.is_whole)
    return frozenset(closed)
