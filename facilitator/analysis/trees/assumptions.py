"""What countermeasures do to conditions: some become impossible, some only less likely."""

from collections.abc import (
    Iterable,
    Mapping,
)
from dataclasses import dataclass

from facilitator.analysis.trees.interval import Interval
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.trees import Condition
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


def factors_left(session: Session, added: Iterable[str] = (), taken: Iterable[str] = ()) -> dict[str, float]:
    """What the countermeasures in place leave of the probability of each condition; several factors multiply.

    added, taken: as for disabled conditions.
    """
    put_in, taken_out = set(added), set(taken)
    left: dict[str, float] = {}
    for measure in session.all(Countermeasure):
        counts = measure.is_in_place or measure.id in put_in
        if counts and measure.id not in taken_out:
            for closure in measure.closes:
                left[closure.condition] = left.get(closure.condition, 1.0) * closure.factor
    return left


def chances_of(session: Session, left: Mapping[str, float]) -> dict[str, Interval]:
    """How likely each condition holds with what is left of it; one without a probability may be anything."""
    found: dict[str, Interval] = {}
    for condition in session.all(Condition):
        factor = left.get(condition.id, 1.0)
        own = condition.probability
        found[condition.id] = Interval(0.0, factor) if own is None else Interval(own * factor, own * factor)
    return found


@dataclass(frozen=True, slots=True)
class Situation:
    """Which countermeasures count as in place: those that are, with some added and some taken."""

    session: Session
    added: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()

    @property
    def closed(self) -> frozenset[str]:
        """The conditions that are impossible."""
        return disabled_conditions(self.session, self.added, self.taken)

    def counts(self, measure: Countermeasure) -> bool:
        """Whether a countermeasure counts as in place."""
        if measure.id in self.taken:
            return False
        return measure.is_in_place or measure.id in self.added

    def with_turned(self, measure: Countermeasure) -> "Situation":
        """The situation with one countermeasure the other way round."""
        if self.counts(measure):
            added = tuple(name for name in self.added if name != measure.id)
            return Situation(self.session, added, (*self.taken, measure.id))
        taken = tuple(name for name in self.taken if name != measure.id)
        return Situation(self.session, (*self.added, measure.id), taken)


def before_any(session: Session) -> Situation:
    """The situation without any countermeasure."""
    names = tuple(measure.id for measure in session.all(Countermeasure))
    return Situation(session, taken=names)
