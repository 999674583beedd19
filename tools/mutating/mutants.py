"""All mutants of a module: its source with one small change each."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mutating.changes import changes

LEFT_ALONE = ("annotation", "returns", "decorator_list", "format_spec")
"""Parts of a node that say what it is, not what it does."""

WIDEST = 70


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one change. words: the change. text: the source of the whole module with it."""

    line: int
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a node stands in the tree, and the type that the function around it gives back."""

    parent: ast.AST
    field: str
    at: int | None
    returns: str

    @property
    def node(self) -> Any:
        found = getattr(self.parent, self.field)
        return found if self.at is None else found[self.at]

    def put(self, node: ast.AST) -> None:
        if self.at is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.at] = node


def mutants(source: str) -> Iterator[Mutant]:
    """Make each mutant of a source, in the order of its lines."""
    tree = ast.parse(source)
    for place in list(_places(tree, "")):
        before = place.node
        for after in changes(before, place.field, place.returns):
            if ast.dump(after) == ast.dump(before):
                continue
            place.put(after)
            text = ast.unparse(ast.fix_missing_locations(tree))
            place.put(before)
            yield Mutant(before.lineno, f"{_short(before)}  →  {_short(after)}", text)


def _places(parent: ast.AST, returns: str) -> Iterator[_Place]:
    """Every place below a node at which another node stands."""
    if isinstance(parent, ast.FunctionDef):
        returns = ast.unparse(parent.returns) if parent.returns else ""
    for field, value in ast.iter_fields(parent):
        if field in LEFT_ALONE or isinstance(parent, ast.Assert):
            continue
        for at, node in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(node, ast.AST):
                yield _Place(parent, field, at, returns)
                yield from _places(node, returns)


def _short(node: ast.AST) -> str:
    words = " ".join(ast.unparse(node).split())
    return words if len(words) <= WIDEST else words[: WIDEST - 1] + "…"
