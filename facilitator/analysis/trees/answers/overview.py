"""What a room wants to know of one goal: how many ways in, which matter, and what would close them."""

from collections.abc import (
    Iterable,
    Mapping,
)
from dataclasses import dataclass

from facilitator.analysis.trees.answers.bounds import (
    chance_of,
    estimate,
)
from facilitator.analysis.trees.answers.closing import (
    Closing,
    closing_sets,
)
from facilitator.analysis.trees.answers.listing import Names
from facilitator.analysis.trees.assumptions import (
    Situation,
    chances_of,
    factors_left,
)
from facilitator.analysis.trees.diagrams.solving import Solver
from facilitator.analysis.trees.formulas.evaluation import without
from facilitator.analysis.trees.goal import (
    Count,
    Goal,
)
from facilitator.analysis.trees.interval import Interval
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.trees import Condition
from facilitator.model.session import Session
from facilitator.model.vocabulary import CountermeasureStatus

MOST_SETS = 50
MOST_SHORTEST = 50


@dataclass(frozen=True, slots=True)
class MeasureEffect:
    """What one countermeasure does by itself. through: the conditions that all ways in that are left go through."""

    measure: str
    in_place: bool
    before: Count
    after: Count
    through: Names


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How likely the goal is reached, before any countermeasure and as it stands. guess: an estimate beside a bound."""

    before: Interval
    now: Interval
    guess: Interval | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """What there is to say of a goal.

    by_size: number of conditions -> how many ways in need so many.
    shortest: the ways in of the fewest conditions.
    in_most: the conditions that stand in most ways in, and in how many.
    cheapest: the ways in that cost least, where conditions have costs; cost_is_bound says that some have none.
    has_costs: whether closing sets are told by what they cost; otherwise by how many countermeasures they need.
    costs: what each countermeasure counts in a closing set.
    """

    count: Count
    by_size: Mapping[int, int]
    shortest: tuple[Names, ...]
    in_most: Names
    in_so_many: int
    effects: tuple[MeasureEffect, ...]
    closing: Closing
    has_costs: bool
    costs: Mapping[str, float]
    cheapest: tuple[Names, ...] = ()
    cost: float = 0.0
    cost_is_bound: bool = False
    likelihood: Likelihood | None = None


def overview_of(goal: Goal, situation: Situation, solver: Solver) -> Overview:
    """Look at a goal in a situation."""
    closed = situation.closed
    by_size = goal.by_size(closed)
    stands_in = goal.membership(closed)
    most = max(stands_in.values(), default=0)
    in_most = tuple(sorted(name for name, count in stands_in.items() if count == most and most))
    cheapest, cost, is_bound = _cheapest(goal, situation)
    measures = _relevant(goal, situation.session)
    open_ones = [measure for measure in measures if _is_open(measure, situation)]
    has_costs = bool(open_ones) and all(measure.cost is not None for measure in open_ones)
    costs = _prices(open_ones, has_costs)
    return Overview(
        count=goal.count(closed),
        by_size=by_size,
        shortest=_shortest(goal, situation),
        in_most=in_most,
        in_so_many=most,
        effects=tuple(_effect(goal, situation, measure) for measure in measures if _is_shown(measure, situation)),
        closing=_closing(
            goal,
            situation,
            open_ones,
            costs,
            solver,
        ),
        has_costs=has_costs,
        costs=costs,
        cheapest=cheapest,
        cost=cost,
        cost_is_bound=is_bound,
        likelihood=_likelihood(goal, situation, solver),
    )


def _shortest(goal: Goal, situation: Situation) -> tuple[Names, ...]:
    found = goal.first(MOST_SHORTEST, situation.closed)
    return tuple(one for one in found if len(one) == len(found[0]))


def _cheapest(goal: Goal, situation: Situation) -> tuple[tuple[Names, ...], float, bool]:
    """The cheapest ways in; a condition without a cost counts as free, and the sum as a bound."""
    costs = _costs_of(situation.session)
    if not costs.keys() & set(goal.solution.conditions):
        return (), 0.0, False
    found = goal.first(MOST_SHORTEST, situation.closed, lambda name: costs.get(name, 0.0))
    if not found:
        return (), 0.0, False
    least = _sum(costs, found[0])
    cheapest = tuple(one for one in found if _sum(costs, one) == least)
    is_bound = not goal.is_exact or any(name not in costs for name in goal.solution.conditions)
    return cheapest, least, is_bound


def _costs_of(session: Session) -> dict[str, float]:
    found: dict[str, float] = {}
    for condition in session.all(Condition):
        if condition.cost is not None:
            found[condition.id] = condition.cost
    return found


def _sum(costs: Mapping[str, float], names: Iterable[str]) -> float:
    return sum(costs.get(name, 0.0) for name in names)


def _relevant(goal: Goal, session: Session) -> list[Countermeasure]:
    """The countermeasures that make a condition of the goal impossible."""
    names = set(goal.formula.graph.conditions_of(goal.formula.root))
    return [measure for measure in session.all(Countermeasure) if _closes(measure) & names]


def _closes(measure: Countermeasure) -> frozenset[str]:
    return frozenset(closure.condition for closure in measure.closes if closure.is_whole)


def _is_open(measure: Countermeasure, situation: Situation) -> bool:
    """Whether a countermeasure could still be put in place."""
    is_rejected = measure.status is CountermeasureStatus.REJECTED
    return not situation.counts(measure) and not is_rejected


def _is_shown(measure: Countermeasure, situation: Situation) -> bool:
    return situation.counts(measure) or _is_open(measure, situation)


def _effect(goal: Goal, situation: Situation, measure: Countermeasure) -> MeasureEffect:
    in_place = situation.counts(measure)
    here = situation.closed
    there = situation.with_turned(measure).closed
    before, after = (there, here) if in_place else (here, there)
    left = goal.count(after)
    through: Names = ()
    if left.is_exact and left.number:
        stands_in = goal.membership(after)
        through = tuple(sorted(name for name, count in stands_in.items() if count == left.number))
    return MeasureEffect(
        measure.id,
        in_place,
        goal.count(before),
        left,
        through,
    )


def _prices(measures: list[Countermeasure], has_costs: bool) -> dict[str, float]:
    """What each countermeasure counts: its cost where all have one, else each the same."""
    found: dict[str, float] = {}
    for measure in measures:
        found[measure.id] = measure.cost if has_costs and measure.cost is not None else 1.0
    return found


def _closing(
    goal: Goal,
    situation: Situation,
    measures: list[Countermeasure],
    costs: Mapping[str, float],
    solver: Solver,
) -> Closing:
    if not goal.is_reachable(situation.closed):
        return Closing(sets=((),), count=1)
    left = without(goal.formula, situation.closed)
    effects = {measure.id: _closes(measure) for measure in measures}
    return closing_sets(
        left,
        effects,
        costs,
        MOST_SETS,
        solver,
    )


def _likelihood(goal: Goal, situation: Situation, solver: Solver) -> Likelihood | None:
    """How likely the goal is, when something is known of a condition of it."""
    session = situation.session
    known = {condition.id for condition in session.all(Condition) if condition.probability is not None}
    if not known & set(goal.formula.graph.conditions_of(goal.formula.root)):
        return None
    before = chance_of(goal, chances_of(session, {}), solver)
    left = factors_left(session, situation.added, situation.taken)
    chances = chances_of(session, left)
    now = chance_of(goal, chances, solver)
    guess = None if goal.is_exact else estimate(goal.formula, chances)
    return Likelihood(before, now, guess)
