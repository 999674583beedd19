"""Measures classes as Python sees them: together with their bases in the same folder."""

from ast import ClassDef, Subscript, expr, unparse

from measuring.definitions import (
    Definition,
    FunctionNode,
    classes_of,
)
from measuring.imports import all_imports
from measuring.source import Module, Source, lines_of


class ClassFamilies:
    """All classes of a folder, and which of them stand on which."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.classes = classes_of(source)
        self._by_name: dict[str, Definition] = {}
        for found in self.classes:
            self._by_name[found.dotted_name] = found
        self._targets: dict[str, dict[str, str]] = {}
        for name, module in source.modules.items():
            self._targets[name] = _targets_of(module)

    def line_count(self, definition: Definition) -> int:
        """Count the lines of a class and of its bases, docstrings included."""
        count = 0
        for member in self._family(definition):
            count += len(lines_of(member.node))
        return count

    def method_count(self, definition: Definition) -> int:
        """Count the methods of a class and of its bases; one that replaces another counts once."""
        names: set[str] = set()
        for member in self._family(definition):
            names |= _method_names(member)
        return len(names)

    def _family(self, definition: Definition) -> list[Definition]:
        family = [definition]
        # The list grows while it is read.
        for member in family:
            for base in self._bases(member):
                if base not in family:
                    family.append(base)
        return family

    def _bases(self, definition: Definition) -> list[Definition]:
        node = definition.node
        assert isinstance(node, ClassDef)
        found: list[Definition] = []
        for base in node.bases:
            name = _name_of(base)
            definition_of_base = self._find(definition.module.name, name)
            if definition_of_base:
                found.append(definition_of_base)
        return found

    def _find(self, module: str, name: str) -> Definition | None:
        """Find a class by the name that a module calls it, also through modules that only pass it on."""
        seen: list[tuple[str, str]] = []
        here: tuple[str, str] | None = (module, name)
        while here and here not in seen:
            seen.append(here)
            dotted = ".".join(here)
            if dotted in self._by_name:
                return self._by_name[dotted]
            here = self._where_from(*here)
        return None

    def _where_from(self, module: str, name: str) -> tuple[str, str] | None:
        """Tell which module a name was imported from, and what it is called there."""
        first, dot, rest = name.partition(".")
        targets = self._targets[module]
        if first not in targets:
            return None
        whole = targets[first] + dot + rest
        return self._source.locate(whole)


def _method_names(definition: Definition) -> set[str]:
    body = definition.node.body
    return {node.name for node in body if isinstance(node, FunctionNode)}


def _targets_of(module: Module) -> dict[str, str]:
    targets: dict[str, str] = {}
    for found in all_imports(module):
        targets[found.name] = found.target
    return targets


def _name_of(base: expr) -> str:
    # `Base[int]` is `Base`.
    if isinstance(base, Subscript):
        base = base.value
    return unparse(base)
