"""What can be said of a formula without a diagram, in one pass: whether it holds, and one way to reach it."""

from collections.abc import (
    Callable,
    Collection,
    Mapping,
)

from facilitator.analysis.trees.formulas.formula import (
    FALSE,
    TRUE,
    Formulas,
)
from facilitator.analysis.trees.formulas.simplify import Formula


def holds(formula: Formula, is_true: Callable[[str], bool]) -> bool:
    """Whether a formula holds when these conditions do."""
    return formula.root in _true_parts(formula, formula.graph.below(formula.root), is_true)


def lives(formula: Formula, closed: Collection[str]) -> bool:
    """Whether a goal can be reached while these conditions cannot hold."""
    return holds(formula, lambda name: name not in closed)


def minimal_scenario(formula: Formula, closed: Collection[str], weight: Mapping[str, float]) -> tuple[str, ...] | None:
    """One minimal scenario that holds none of the closed conditions, a light one, or None."""
    reaching = light_scenario(formula, closed, weight)
    if reaching is None:
        return None
    kept = set(reaching)
    for name in sorted(reaching, key=lambda name: (-weight.get(name, 0.0), name)):
        fewer = kept - {name}
        if holds(formula, fewer.__contains__):
            kept = fewer
    return tuple(sorted(kept))


def light_scenario(formula: Formula, closed: Collection[str], weight: Mapping[str, float]) -> set[str] | None:
    """Conditions that reach a goal, light ones as far as each gate by itself can tell; None when none do."""
    graph = formula.graph
    items = graph.below(formula.root)
    alive = _true_parts(formula, items, lambda name: name not in closed)
    if formula.root not in alive:
        return None
    weights: dict[int, float] = {FALSE: 0.0, TRUE: 0.0}
    chosen: dict[int, list[int]] = {}
    for item in items:
        if graph.names[item]:
            weights[item] = weight.get(graph.names[item], 0.0)
        elif graph.is_gate(item) and item in alive:
            possible = [below for below in graph.inputs[item] if below in alive]
            possible.sort(key=weights.__getitem__)
            chosen[item] = possible[: graph.needed[item]]
            weights[item] = sum(weights[below] for below in chosen[item])
    return _names_below(graph, formula.root, chosen)


def without(formula: Formula, closed: Collection[str], value: int = FALSE) -> Formula:
    """The formula with these conditions fixed: impossible, or certain."""
    old = formula.graph
    new = Formulas()
    made = {FALSE: FALSE, TRUE: TRUE}
    for item in old.below(formula.root):
        name = old.names[item]
        if name:
            made[item] = value if name in closed else new.condition(name)
        elif old.is_gate(item):
            inputs = [made[below] for below in old.inputs[item]]
            made[item] = new.at_least(old.needed[item], inputs)
    return Formula(new, made[formula.root])


def _true_parts(formula: Formula, items: list[int], is_true: Callable[[str], bool]) -> set[int]:
    graph = formula.graph
    found = {TRUE}
    for item in items:
        name = graph.names[item]
        if name:
            if is_true(name):
                found.add(item)
        elif graph.is_gate(item):
            count = sum(below in found for below in graph.inputs[item])
            if count >= graph.needed[item]:
                found.add(item)
    return found


def _names_below(graph: Formulas, root: int, chosen: Mapping[int, list[int]]) -> set[str]:
    names: set[str] = set()
    seen = {root}
    waiting = [root]
    while waiting:
        item = waiting.pop()
        if graph.names[item]:
            names.add(graph.names[item])
        fresh = [below for below in chosen.get(item, ()) if below not in seen]
        seen.update(fresh)
        waiting += fresh
    return names
