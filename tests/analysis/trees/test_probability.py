"""Probabilities, what hangs on each condition and the fronts, against adding up every case."""

from itertools import product
from math import prod
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.threat_trees import random_tree
from facilitator.analysis.trees.answers.bounds import association, chance_of, estimate
from facilitator.analysis.trees.answers.fronts import cost_and_chance, cost_and_skill, defence_front
from facilitator.analysis.trees.answers.probability import Interval, goal_chance, importance, low_ends
from facilitator.analysis.trees.assumptions import chances_of, disabled_conditions, factors_left
from facilitator.analysis.trees.budget import Budget
from facilitator.analysis.trees.diagrams.solving import Solver
from facilitator.analysis.trees.formulas.translation import formula_of
from facilitator.analysis.trees.goal import solve_goal
from facilitator.analysis.trees.memory import Goals
from facilitator.model.fields.closures import Closure
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.trees import Condition, Tree
from facilitator.model.session import Session
from facilitator.model.vocabulary import CountermeasureStatus
from tests.analysis.trees.made_trees import (
    TRIED,
    conditions_in,
    minimal_sets,
    session_with,
    sessions,
    subsets,
    truth_of,
)

NAMES = [f"CO-{number}" for number in range(1, 8)]
TENTHS = st.lists(st.integers(0, 10).map(lambda tenth: tenth / 10), min_size=7, max_size=7)
COSTS = st.lists(st.integers(0, 5).map(float), min_size=7, max_size=7)


def added_up(session: Session, tree: Tree, chance: dict[str, float]) -> float:
    """The probability of every case in which the goal is reached, added up."""
    reached = truth_of(session, tree)
    names = conditions_in(session)
    total = 0.0
    for true in subsets(names):
        if reached(true):
            total += prod(chance[name] if name in true else 1 - chance[name] for name in names)
    return total


def exactly(chance: dict[str, float]) -> dict[str, Interval]:
    return {name: Interval(value, value) for name, value in chance.items()}


@TRIED
@given(sessions(), TENTHS)
def test_the_probability_and_what_hangs_on_each_condition_are_the_sum_of_all_cases(
    made: tuple[Session, Tree], tenths: list[float]
) -> None:
    session, tree = made
    chance = dict(zip(NAMES, tenths, strict=True))
    solution = Goals().goal_of(session, tree).solution
    total = added_up(session, tree, chance)
    found = goal_chance(solution, exactly(chance))
    assert found.low == found.high == pytest.approx(total, abs=1e-12)
    for name, one in importance(solution, low_ends(exactly(chance))).items():
        certain, impossible = (added_up(session, tree, {**chance, name: value}) for value in (1.0, 0.0))
        assert one.birnbaum == pytest.approx(certain - impossible, abs=1e-12)
        if total:
            assert one.criticality == pytest.approx((total - impossible) / total, abs=1e-9)
            assert one.diagnosis == pytest.approx(chance[name] * certain / total, abs=1e-9)


@TRIED
@given(sessions(), TENTHS, st.sets(st.sampled_from(NAMES), max_size=3))
def test_unknown_probabilities_give_the_interval_of_all_that_they_may_be(
    made: tuple[Session, Tree], tenths: list[float], unknown: set[str]
) -> None:
    session, tree = made
    chance = dict(zip(NAMES, tenths, strict=True))
    known = {name: Interval(value, value) for name, value in chance.items() if name not in unknown}
    found = goal_chance(Goals().goal_of(session, tree).solution, known)
    ends = [
        added_up(session, tree, {**chance, **dict(zip(sorted(unknown), values, strict=True))})
        for values in product((0.0, 1.0), repeat=len(unknown))
    ]
    assert [found.low, found.high] == pytest.approx([min(ends), max(ends)], abs=1e-12)


@TRIED
@given(sessions(), TENTHS)
def test_every_bound_holds_the_exact_value(made: tuple[Session, Tree], tenths: list[float]) -> None:
    session, tree = made
    chance = dict(zip(NAMES, tenths, strict=True))
    total = added_up(session, tree, chance)
    formula = formula_of(session, tree)
    too_big = solve_goal(formula, Solver(), Budget(steps=0))
    for found in (association(formula, exactly(chance)), chance_of(too_big, exactly(chance), Solver())):
        assert found.low - 1e-12 <= total <= found.high + 1e-12


@pytest.mark.parametrize("seed", range(3))
def test_bounds_and_the_estimate_of_a_tree_of_300_nodes_hold_the_exact_value(seed: int) -> None:
    tree = random_tree(Random(seed), 300, 0.2)
    session = session_with(tree)
    goal = Goals().goal_of(session, tree)
    random = Random(seed)
    chance = {name: random.random() * 0.6 for name in conditions_in(session)}
    exact = goal_chance(goal.solution, exactly(chance))
    bound = association(goal.formula, exactly(chance))
    assert bound.low <= exact.low <= bound.high
    guess = estimate(goal.formula, exactly(chance), 2000)
    assert guess.is_estimate and guess.low - 0.02 <= exact.low <= guess.high + 0.02
    assert guess == estimate(goal.formula, exactly(chance), 2000)
    for value in (0.0, 1.0):
        assert goal_chance(goal.solution, exactly(dict.fromkeys(chance, value))).low == value


@TRIED
@given(sessions(), TENTHS, COSTS)
def test_the_fronts_of_the_attacker_hold_each_scenario_that_none_beats(
    made: tuple[Session, Tree], tenths: list[float], costs: list[float]
) -> None:
    session, tree = made
    chance = dict(zip(NAMES, tenths, strict=True))
    cost = dict(zip(NAMES, costs, strict=True))
    skill = {name: int(10 * value) for name, value in chance.items()}
    solution = Goals().goal_of(session, tree).solution
    least = minimal_sets(session, tree)
    likely = [(sum(cost[n] for n in one), prod(chance[n] for n in one)) for one in least]
    front = [one for one in likely if one[1] and not any(_beats(other, one) for other in likely)]
    found = cost_and_chance(solution, cost, chance).points
    assert [paid for paid, _ in found] == sorted({paid for paid, _ in front})
    assert dict(found) == pytest.approx(dict(front))
    needed = [(sum(cost[n] for n in one), -float(max(skill[n] for n in one))) for one in least]
    front = [one for one in needed if not any(_beats(other, one) for other in needed)]
    assert set(cost_and_skill(solution, cost, skill).points) == {(paid, -value) for paid, value in front}


def _beats(other: tuple[float, float], one: tuple[float, float]) -> bool:
    """Whether one point costs no more and gives no less than another, and is not the same."""
    gives_more = other[1] > one[1] * (1 + 1e-12) if one[1] > 0 else other[1] > one[1]
    return (other[0] < one[0] and other[1] >= one[1]) or (other[0] <= one[0] and gives_more)


@TRIED
@given(sessions(), TENTHS, st.lists(st.frozensets(st.sampled_from(NAMES), max_size=3), min_size=5, max_size=5), COSTS)
def test_the_front_of_the_defender_is_what_trying_every_set_finds(
    made: tuple[Session, Tree], tenths: list[float], closes: list[frozenset[str]], costs: list[float]
) -> None:
    session, tree = made
    chance = dict(zip(NAMES, tenths, strict=True))
    effects = {f"CM-{place}": closed for place, closed in enumerate(closes)}
    price = dict(zip(effects, costs, strict=False))
    solution = Goals().goal_of(session, tree).solution

    def left(chosen: set[str]) -> float:
        closed = frozenset[str]().union(*(effects[name] for name in chosen))
        return goal_chance(solution, exactly({**chance, **dict.fromkeys(closed, 0.0)})).low

    points = {(sum(price[n] for n in one), left(set(one))) for one in subsets(list(effects))}
    front = {a for a in points if not any(b != a and b[0] <= a[0] and b[1] <= a[1] for b in points)}
    found = defence_front(list(effects), price, left, Budget())
    assert found.is_whole and set(found.points) == front
    hurried = defence_front(list(effects), price, left, Budget(steps=0))
    assert not hurried.is_whole and set(hurried.points) <= points


def test_factors_multiply_and_only_a_whole_closure_makes_a_condition_impossible() -> None:
    session = session_with(
        Condition(id="CO-1", name="A", probability=0.5),
        Condition(id="CO-2", name="B"),
        Countermeasure(
            id="CM-1",
            text="X",
            status=CountermeasureStatus.IN_PLACE,
            closes=(Closure(condition="CO-1", factor=0.5), Closure(condition="CO-2", factor=0.2)),
        ),
        Countermeasure(id="CM-2", text="Y", closes=(Closure(condition="CO-1", factor=0.1),)),
        Countermeasure(id="CM-3", text="Z", closes=(Closure(condition="CO-1"),)),
    )
    assert disabled_conditions(session, ["CM-2"]) == frozenset()
    assert disabled_conditions(session, ["CM-3"]) == {"CO-1"}
    chances = chances_of(session, factors_left(session, ["CM-2"]))
    assert chances["CO-1"].low == chances["CO-1"].high == pytest.approx(0.025)
    assert chances["CO-2"] == Interval(0.0, 0.2)
    assert chances_of(session, factors_left(session, taken=["CM-1"]))["CO-1"] == Interval(0.5, 0.5)
    assert chances_of(session, factors_left(session, ["CM-3"]))["CO-1"] == Interval(0.0, 0.0)
