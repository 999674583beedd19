"""Threat trees: problems, scenarios, pruning."""

from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import OptionList

from facilitator.analysis.trees import (
    DEEPEST_LEVEL,
    LONGEST_CHAIN,
    analyse_tree,
    disabled_conditions,
    drawn_tree,
    tree_problems,
)
from facilitator.app.application import FacilitatorApp
from facilitator.app.screens.tree_screen import TreeScreen
from facilitator.cli.main import facilitator
from facilitator.model.fields.closures import Closure
from facilitator.model.method.gates import Gate
from facilitator.model.part import Record
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.session import Header
from facilitator.model.records.trees import Condition, Node, Tree
from facilitator.model.session import Session, session_of
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.commands.trees import AddNode, ChangeNode
from facilitator.workshop.views.reports import report_of
from facilitator.workshop.workshop import Workshop

CONDITIONS = tuple(f"CO-{number}" for number in range(1, 7))


def session_with(*records: Record) -> Session:
    return session_of([Header(id="S-1", identity="x", title="X"), *records], {}, 1)


def tree_of(*nodes: Node, tree_id: str = "TR-1") -> Tree:
    return Tree(id=tree_id, title="Tree", nodes=nodes)


def teaching_case() -> tuple[Session, Tree]:
    tree = tree_of(
        Node(id="n1", gate=Gate.OR),
        Node(id="n2", parent="n1", gate=Gate.OR),
        Node(id="n3", parent="n2", condition="CO-1"),
        Node(id="n4", parent="n2", condition="CO-2"),
        Node(id="n5", parent="n1", gate=Gate.AND),
        Node(id="n6", parent="n5", condition="CO-1"),
        Node(id="n7", parent="n5", condition="CO-3"),
    )
    measure = Countermeasure(id="CM-1", text="Authenticate the connection", closes=(Closure(condition="CO-1"),))
    conditions = [Condition(id=f"CO-{number}", name=name) for number, name in enumerate("ULT", 1)]
    return session_with(tree, measure, *conditions), tree


def test_the_teaching_tree_has_two_scenarios_of_one_condition() -> None:
    session, tree = teaching_case()
    analysis = analyse_tree(session, tree, disabled_conditions(session))
    assert analysis.scenarios == (("CO-1",), ("CO-2",))
    assert analysis.reachable and not analysis.pruned


def test_authenticating_the_connection_leaves_one_scenario_and_prunes_the_and() -> None:
    session, tree = teaching_case()
    analysis = analyse_tree(session, tree, disabled_conditions(session, added=["CM-1"]))
    assert analysis.scenarios == (("CO-2",),)
    assert analysis.pruned == ("n3", "n5", "n6", "n7")


@pytest.fixture
def with_at_least(tmp_path: Path) -> Path:
    workshop = begin_session(tmp_path / "x.toml")
    tree = workshop.do(AddRecord("tree", {"title": "Steer"}))
    root = workshop.do(AddNode(tree.id, label="Fool the votes", gate=Gate.OR))
    for label in ("One", "Two", "Three"):
        workshop.do(AddNode(tree.id, label=label, parent=root))
    workshop.do(ChangeNode(tree.id, root, gate=Gate.AT_LEAST, threshold=2))
    workshop.close()
    return tmp_path / "x.toml"


async def test_a_gate_has_the_same_words_in_the_command_the_report_and_on_screen(with_at_least: Path) -> None:
    done = CliRunner().invoke(facilitator, ["tree", "x", "--sessions", str(with_at_least.parent)])
    assert done.exit_code == 0
    assert "\n  AT LEAST 2 Fool the votes\n    One\n" in done.stdout
    workshop = Workshop(with_at_least, read_only=True)
    assert "\nAT LEAST 2: Fool the votes\n  One" in report_of(workshop)
    app = FacilitatorApp(with_at_least.parent)
    async with app.run_test() as pilot:
        await app.push_screen(TreeScreen(workshop, "TR-1"))
        await pilot.pause()
        outline = app.screen.query_one("#outline", OptionList)
        drawn = [str(outline.get_option_at_index(place).prompt) for place in (0, 1)]
        assert drawn == ["AT LEAST 2 Fool the votes", "│ · One  [CO-1]"]


def test_a_leaf_without_condition_is_its_own() -> None:
    tree = tree_of(Node(id="n1", label="Alone"))
    assert analyse_tree(session_with(tree), tree, frozenset()).scenarios == (("TR-1/n1",),)


def test_a_leaf_takes_the_scenarios_of_the_tree_it_refers_to() -> None:
    inner = tree_of(Node(id="n1", condition="CO-1"), tree_id="TR-2")
    outer = tree_of(Node(id="n1", tree="TR-2"))
    session = session_with(outer, inner)
    assert analyse_tree(session, outer, frozenset()).scenarios == (("CO-1",),)
    assert analyse_tree(session, outer, frozenset({"CO-1"})).pruned == ("n1",)


@pytest.mark.parametrize(
    ("nodes", "words"),
    [
        ((), "empty"),
        ((Node(id="n1"), Node(id="n2")), "2 roots"),
        ((Node(id="n1", gate=Gate.OR), Node(id="n2", parent="n9")), "n9"),
        (
            (Node(id="n1", parent="n2", gate=Gate.OR), Node(id="n2", parent="n1", gate=Gate.OR)),
            "below itself",
        ),
        ((Node(id="n1", gate=Gate.AND),), "nothing below"),
        ((Node(id="n1", label="Top"), Node(id="n2", parent="n1")), "“Top” of TR-1 is a leaf with nodes below it"),
        (
            (
                Node(id="n1", parent="n2", gate=Gate.OR),
                Node(id="n2", parent="n1", gate=Gate.OR),
                Node(id="n3", parent="n2", label="Beside the circle"),
            ),
            "“Beside the circle” of TR-1 stands below itself",
        ),
        ((Node(id="n1", gate=Gate.AT_LEAST, threshold=2), Node(id="n2", parent="n1")), "2 of 1"),
        ((Node(id="n1", gate=Gate.AT_LEAST), Node(id="n2", parent="n1")), "0 of 1"),
        ((Node(id="n1", tree="TR-1"),), "leads to itself"),
        ((Node(id="n1", tree="TR-7"),), "TR-7"),
    ],
)
def test_a_tree_that_cannot_be_evaluated_says_why(nodes: tuple[Node, ...], words: str) -> None:
    tree = tree_of(*nodes)
    session = session_with(tree)
    assert any(words in problem for problem in tree_problems(session, tree))
    analysis = analyse_tree(session, tree, frozenset())
    assert not analysis.reachable and not analysis.scenarios
    assert len(drawn_tree(session, tree, ())) == len(nodes)


def test_two_nodes_of_one_id_are_a_problem() -> None:
    tree = tree_of(Node(id="n1", gate=Gate.OR), Node(id="n2", parent="n1"), Node(id="n2", parent="n1"))
    assert tree_problems(session_with(tree), tree) == ("TR-1 has two nodes of one id; give each its own.",)


def test_a_circle_further_down_is_a_problem_too() -> None:
    chain = {"TR-1": "TR-2", "TR-2": "TR-2"}
    trees = [tree_of(Node(id="n1", tree=to), tree_id=of) for of, to in chain.items()]
    assert tree_problems(session_with(*trees), trees[0])


def test_what_is_wrong_with_a_tree_is_wrong_with_those_that_refer_to_it() -> None:
    broken = tree_of(Node(id="n1", gate=Gate.AND, label="Hollow"), tree_id="TR-3")
    middle = tree_of(Node(id="n1", tree="TR-3"), tree_id="TR-2")
    outer = tree_of(Node(id="n1", tree="TR-2"))
    session = session_with(outer, middle, broken)
    said = "The gate “Hollow” of TR-3 has nothing below it; add a node or make it a leaf."
    for tree in (broken, middle, outer):
        assert tree_problems(session, tree) == (said,)
        assert analyse_tree(session, tree, frozenset()).problems == (said,)


def test_a_tree_that_is_referred_to_twice_is_complained_of_once() -> None:
    broken = tree_of(tree_id="TR-2")
    leaves = [Node(id=f"n{number}", parent="n1", tree="TR-2") for number in (2, 3)]
    outer = tree_of(Node(id="n1", gate=Gate.OR), *leaves)
    assert tree_problems(session_with(outer, broken), outer) == ("TR-2 is empty; begin with the attacker's goal.",)


def test_trees_that_refer_to_each_other_many_times_are_worked_out_once() -> None:
    """Thirty ways at each of seven levels would never end, one by one."""
    wide = [
        tree_of(
            Node(id="n1", gate=Gate.OR),
            *(Node(id=f"n{number}", parent="n1", tree=f"TR-{level + 1}") for number in range(2, 32)),
            tree_id=f"TR-{level}",
        )
        for level in range(1, LONGEST_CHAIN)
    ]
    last = tree_of(Node(id="n1", condition="CO-1"), tree_id=f"TR-{LONGEST_CHAIN}")
    analysis = analyse_tree(session_with(*wide, last), wide[0], frozenset())
    assert analysis.scenarios == (("CO-1",),)


def test_only_a_leaf_refers_to_a_tree() -> None:
    tree = tree_of(Node(id="n1", gate=Gate.OR, tree="TR-9"), Node(id="n2", parent="n1", condition="CO-1"))
    assert tree_problems(session_with(tree), tree) == ()


def test_a_tree_is_drawn_with_the_depth_of_each_node_and_what_hangs_loose_at_its_end() -> None:
    tree = tree_of(
        Node(id="n4", parent="n9"),
        Node(id="n1", gate=Gate.OR),
        Node(id="n2", parent="n1", gate=Gate.AND),
        Node(id="n3", parent="n2"),
        Node(id="n5", parent="n1"),
    )
    rows = [(depth, node.id, pruned) for depth, node, pruned in drawn_tree(session_with(tree), tree, ("n3",))]
    assert rows == [(0, "n1", False), (1, "n2", False), (2, "n3", True), (1, "n5", False), (0, "n4", False)]


@pytest.mark.parametrize(("levels", "refused"), [(DEEPEST_LEVEL, False), (DEEPEST_LEVEL + 1, True)])
def test_a_tree_may_be_as_deep_as_it_says(levels: int, refused: bool) -> None:
    gates = [Node(id=f"n{n}", parent=f"n{n - 1}" if n else "", gate=Gate.OR) for n in range(levels)]
    tree = tree_of(*gates, Node(id="end", parent=f"n{levels - 1}"))
    problems = tree_problems(session_with(tree), tree)
    assert problems == ((f"TR-1 has more than {DEEPEST_LEVEL} levels; give a branch a tree of its own.",) * refused)


@pytest.mark.parametrize(("trees", "refused"), [(LONGEST_CHAIN, False), (LONGEST_CHAIN + 1, True)])
def test_trees_may_refer_to_each_other_in_a_row_as_long_as_it_says(trees: int, refused: bool) -> None:
    chain = [tree_of(Node(id="n1", tree=f"TR-{n + 1}"), tree_id=f"TR-{n}") for n in range(1, trees)]
    chain.append(tree_of(Node(id="n1", condition="CO-1"), tree_id=f"TR-{trees}"))
    assert bool(tree_problems(session_with(*chain), chain[0])) == refused


def test_a_very_deep_tree_is_refused_without_a_crash() -> None:
    chain = [Node(id=f"n{n}", parent=f"n{n - 1}" if n else "", gate=Gate.OR) for n in range(3000)]
    tree = tree_of(*chain, Node(id="end", parent="n2999"))
    assert any("levels" in problem for problem in tree_problems(session_with(tree), tree))


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    nodes: list[Node] = []

    def grow(parent: str, depth: int) -> None:
        node_id = f"n{len(nodes)}"
        gate = draw(st.sampled_from(list(Gate))) if depth < 3 else Gate.LEAF
        if gate is Gate.LEAF:
            nodes.append(Node(id=node_id, parent=parent, condition=draw(st.sampled_from(CONDITIONS))))
            return
        count = draw(st.integers(1, 3))
        threshold = draw(st.integers(1, count)) if gate is Gate.AT_LEAST else 0
        nodes.append(Node(id=node_id, parent=parent, gate=gate, threshold=threshold))
        for _ in range(count):
            grow(node_id, depth + 1)

    grow("", 0)
    return tree_of(*nodes)


def holds(tree: Tree, node: Node, true: frozenset[str]) -> bool:
    below = [holds(tree, child, true) for child in tree.nodes if child.parent == node.id]
    if node.gate is Gate.LEAF:
        return node.condition in true
    needed = {Gate.OR: 1, Gate.AT_LEAST: node.threshold}.get(node.gate, len(below))
    return sum(below) >= needed


@given(trees(), st.sets(st.sampled_from(CONDITIONS)))
def test_scenarios_are_what_trying_every_set_of_conditions_finds(tree: Tree, disabled: set[str]) -> None:
    possible = sorted(set(CONDITIONS) - disabled)
    sets = [frozenset(c) for size in range(len(possible) + 1) for c in combinations(possible, size)]
    reaching = [one for one in sets if holds(tree, tree.nodes[0], one)]
    least = [tuple(sorted(one)) for one in reaching if not any(other < one for other in reaching)]
    analysis = analyse_tree(session_with(tree), tree, frozenset(disabled))
    assert analysis.scenarios == tuple(sorted(least, key=lambda one: (len(one), one)))
    assert analysis.reachable == bool(least)
    assert ("n0" in analysis.pruned) != analysis.reachable
