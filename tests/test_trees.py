"""Threat trees: scenarios equal what trying every combination of conditions says; bad trees are explained."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.analysis.trees import TreeAnalysis, analyse_tree, disabled_conditions, drawn_tree, tree_problems
from facilitator.model.records import HEADER_ID, Condition, Control, Header, Node, Record, Tree
from facilitator.model.session import Session, session_of
from facilitator.model.vocabulary import Gate

CONDITIONS = [f"CO-{number}" for number in range(1, 6)]


def session_with(*records: Record) -> Session:
    conditions = [Condition(id=name, name=name) for name in CONDITIONS]
    return session_of([Header(id=HEADER_ID, identity="i", title="t"), *conditions, *records], {}, 1)


@st.composite
def random_trees(draw: st.DrawFn) -> Tree:
    nodes: list[Node] = []

    def grow(parent: str, depth: int) -> None:
        node_id = f"n{len(nodes) + 1}"
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
    return Tree(id="TR-1", title="t", nodes=tuple(nodes))


def holds(tree: Tree, node: Node, true: frozenset[str]) -> bool:
    if node.gate is Gate.LEAF:
        return node.condition in true
    below = [holds(tree, child, true) for child in tree.nodes if child.parent == node.id]
    needed = {Gate.OR: 1, Gate.AT_LEAST: node.threshold}.get(node.gate, len(below))
    return sum(below) >= needed


@given(random_trees(), st.sets(st.sampled_from(CONDITIONS)))
@settings(max_examples=300, deadline=None)
def test_scenarios_and_pruning_equal_trying_everything(tree: Tree, disabled: set[str]) -> None:
    possible = [name for name in CONDITIONS if name not in disabled]
    reaching = [
        frozenset(chosen)
        for size in range(len(possible) + 1)
        for chosen in combinations(possible, size)
        if holds(tree, tree.nodes[0], frozenset(chosen))
    ]
    wanted = {scenario for scenario in reaching if not any(other < scenario for other in reaching)}
    found = analyse_tree(session_with(), tree, frozenset(disabled))
    assert {frozenset(scenario) for scenario in found.scenarios} == wanted
    assert found.reachable == bool(wanted)
    dead = {node.id for node in tree.nodes if not holds(tree, node, frozenset(possible))}
    by_id = {node.id: node for node in tree.nodes}
    for node in tree.nodes:
        above = node
        chain = [node.id]
        while above.parent:
            above = by_id[above.parent]
            chain.append(above.id)
        assert (node.id in found.pruned) == any(item in dead for item in chain)


def case() -> Tree:
    return Tree(
        id="TR-1",
        title="Tampering",
        nodes=(
            Node(id="n1", gate=Gate.OR),
            Node(id="n2", parent="n1", gate=Gate.OR),
            Node(id="n3", parent="n2", condition="CO-1"),
            Node(id="n4", parent="n2", condition="CO-2"),
            Node(id="n5", parent="n1", gate=Gate.AND),
            Node(id="n6", parent="n5", condition="CO-1"),
            Node(id="n7", parent="n5", condition="CO-3"),
        ),
    )


def test_the_and_branch_of_the_case_is_absorbed() -> None:
    found = analyse_tree(session_with(), case(), frozenset())
    assert found.scenarios == (("CO-1",), ("CO-2",))


def test_a_control_in_place_prunes_and_can_be_taken_out_for_the_question() -> None:
    control = Control(id="CT-1", name="c", in_place=True, disables=("CO-1",))
    session = session_with(control)
    found = analyse_tree(session, case(), disabled_conditions(session))
    assert (found.scenarios, found.pruned) == ((("CO-2",),), ("n3", "n5", "n6", "n7"))
    assert disabled_conditions(session, without_controls=["CT-1"]) == frozenset()


def test_a_leaf_may_stand_on_another_tree() -> None:
    outer = Tree(id="TR-2", title="o", nodes=(Node(id="n1", gate=Gate.AND), Node(id="n2", parent="n1", tree="TR-1")))
    assert analyse_tree(session_with(case(), outer), outer, frozenset()).scenarios == (("CO-1",), ("CO-2",))


BAD = {
    "is empty": (),
    "has 2 roots": (Node(id="n1"), Node(id="n2")),
    "hangs on n9": (Node(id="n1", gate=Gate.OR), Node(id="n2", parent="n1"), Node(id="n3", parent="n9")),
    "stands below itself": (Node(id="n1"), Node(id="n2", parent="n3"), Node(id="n3", parent="n2")),
    "has nothing below it": (Node(id="n1", gate=Gate.AND),),
    "needs 3 of 1": (Node(id="n1", gate=Gate.AT_LEAST, threshold=3), Node(id="n2", parent="n1")),
    "is a leaf with nodes below": (Node(id="n1"), Node(id="n2", parent="n1")),
    "leads to itself": (Node(id="n1", tree="TR-1"),),
    "two nodes of one id": (Node(id="n1", gate=Gate.OR), Node(id="n1", parent="n1")),
}


@pytest.mark.parametrize("words", BAD)
def test_a_bad_tree_is_explained_and_can_still_be_drawn(words: str) -> None:
    tree = Tree(id="TR-1", title="t", nodes=BAD[words])
    session = session_with(tree)
    assert any(words in problem for problem in tree_problems(session, tree))
    assert analyse_tree(session, tree, frozenset()) == TreeAnalysis("TR-1", tree_problems(session, tree))
    assert len(drawn_tree(session, tree, ())) == len({node.id for node in tree.nodes})
