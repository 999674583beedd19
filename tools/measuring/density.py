"""Measures how much stands on a line: syntax nodes, comprehensions, ternaries."""

from ast import (
    AST,
    DictComp,
    GeneratorExp,
    IfExp,
    ListComp,
    SetComp,
    expr,
    stmt,
    walk,
)
from collections.abc import Iterable

from measuring.source import Module

NODES = (
    expr,
    stmt,
)
COMPREHENSIONS = (
    DictComp,
    GeneratorExp,
    ListComp,
    SetComp,
)
Modules = Iterable[Module]


def density(modules: Modules) -> float:
    """Count statements and expressions for each line of code, docstrings apart."""
    nodes = 0
    lines = 0
    for module in modules:
        nodes += node_count(module)
        lines += module.code_line_count
    return nodes / max(lines, 1)


def node_count(module: Module) -> int:
    """Count the statements and expressions of a file, docstrings apart."""
    nodes = _found(module.tree, NODES)
    # A docstring is two nodes: a statement and the string in it.
    return len(nodes) - 2 * len(module.docstrings)


def comprehension_count(modules: Modules) -> int:
    """Count list, set and dictionary comprehensions and generator expressions."""
    count = 0
    for module in modules:
        found = _found(module.tree, COMPREHENSIONS)
        count += len(found)
    return count


def nested_comprehension_count(modules: Modules) -> int:
    """Count the comprehensions that stand inside another one."""
    count = 0
    for module in modules:
        inner: set[AST] = set()
        for outer in _found(module.tree, COMPREHENSIONS):
            inner |= _found(outer, COMPREHENSIONS) - {outer}
        count += len(inner)
    return count


def ternary_count(modules: Modules) -> int:
    """Count the conditions of the form `a if b else c`."""
    count = 0
    for module in modules:
        found = _found(module.tree, (IfExp,))
        count += len(found)
    return count


def _found(root: AST, types: tuple[type[AST], ...]) -> set[AST]:
    return {node for node in walk(root) if isinstance(node, types)}
