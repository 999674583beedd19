"""A formula as independent modules, each with a shape that does not name its conditions."""

from dataclasses import dataclass

from facilitator.analysis.trees.formulas.formula import Formulas
from facilitator.analysis.trees.formulas.simplify import Formula
from facilitator.analysis.trees.formulas.supports import module_roots

Input = str | int
"""What a module stands on: a condition by its name, or an earlier module by its number."""


@dataclass(frozen=True, slots=True)
class ShapeGate:
    """A gate of a module. Inputs of 0 and more are inputs of the module, those below are gates: -1 is the first."""

    needed: int
    inputs: tuple[int, ...]


Shape = tuple[ShapeGate, ...]
"""The gates of a module, inputs first; the last is the module itself. Without a gate it is its first input."""


@dataclass(frozen=True, slots=True)
class Module:
    """A part of a formula that shares nothing with the rest, as a function of its inputs.

    inputs: conditions and modules, in the order in which a walk through the module meets them.
    """

    shape: Shape
    inputs: tuple[Input, ...]


def modules_of(formula: Formula) -> list[Module]:
    """The modules of a formula, those that others stand on first; the last is the formula itself."""
    graph = formula.graph
    if not graph.is_gate(formula.root):
        return [Module((), (graph.names[formula.root],))]
    roots = module_roots(graph, formula.root)
    numbers: dict[int, int] = {}
    found: list[Module] = []
    for item in graph.below(formula.root):
        if item in roots:
            found.append(_module(graph, item, numbers))
            numbers[item] = len(found) - 1
    return found


def _module(graph: Formulas, root: int, numbers: dict[int, int]) -> Module:
    """Cut a module off at its conditions and at the modules that have a number already."""
    inputs, gates = _inside(graph, root, numbers)
    places = {item: place for place, item in enumerate(inputs)}
    places |= {item: -1 - place for place, item in enumerate(sorted(gates))}
    shape: list[ShapeGate] = []
    for item in sorted(gates):
        below = tuple(places[one] for one in graph.inputs[item])
        shape.append(ShapeGate(graph.needed[item], below))
    named = tuple(numbers[item] if item in numbers else graph.names[item] for item in inputs)
    return Module(tuple(shape), named)


def _inside(graph: Formulas, root: int, numbers: dict[int, int]) -> tuple[list[int], set[int]]:
    """The inputs of a module in the order of a walk, and its gates."""
    inputs: dict[int, None] = {}
    gates: set[int] = set()
    waiting = [root]
    while waiting:
        item = waiting.pop()
        if item in numbers or not graph.is_gate(item):
            inputs.setdefault(item)
        elif item not in gates:
            gates.add(item)
            waiting += reversed(graph.inputs[item])
    return list(inputs), gates
