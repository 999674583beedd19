"""How long the analysis of threat trees takes, beside a fixed workload of plain Python on the same machine.

    python -m benchmarks.trees

Prints each goal with what was measured, in milliseconds and in units of the workload; asserts nothing.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from random import Random

from benchmarks.threat_trees import random_tree, session_with
from facilitator.analysis.trees.answers.closing import cheapest_closing_set, closing_sets
from facilitator.analysis.trees.answers.probability import goal_chance, importance
from facilitator.analysis.trees.diagrams.solving import Solver
from facilitator.analysis.trees.formulas.translation import formula_of
from facilitator.analysis.trees.goal import Goal, solve_goal
from facilitator.model.part import Record
from facilitator.model.records.trees import Tree
from facilitator.model.session import Session

MEASURES = 20
WORKLOAD = 100_000
STANDS_ON = "import facilitator.model.kinds, facilitator.model.session"
Timed = tuple[float, bool]


def workload() -> None:
    """Fill and read a dictionary of pairs, which is what building a diagram mostly does."""
    found: dict[tuple[int, int], int] = {}
    for number in range(WORKLOAD):
        pair = (number % 977, number % 1009)
        found[pair] = found.get(pair, 0) + number


def seconds(act: Callable[[], object], times: int = 1) -> float:
    """The shortest time that an act took."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - start)
    return best


def everything(session: Session, tree: Tree) -> Goal:
    """Build a goal from nothing and ask all that a room asks."""
    solver = Solver()
    goal = solve_goal(formula_of(session, tree), solver)
    goal.count()
    goal.by_size()
    goal.membership()
    goal.first(10)
    goal_chance(goal.solution, {})
    importance(goal.solution, lambda _: 0.1)
    effects = measures_of(goal, MEASURES)
    for closed in effects.values():
        goal.count(closed)
    cheapest_closing_set(goal.formula, effects, dict.fromkeys(effects, 1.0))
    return goal


def measures_of(goal: Goal, count: int) -> dict[str, frozenset[str]]:
    """Countermeasures that close the conditions of a goal in turn."""
    names = goal.formula.graph.conditions_of(goal.formula.root)
    return {f"CM-{number}": frozenset(names[number::count]) for number in range(count)}


def tried(trees: int, nodes: int, sharing: float, act: Callable[[Session, Tree], Goal]) -> list[Timed]:
    """How long an act took on each of so many trees, and whether its goal was exact."""
    found: list[Timed] = []
    for seed in range(trees):
        tree = random_tree(Random(seed), nodes, sharing)
        session = session_with(tree)
        start = time.perf_counter()
        goal = act(session, tree)
        found.append((time.perf_counter() - start, goal.is_exact))
    return sorted(found)


def build(session: Session, tree: Tree) -> Goal:
    """Build a goal and its scenarios from nothing."""
    return solve_goal(formula_of(session, tree), Solver())


def many_trees() -> float:
    """Forty trees of 50 nodes over shared conditions, all of them from nothing."""
    records: list[Record] = []
    for number in range(1, 41):
        records.append(random_tree(Random(number), 50, 0.2, f"TR-{number}"))
    session = session_with(*records)

    def all_of_them() -> None:
        solver = Solver()
        for tree in session.all(Tree):
            solve_goal(formula_of(session, tree), solver).count()

    return seconds(all_of_them, 3)


def after_an_edit() -> float:
    """A tree of 300 nodes after one node was added, with what was remembered of it."""
    tree = random_tree(Random(1), 300, 0.2)
    solver = Solver()
    solve_goal(formula_of(session_with(tree), tree), solver)
    nodes = tree.nodes
    last = nodes[-1]
    added = type(last)(id="new", parent=last.parent)
    edited = Tree(id=tree.id, title=tree.title, nodes=(*nodes, added))
    session = session_with(edited)
    return seconds(lambda: solve_goal(formula_of(session, edited), solver))


def closing() -> float:
    """The cheapest closing set of 40 countermeasures on 300 nodes."""
    tree = random_tree(Random(2), 300, 0.2)
    formula = formula_of(session_with(tree), tree)
    goal = solve_goal(formula, Solver())
    effects = measures_of(goal, 40)
    costs = {name: float(place % 7 + 1) for place, name in enumerate(effects)}
    assert closing_sets(formula, effects, costs, 1, Solver()).is_proven
    return seconds(lambda: cheapest_closing_set(formula, effects, costs), 3)


def importing() -> float:
    """What importing the analysis takes over what it stands on."""
    base = [sys.executable, "-c", STANDS_ON]
    whole = [sys.executable, "-c", f"{STANDS_ON}, facilitator.analysis.trees.answers.overview"]
    plain = seconds(lambda: subprocess.run(base, check=True), 5)
    return seconds(lambda: subprocess.run(whole, check=True), 5) - plain


def line(what: str, took: float, goal: str, unit: float, more: str = "") -> None:
    """Print one row of the table."""
    print(f"{what:<52} {1000 * took:>9.1f} {took / unit:>7.2f}   {goal:<22} {more}")


def row(what: str, found: list[Timed], goal: str, unit: float) -> None:
    """Print the median, the 95th percentile and the worst of several trees."""
    times = [took for took, _ in found]
    exact = sum(is_exact for _, is_exact in found)
    p95 = times[max(0, int(len(times) * 0.95) - 1)]
    middle = times[len(times) // 2]
    words = f"median {1000 * middle:.1f}, worst {1000 * times[-1]:.1f}, exact {exact} of {len(found)}"
    line(what, p95, goal, unit, words)


def main() -> None:
    """Measure all."""
    unit = seconds(workload, 5)
    print(f"{'':<52} {'ms (p95)':>9} {'ratio':>7}   goal")
    line("the workload", unit, "–", unit)
    for sharing, goal in ((0.05, "16 ms"), (0.2, "16 ms"), (0.35, "16 ms, after the edit")):
        row(f"300 nodes, {sharing:.0%} shared, everything", tried(40, 300, sharing, everything), goal, unit)
    row("300 nodes, 20% shared, build and scenarios", tried(40, 300, 0.2, build), "10 ms", unit)
    line("300 nodes, one node added", after_an_edit(), "16 ms", unit)
    line("40 trees of 50 nodes, 20% shared", many_trees(), "100 ms", unit)
    row("2,000 nodes, 5% shared", tried(12, 2000, 0.05, build), "1 s", unit)
    row("2,000 nodes, 10% shared", tried(6, 2000, 0.1, build), "1 s, or “at least”", unit)
    row("2,000 nodes, 20% shared", tried(4, 2000, 0.2, build), "1 s, “at least”", unit)
    line("cheapest closing set, 300 nodes, 40 measures", closing(), "5 ms", unit)
    line("importing the analysis", importing(), "20 ms", unit)


if __name__ == "__main__":
    main()
