"""Closing sets of countermeasures, against trying every set of them."""

from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.threat_trees import random_tree
from facilitator.analysis.trees.answers.closing import all_closing_sets, cheapest_closing_set, closing_sets, cost_of
from facilitator.analysis.trees.answers.hitting import cheapest_choice
from facilitator.analysis.trees.budget import Budget
from facilitator.analysis.trees.diagrams.solving import Solver
from facilitator.analysis.trees.formulas.evaluation import lives
from facilitator.analysis.trees.formulas.translation import formula_of
from facilitator.model.records.trees import Tree
from facilitator.model.session import Session
from tests.analysis.trees.made_trees import TRIED, minimal_sets, session_with, sessions, subsets, truth_of

MEASURES = [f"CM-{number}" for number in range(1, 7)]
SETS = st.frozensets(st.sampled_from([f"CO-{number}" for number in range(1, 8)]), max_size=4)
EFFECTS = st.lists(SETS, min_size=6, max_size=6)
COSTS = st.lists(st.integers(0, 5), min_size=6, max_size=6)


def closed_by(effects: dict[str, frozenset[str]], names: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*(effects[name] for name in names))


@TRIED
@given(sessions(), EFFECTS, COSTS)
def test_closing_sets_are_what_trying_every_set_finds(
    made: tuple[Session, Tree], closes: list[frozenset[str]], amounts: list[int]
) -> None:
    session, tree = made
    effects = dict(zip(MEASURES, closes, strict=True))
    costs = {name: float(amount) for name, amount in zip(MEASURES, amounts, strict=True)}
    least = minimal_sets(session, tree)
    closing = [one for one in subsets(MEASURES) if all(closed_by(effects, one) & scenario for scenario in least)]
    expected = {one for one in closing if not any(other < one for other in closing)}
    formula = formula_of(session, tree)
    found = closing_sets(formula, effects, costs, 1000, Solver())
    assert {frozenset(one) for one in found.sets} == expected
    assert found.count == len(expected)
    assert bool(found.survivor) != bool(expected)
    if not expected:
        assert frozenset(found.survivor) in least
        assert not truth_of(session, tree)(frozenset(found.survivor) & closed_by(effects, frozenset(MEASURES)))
        return
    cheapest = min(cost_of(tuple(one), costs) for one in expected)
    assert found.cost == cheapest
    assert {cost_of(one, costs) for one in found.tied(costs)} == {cheapest}
    alone = cheapest_closing_set(formula, effects, costs)
    assert (alone.cost, alone.is_proven) == (cheapest, True)
    assert frozenset(alone.sets[0]) in expected


PAIRS = st.sets(st.integers(0, 7), min_size=1, max_size=3).map(lambda places: sum(1 << place for place in places))


@settings(max_examples=300, deadline=None)
@given(st.lists(PAIRS, max_size=14), st.lists(st.integers(0, 6), min_size=8, max_size=8))
@example([0b101, 0b1100, 0b10010], [1, 1, 2, 9, 5, 0, 0, 0])
@example([0b110, 0b1010, 0b10100, 0b11000], [3, 2, 2, 2, 2, 1, 1, 1])
def test_the_cheapest_choice_is_what_trying_every_choice_finds(sets: list[int], amounts: list[int]) -> None:
    costs = [float(amount) for amount in amounts]
    meeting = [bits for bits in range(256) if all(bits & one for one in sets)]
    cheapest = min(sum(cost for place, cost in enumerate(costs) if bits >> place & 1) for bits in meeting)
    found = cheapest_choice(sets, costs, Budget())
    assert (found.cost, found.is_proven) == (cheapest, True)
    assert all(found.bits & one for one in sets)
    hurried = cheapest_choice(sets, costs, Budget(steps=1))
    assert hurried.bound <= cheapest <= hurried.cost
    assert all(hurried.bits & one for one in sets)


def test_each_set_of_a_large_tree_closes_and_none_can_do_without_any_of_its_countermeasures() -> None:
    tree = random_tree(Random(5), 300, 0.2)
    formula = formula_of(session_with(tree), tree)
    random = Random(6)
    names = formula.graph.conditions_of(formula.root)
    effects = {f"CM-{number}": frozenset(random.sample(names, 14)) for number in range(1, 21)}
    costs = {name: float(random.randint(1, 9)) for name in effects}
    closing = closing_sets(formula, effects, costs, 20, Solver())
    assert closing.sets or closing.survivor
    for one in closing.sets:
        assert not lives(formula, closed_by(effects, frozenset(one)))
        for name in one:
            assert lives(formula, closed_by(effects, frozenset(one) - {name}))


def test_the_two_ways_to_the_cheapest_set_agree_on_large_trees() -> None:
    for seed in range(6):
        tree = random_tree(Random(seed), 300, 0.2)
        formula = formula_of(session_with(tree), tree)
        random = Random(seed)
        names = formula.graph.conditions_of(formula.root)
        effects = {f"CM-{number}": frozenset(names[number - 1 :: 12]) for number in range(1, 13)}
        costs = {name: float(random.randint(1, 9)) for name in effects}
        every = all_closing_sets(formula, effects, costs, 3, Solver())
        alone = cheapest_closing_set(formula, effects, costs)
        assert every is not None and every.cost == alone.cost and alone.is_proven
