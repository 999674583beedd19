"""Scenarios by expansion, gate by gate: slow, simple, and of another make than the diagrams that it judges."""

from collections.abc import Iterable, Mapping, Sequence

from facilitator.analysis.trees.outline import children_of, condition_of, needed_of, referred_tree
from facilitator.model.method.gates import Gate
from facilitator.model.records.trees import Node, Tree
from facilitator.model.session import Session

Scenario = frozenset[str]
Nodes = Mapping[str, list[Node]]


def expanded(session: Session, tree: Tree, disabled: frozenset[str] = frozenset()) -> set[Scenario]:
    """The minimal scenarios of a tree while some conditions are impossible."""
    children = children_of(tree)
    return _scenarios(session, tree, children[""][0], children, disabled)


def _scenarios(session: Session, tree: Tree, node: Node, children: Nodes, disabled: frozenset[str]) -> set[Scenario]:
    if node.gate is Gate.LEAF:
        other = referred_tree(session, node)
        if other:
            return expanded(session, other, disabled)
        condition = condition_of(tree, node)
        return set() if condition in disabled else {frozenset({condition})}
    below = [_scenarios(session, tree, child, children, disabled) for child in children[node.id]]
    return _at_least(needed_of(node, len(below)), [scenarios for scenarios in below if scenarios])


def _at_least(needed: int, parts: Sequence[set[Scenario]]) -> set[Scenario]:
    """The minimal scenarios that fulfil at least so many of the parts."""
    reached: list[set[Scenario]] = [{frozenset()}, *(set[Scenario]() for _ in range(needed))]
    for part in parts:
        for level in range(needed, 0, -1):
            longer = (one | other for one in reached[level - 1] for other in part)
            reached[level] = _minimal((*reached[level], *longer))
    return reached[needed]


def _minimal(scenarios: Iterable[Scenario]) -> set[Scenario]:
    """The scenarios that hold no other one within them."""
    kept: set[Scenario] = set()
    for scenario in sorted(set(scenarios), key=len):
        if not any(smaller <= scenario for smaller in kept):
            kept.add(scenario)
    return kept
