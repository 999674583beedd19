"""Minimal scenarios: which, how many, and with what closed, against trying every set of conditions."""

from math import comb
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.threat_trees import random_tree
from facilitator.analysis.trees import analyse_tree, tree_problems
from facilitator.analysis.trees.answers.passes import sums
from facilitator.analysis.trees.budget import Budget
from facilitator.analysis.trees.diagrams.orders import orders
from facilitator.analysis.trees.diagrams.solving import Solver, solved_in_order
from facilitator.analysis.trees.formulas.duality import dual
from facilitator.analysis.trees.formulas.evaluation import holds, minimal_scenario
from facilitator.analysis.trees.formulas.formula import FALSE, TRUE, Formulas
from facilitator.analysis.trees.formulas.modules import modules_of
from facilitator.analysis.trees.formulas.simplify import Formula, simplified
from facilitator.analysis.trees.formulas.translation import formula_of
from facilitator.analysis.trees.goal import Goal, solve_goal
from facilitator.analysis.trees.memory import Goals
from facilitator.model.method.gates import Gate
from facilitator.model.records.trees import Node, Tree
from facilitator.model.session import Session
from tests.analysis.trees.expansion import expanded
from tests.analysis.trees.made_trees import (
    TRIED,
    conditions_in,
    minimal_sets,
    session_with,
    sessions,
    subsets,
    truth_of,
)

CLOSED = st.frozensets(st.sampled_from([f"CO-{number}" for number in range(1, 8)]), max_size=3)
EVERY = 10_000_000


def goal_of(session: Session, tree: Tree) -> Goal:
    return Goals().goal_of(session, tree)


def wide(gate: Gate, leaves: int, threshold: int = 0) -> tuple[Session, Tree]:
    nodes = [Node(id="root", gate=gate, threshold=threshold)]
    nodes += [Node(id=f"n{n}", parent="root", condition=f"CO-{n}") for n in range(1, leaves + 1)]
    tree = Tree(id="TR-1", title="Wide", nodes=tuple(nodes))
    return session_with(tree), tree


@TRIED
@given(sessions(), CLOSED)
def test_scenarios_counts_sizes_and_membership_are_what_trying_every_set_finds(
    made: tuple[Session, Tree], closed: frozenset[str]
) -> None:
    session, tree = made
    least = minimal_sets(session, tree, closed)
    goal = goal_of(session, tree)
    assert goal.is_exact
    assert {frozenset(one) for one in goal.first(EVERY, closed)} == set(least)
    assert goal.count(closed).number == len(goal.first(EVERY, closed)) == len(least)
    sizes = [len(one) for one in least]
    assert goal.by_size(closed) == {size: sizes.count(size) for size in sizes}
    stands_in = goal.membership(closed)
    for name in conditions_in(session):
        assert stands_in.get(name, 0) == sum(name in one for one in least)
    assert goal.is_reachable(closed) == bool(least)


@TRIED
@given(sessions(16))
def test_with_up_to_16_conditions_the_expansion_says_the_same(made: tuple[Session, Tree]) -> None:
    session, tree = made
    assert {frozenset(one) for one in goal_of(session, tree).first(EVERY)} == expanded(session, tree)


@TRIED
@given(sessions(), CLOSED, st.lists(st.integers(0, 9), min_size=7, max_size=7), st.integers(1, 5))
def test_the_first_by_cost_are_the_cheapest(
    made: tuple[Session, Tree], closed: frozenset[str], amounts: list[int], count: int
) -> None:
    session, tree = made
    costs = {f"CO-{place}": float(amount) for place, amount in enumerate(amounts, 1)}
    every = sorted(sum(costs[name] for name in one) for one in minimal_sets(session, tree, closed))
    found = goal_of(session, tree).first(count, closed, costs.__getitem__)
    assert [sum(costs[name] for name in one) for one in found] == every[:count]


@TRIED
@given(sessions())
def test_simpler_formulas_and_modules_hold_when_the_tree_does(made: tuple[Session, Tree]) -> None:
    session, tree = made
    reached = truth_of(session, tree)
    plain = formula_of(session, tree)
    simpler = simplified(plain)
    for chosen in subsets(conditions_in(session)):
        assert holds(plain, chosen.__contains__) == holds(simpler, chosen.__contains__) == reached(chosen)


@TRIED
@given(sessions())
def test_every_order_gives_the_same_scenarios(made: tuple[Session, Tree]) -> None:
    session, tree = made
    for module in modules_of(simplified(formula_of(session, tree))):
        if module.shape:
            ones = [1] * len(module.inputs)
            counts = set()
            for order in orders(module.shape, len(ones)):
                diagram = solved_in_order(module.shape, order, Budget()).scenarios
                counts.add(sums(diagram, ones)[diagram.root])
            assert len(counts) == 1


@TRIED
@given(sessions())
def test_one_scenario_found_without_a_diagram_is_minimal(made: tuple[Session, Tree]) -> None:
    session, tree = made
    found = minimal_scenario(formula_of(session, tree), (), {})
    assert found is not None and frozenset(found) in minimal_sets(session, tree)


@TRIED
@given(sessions())
def test_the_dual_of_the_dual_is_the_goal(made: tuple[Session, Tree]) -> None:
    session, tree = made
    formula = formula_of(session, tree)
    closers = {name: (name,) for name in conditions_in(session)}
    twice = dual(dual(formula, closers), closers)
    reached = truth_of(session, tree)
    assert all(holds(twice, chosen.__contains__) == reached(chosen) for chosen in subsets(conditions_in(session)))


@pytest.mark.parametrize(("leaves", "needed"), [(5, 1), (5, 5), (6, 2), (40, 20), (200, 3)])
def test_at_least_k_of_n_has_a_binomial_of_scenarios(leaves: int, needed: int) -> None:
    goal = goal_of(*wide(Gate.AT_LEAST, leaves, needed))
    assert goal.count().number == comb(leaves, needed)
    assert goal.by_size() == {needed: comb(leaves, needed)}
    assert goal.membership()["CO-1"] == comb(leaves - 1, needed - 1)
    assert goal.count({"CO-1"}).number == (comb(leaves - 1, needed) if leaves > needed else 0)


def test_two_children_on_one_condition_count_twice() -> None:
    leaves = [Node(id=f"n{n}", parent="root", condition=name) for n, name in enumerate(("CO-1", "CO-1", "CO-2"))]
    tree = Tree(id="TR-1", title="X", nodes=(Node(id="root", gate=Gate.AT_LEAST, threshold=2), *leaves))
    assert goal_of(session_with(tree), tree).first(9) == [("CO-1",)]


def test_billions_of_scenarios_are_counted_one_by_one_and_the_first_are_listed() -> None:
    nodes = [Node(id="root", gate=Gate.AND)]
    for group in range(25):
        nodes.append(Node(id=f"g{group}", parent="root", gate=Gate.OR))
        nodes += [Node(id=f"g{group}l{leaf}", parent=f"g{group}") for leaf in range(4)]
    tree = Tree(id="TR-1", title="X", nodes=tuple(nodes))
    analysis = analyse_tree(session_with(tree), tree, frozenset())
    assert (analysis.count, analysis.is_exact, analysis.problems) == (4**25, True, ())
    assert analysis.count_words == "1,125,899,906,842,624 scenarios"
    assert len(set(analysis.scenarios)) == 100
    assert {len(one) for one in analysis.scenarios} == {25}


@pytest.mark.parametrize("seed", range(4))
def test_a_tree_of_2000_nodes_is_exact_or_says_at_least(seed: int) -> None:
    tree = random_tree(Random(seed), 2000, 0.2)
    session = session_with(tree)
    assert tree_problems(session, tree) == ()
    goal = goal_of(session, tree)
    count = goal.count()
    assert count.words.startswith("at least ") != goal.is_exact
    formula = goal.formula
    listed = goal.first(5)
    assert listed and count.number >= len(listed)
    for scenario in listed:
        assert holds(formula, set(scenario).__contains__)
        assert not any(holds(formula, (set(scenario) - {name}).__contains__) for name in scenario)


@TRIED
@given(sessions())
def test_a_goal_that_is_too_big_gives_some_of_its_scenarios_and_says_at_least(made: tuple[Session, Tree]) -> None:
    session, tree = made
    formula = formula_of(session, tree)
    goal = solve_goal(formula, Solver(), Budget(steps=0))
    least = minimal_sets(session, tree)
    found = {frozenset(one) for one in goal.first(EVERY)}
    assert found and found <= set(least)
    assert 1 <= goal.count().number <= len(least)
    assert goal.is_exact or goal.count().words.startswith("at least ")


def test_a_stopped_computation_ends_with_a_bound() -> None:
    tree = random_tree(Random(1), 300, 0.2)
    goal = solve_goal(formula_of(session_with(tree), tree), Solver(), Budget(is_stopped=lambda: True))
    assert not goal.is_exact and goal.count().number >= 1


def test_an_edit_rebuilds_only_what_it_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    from facilitator.analysis.trees.diagrams import solving

    built: list[int] = []
    really = solving.solved_in_order

    def noted(shape: object, order: object, budget: object) -> object:
        built.append(1)
        return really(shape, order, budget)  # type: ignore[arg-type]

    monkeypatch.setattr(solving, "solved_in_order", noted)
    tree = random_tree(Random(3), 300, 0.1)
    solver = Solver()
    solve_goal(formula_of(session_with(tree), tree), solver)
    before = len(built)
    last = tree.nodes[-1]
    edited = Tree(id="TR-1", title="X", nodes=(*tree.nodes, Node(id="new", parent=last.parent)))
    solve_goal(formula_of(session_with(edited), edited), solver)
    assert before > 10
    assert len(built) - before < before / 3


def test_constants_are_normalised_away() -> None:
    graph = Formulas()
    one, other = graph.condition("CO-1"), graph.condition("CO-2")
    assert graph.all_of([one, FALSE]) == FALSE
    assert graph.any_of([one, TRUE]) == TRUE
    assert graph.all_of([]) == TRUE and graph.any_of([]) == FALSE
    assert graph.at_least(2, [one, TRUE, other, FALSE]) == graph.any_of([other, one])
    assert graph.all_of([one, one]) == one
    empty = solve_goal(Formula(graph, TRUE), Solver())
    assert (empty.count().number, empty.first(3), empty.by_size()) == (1, [()], {0: 1})
    none = solve_goal(Formula(graph, FALSE), Solver())
    assert (none.count().number, none.first(3), none.by_size()) == (0, [], {})
