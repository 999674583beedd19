"""Threat trees as logic: what is wrong with one, what countermeasures prune, which scenarios remain."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitator.model.method.gates import GATES, Gate
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.trees import Node, Tree
from facilitator.model.session import Session

Scenario = frozenset[str]

MOST_SCENARIOS = 3000
"""How many scenarios, or combinations on the way to them, are worked out before a tree is called too big."""

DEEPEST_LEVEL = 30
"""How many levels a tree may have below its goal."""

LONGEST_CHAIN = 8
"""How many trees may refer to each other in a row."""


@dataclass(frozen=True, slots=True)
class TreeAnalysis:
    """What a tree amounts to while some conditions are impossible.

    scenarios: the minimal sets of conditions that together reach the goal, shortest first.
    pruned: ids of the nodes that are dead, or stand below a dead gate.
    problems: sentences on why the tree cannot be evaluated; then the rest is empty.
    """

    tree: str
    problems: tuple[str, ...] = ()
    reachable: bool = False
    scenarios: tuple[tuple[str, ...], ...] = ()
    pruned: tuple[str, ...] = ()


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


def tree_problems(session: Session, tree: Tree) -> tuple[str, ...]:
    """Why a tree cannot be evaluated, a sentence each; empty when it can."""
    return tuple(dict.fromkeys([*_shape_problems(tree), *_reference_problems(session, tree)]))


def analyse_tree(session: Session, tree: Tree, disabled: frozenset[str]) -> TreeAnalysis:
    """What a tree amounts to while these conditions are impossible."""
    problems = tree_problems(session, tree)
    if problems:
        return TreeAnalysis(tree.id, problems)
    evaluation = _Evaluation(session, disabled)
    reachable = evaluation.tree_lives(tree)
    pruned = evaluation.pruned(tree)
    try:
        scenarios = evaluation.tree_scenarios(tree)
    except _TooMany:
        problem = f"{tree.id} has more than {MOST_SCENARIOS} scenarios to list; split it into smaller trees."
        return TreeAnalysis(tree.id, (problem,), reachable, (), pruned)
    ordered = sorted((tuple(sorted(scenario)) for scenario in scenarios), key=lambda s: (len(s), s))
    return TreeAnalysis(tree.id, (), reachable, tuple(ordered), pruned)


def drawn_tree(session: Session, tree: Tree, pruned: Iterable[str]) -> list[tuple[int, Node, bool]]:
    """The nodes in reading order with depth and whether each is pruned; those without a root come last."""
    dead = set(pruned)
    children = _children(tree)
    rows: list[tuple[int, Node, bool]] = []
    seen: set[str] = set()
    for start in (*children.get("", ()), *tree.nodes):
        waiting = [(0, start)]
        while waiting:
            depth, node = waiting.pop()
            if node.id not in seen:
                seen.add(node.id)
                rows.append((depth, node, node.id in dead))
                waiting += [(depth + 1, child) for child in reversed(children.get(node.id, ()))]
    return rows


def gate_words(node: Node) -> str:
    """What a node asks of those below it, such as AND or AT LEAST 2; nothing for a leaf."""
    return GATES[node.gate].words.format(threshold=node.threshold)


def condition_of(tree: Tree, node: Node) -> str:
    """The condition that a leaf stands on; one without stands on its own words, keyed by tree and node."""
    return node.condition or f"{tree.id}/{node.id}"


def _children(tree: Tree) -> dict[str, list[Node]]:
    children: dict[str, list[Node]] = {}
    for node in tree.nodes:
        children.setdefault(node.parent, []).append(node)
    return children


def _shape_problems(tree: Tree) -> Iterator[str]:
    if not tree.nodes:
        yield f"{tree.id} is empty; begin with the attacker's goal."
        return
    by_id = {node.id: node for node in tree.nodes}
    if len(by_id) < len(tree.nodes):
        yield f"{tree.id} has two nodes of one id; give each its own."
    roots = [node for node in tree.nodes if not node.parent]
    if len(roots) != 1:
        yield f"{tree.id} has {len(roots)} roots; put all nodes under one goal."
    for node in tree.nodes:
        if node.parent and node.parent not in by_id:
            yield f"“{node.label}” of {tree.id} hangs on {node.parent}, which is not there; move it."
        elif _circles(node, by_id):
            yield f"“{node.label}” of {tree.id} stands below itself; move it."
    if max(depth for depth, _, _ in drawn_tree(Session(), tree, ())) > DEEPEST_LEVEL:
        yield f"{tree.id} has more than {DEEPEST_LEVEL} levels; give a branch a tree of its own."
    yield from _gate_problems(tree)


def _circles(node: Node, by_id: Mapping[str, Node]) -> bool:
    seen = {node.id}
    while node.parent in by_id:
        if node.parent in seen:
            return True
        seen.add(node.parent)
        node = by_id[node.parent]
    return False


def _gate_problems(tree: Tree) -> Iterator[str]:
    children = _children(tree)
    for node in tree.nodes:
        count = len(children.get(node.id, ()))
        if node.gate is Gate.LEAF and count:
            yield f"“{node.label}” of {tree.id} is a leaf with nodes below it; give it a gate."
        elif node.gate is not Gate.LEAF and not count:
            yield f"The gate “{node.label}” of {tree.id} has nothing below it; add a node or make it a leaf."
        elif GATES[node.gate].has_threshold and not 1 <= node.threshold <= count:
            yield f"“{node.label}” of {tree.id} needs {node.threshold} of {count}; mend the number."


def _reference_problems(session: Session, tree: Tree) -> Iterator[str]:
    """Trees that are missing, go round in a circle or lie too far away, followed level by level."""
    level, seen = [tree], {tree.id}
    for _ in range(LONGEST_CHAIN):
        following: dict[str, Tree] = {}
        for current in level:
            for node in _leaves(current):
                other = session.find(node.tree) if node.tree else None
                if isinstance(other, Tree):
                    following[other.id] = other
                elif node.tree:
                    leaf = f"“{node.label}” of {current.id}"
                    yield f"{leaf} refers to {node.tree}, which is not a tree here; choose one."
        for other in following.values():
            if other.id not in seen:
                seen.add(other.id)
                yield from _shape_problems(other)
        level = list(following.values())
    if level:
        yield (
            f"{tree.id} leads to itself, or to more than {LONGEST_CHAIN - 1} trees in a row, by way of "
            f"{', '.join(sorted(other.id for other in level))}; cut the circle."
        )


def _leaves(tree: Tree) -> Iterator[Node]:
    return (node for node in tree.nodes if node.gate is Gate.LEAF)


class _TooMany(Exception):
    """Raised while scenarios are combined, when there are too many to list."""


class _Evaluation:
    """Trees without problems under one set of impossible conditions; each tree is worked out once."""

    def __init__(self, session: Session, disabled: frozenset[str]) -> None:
        self._session = session
        self._disabled = disabled
        self._found: dict[str, set[Scenario]] = {}
        self._living: dict[str, dict[str, bool]] = {}

    def tree_scenarios(self, tree: Tree) -> set[Scenario]:
        """The minimal scenarios of a whole tree. Raises _TooMany."""
        if tree.id not in self._found:
            children = _children(tree)
            self._found[tree.id] = self._scenarios(tree, children[""][0], children)
        return self._found[tree.id]

    def tree_lives(self, tree: Tree) -> bool:
        """Whether the goal of a tree can be reached at all."""
        return self._lives(tree)[_children(tree)[""][0].id]

    def pruned(self, tree: Tree) -> tuple[str, ...]:
        """The dead nodes and all below them, in reading order."""
        lives = self._lives(tree)
        dead: dict[str, None] = {}
        for _, node, _ in drawn_tree(self._session, tree, ()):
            if not lives[node.id] or node.parent in dead:
                dead[node.id] = None
        return tuple(dead)

    def _scenarios(self, tree: Tree, node: Node, children: Mapping[str, list[Node]]) -> set[Scenario]:
        if node.gate is Gate.LEAF:
            other = self._referred(node)
            if other:
                return self.tree_scenarios(other)
            condition = condition_of(tree, node)
            return set() if condition in self._disabled else {frozenset({condition})}
        below = [self._scenarios(tree, child, children) for child in children[node.id]]
        return _at_least(_needed(node, len(below)), [scenarios for scenarios in below if scenarios])

    def _lives(self, tree: Tree) -> dict[str, bool]:
        if tree.id not in self._living:
            children = _children(tree)
            lives: dict[str, bool] = {}
            for _, node, _ in reversed(drawn_tree(self._session, tree, ())):
                below = [lives[child.id] for child in children.get(node.id, ())]
                lives[node.id] = (
                    self._leaf_lives(tree, node) if node.gate is Gate.LEAF else sum(below) >= _needed(node, len(below))
                )
            self._living[tree.id] = lives
        return self._living[tree.id]

    def _leaf_lives(self, tree: Tree, node: Node) -> bool:
        other = self._referred(node)
        return self.tree_lives(other) if other else condition_of(tree, node) not in self._disabled

    def _referred(self, node: Node) -> Tree | None:
        other = self._session.find(node.tree) if node.tree else None
        return other if isinstance(other, Tree) else None


def _needed(node: Node, count: int) -> int:
    return GATES[node.gate].needs(count, node.threshold)


def _at_least(needed: int, parts: Sequence[set[Scenario]]) -> set[Scenario]:
    """The minimal scenarios that fulfil at least so many of the parts."""
    reached: list[set[Scenario]] = [{frozenset()}, *(set[Scenario]() for _ in range(needed))]
    for part in parts:
        for level in range(needed, 0, -1):
            if len(reached[level - 1]) * len(part) > MOST_SCENARIOS:
                raise _TooMany
            longer = (one | other for one in reached[level - 1] for other in part)
            reached[level] = minimal((*reached[level], *longer))
            if len(reached[level]) > MOST_SCENARIOS:
                raise _TooMany
    return reached[needed]


def minimal(scenarios: Iterable[Scenario]) -> set[Scenario]:
    """The scenarios that hold no other one within them."""
    kept: set[Scenario] = set()
    for scenario in sorted(set(scenarios), key=len):
        if not any(smaller <= scenario for smaller in kept):
            kept.add(scenario)
    return kept
