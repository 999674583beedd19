"""Finds functions and classes, and measures each by itself."""

from ast import (
    AST,
    AsyncFunctionDef,
    ClassDef,
    FunctionDef,
    Name,
    arg,
    get_docstring,
    iter_child_nodes,
)
from collections.abc import Iterator
from dataclasses import dataclass

from measuring.source import Module, Source, lines_of

FunctionNode = FunctionDef | AsyncFunctionDef
DefinitionNode = FunctionNode | ClassDef
Owners = tuple[DefinitionNode, ...]


@dataclass(frozen=True)
class Definition:
    """A function or class, and the definitions that it stands in, the outermost first."""

    module: Module
    node: DefinitionNode
    owners: Owners

    @property
    def names(self) -> list[str]:
        """Its name after the names of its owners."""
        names = [owner.name for owner in self.owners]
        names.append(self.node.name)
        return names

    @property
    def qualified_name(self) -> str:
        """The name inside its module."""
        return ".".join(self.names)

    @property
    def dotted_name(self) -> str:
        """The name after that of its module."""
        return f"{self.module.name}.{self.qualified_name}"

    @property
    def place(self) -> str:
        """Where a reader finds it."""
        line = self.node.lineno
        return f"{self.module.place}:{line} {self.qualified_name}"

    @property
    def is_class(self) -> bool:
        """Tell whether it is a class."""
        return isinstance(self.node, ClassDef)

    @property
    def is_method(self) -> bool:
        """Tell whether it is a function that stands directly in a class."""
        if self.is_class or not self.owners:
            return False
        return isinstance(self.owners[-1], ClassDef)

    @property
    def is_public(self) -> bool:
        """Tell whether others can reach it by names without a leading underscore."""
        for owner in self.owners:
            if not isinstance(owner, ClassDef):
                return False
        private = [name for name in self.names if name.startswith("_")]
        return not private


def definitions_of(source: Source) -> list[Definition]:
    """Find all functions and classes, nested ones too."""
    found: list[Definition] = []
    for module in source.modules.values():
        owners: Owners = ()
        found.extend(_definitions_below(module, module.tree, owners))
    return found


def functions_of(source: Source) -> list[Definition]:
    """Find all functions and methods."""
    everything = definitions_of(source)
    return [found for found in everything if not found.is_class]


def classes_of(source: Source) -> list[Definition]:
    """Find all classes."""
    everything = definitions_of(source)
    return [found for found in everything if found.is_class]


def _definitions_below(
    module: Module,
    node: AST,
    owners: Owners,
) -> Iterator[Definition]:
    for child in iter_child_nodes(node):
        if isinstance(child, DefinitionNode):
            yield Definition(module, child, owners)
            inside = (*owners, child)
        else:
            inside = owners
        yield from _definitions_below(module, child, inside)


def length(definition: Definition) -> int:
    """Count the lines from `def` to the end, without decorators and docstring."""
    node = definition.node
    lines = len(lines_of(node))
    if get_docstring(node) is not None:
        docstring = node.body[0]
        lines -= len(lines_of(docstring))
    return max(lines, 1)


def is_typed(definition: Definition) -> bool:
    """Tell whether every argument and the result of a function have a type."""
    node = definition.node
    assert isinstance(node, FunctionNode)
    arguments = _arguments_to_type(node, definition.is_method)
    for argument in arguments:
        if argument.annotation is None:
            return False
    if node.name == "__init__" and arguments:
        # mypy takes the result for granted once an argument has a type.
        return True
    return node.returns is not None


def _arguments_to_type(node: FunctionNode, is_method: bool) -> list[arg]:
    arguments = [
        *node.args.posonlyargs,
        *node.args.args,
    ]
    if is_method and not _is_static(node):
        # The first one is the object or its class.
        arguments = arguments[1:]
    arguments.extend(node.args.kwonlyargs)
    if node.args.vararg:
        arguments.append(node.args.vararg)
    if node.args.kwarg:
        arguments.append(node.args.kwarg)
    return arguments


def _is_static(node: FunctionNode) -> bool:
    decorators = [mark for mark in node.decorator_list if isinstance(mark, Name)]
    names = [mark.id for mark in decorators]
    return "staticmethod" in names


def documentation_of(source: Source) -> dict[str, bool]:
    """Tell for each module, public class and public function whether it has a docstring."""
    documented: dict[str, bool] = {}
    for module in source.modules.values():
        # An empty file has nothing to explain.
        if module.text.strip():
            docstring = get_docstring(module.tree)
            documented[module.place] = docstring is not None
    for definition in definitions_of(source):
        if definition.is_public:
            docstring = get_docstring(definition.node)
            documented[definition.place] = docstring is not None
    return documented
