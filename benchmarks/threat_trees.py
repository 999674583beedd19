"""Threat trees made at random, for measuring: gates of all sorts, and leaves that share conditions."""

from random import Random

from facilitator.model.method.gates import Gate
from facilitator.model.part import Record
from facilitator.model.records.session import Header
from facilitator.model.records.trees import Node, Tree
from facilitator.model.session import Session, session_of

NEAR = 12
"""Most of the leaves that share a condition share one of the last so many."""

NEAR_SHARE = 0.7
GATES = (Gate.OR, Gate.OR, Gate.OR, Gate.OR, Gate.AND, Gate.AND, Gate.AND, Gate.AND, Gate.AT_LEAST)


def random_tree(random: Random, nodes: int, sharing: float, tree_id: str = "TR-1", first: int = 1) -> Tree:
    """A tree of about so many nodes. sharing: the part of its leaves that take a condition of another leaf."""
    parents = _drawn_at_random(random, nodes)
    children: dict[int, int] = {}
    for parent in parents[1:]:
        children[parent] = children.get(parent, 0) + 1
    made: list[Node] = []
    used: list[str] = []
    for number, parent in enumerate(parents):
        node_id, below = f"n{number}", f"n{parent}" if number else ""
        count = children.get(number, 0)
        if count:
            gate = random.choice(GATES)
            threshold = random.randint(1, count) if gate is Gate.AT_LEAST else 0
            made.append(Node(id=node_id, parent=below, label=node_id, gate=gate, threshold=threshold))
        else:
            condition = _condition(random, used, sharing, first)
            made.append(Node(id=node_id, parent=below, label=node_id, condition=condition))
    return Tree(id=tree_id, title="Random", nodes=tuple(made))


def session_with(*records: Record) -> Session:
    """A session that holds these records."""
    return session_of([Header(id="S-1", identity="x", title="X"), *records], {}, 1)


def _drawn_at_random(random: Random, nodes: int) -> list[int]:
    """The parent of each node, in reading order."""
    parents, depths, open_nodes = [-1], [0], [0]
    while len(parents) < nodes:
        place = random.randrange(len(open_nodes))
        parent = open_nodes.pop(place)
        for _ in range(random.randint(2, 4)):
            parents.append(parent)
            depths.append(depths[parent] + 1)
            if depths[-1] < 28:
                open_nodes.append(len(parents) - 1)
    return _in_reading_order(parents)


def _in_reading_order(parents: list[int]) -> list[int]:
    children: dict[int, list[int]] = {}
    for number, parent in enumerate(parents):
        children.setdefault(parent, []).append(number)
    names: dict[int, int] = {-1: -1}
    ordered: list[int] = []
    waiting = [0]
    while waiting:
        number = waiting.pop()
        names[number] = len(ordered)
        ordered.append(names[parents[number]])
        waiting += reversed(children.get(number, []))
    return ordered


def _condition(random: Random, used: list[str], sharing: float, first: int) -> str:
    if used and random.random() < sharing:
        near = random.random() < NEAR_SHARE
        return random.choice(used[-NEAR:] if near else used)
    used.append(f"CO-{first + len(used)}")
    return used[-1]
