"""Reads what modules import."""

from ast import (
    AST,
    AsyncFunctionDef,
    FunctionDef,
    If,
    Import,
    ImportFrom,
    Lambda,
    alias,
    expr,
    iter_child_nodes,
    unparse,
    walk,
)
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from measuring.source import Module, parent

RUN_LATER = (
    AsyncFunctionDef,
    FunctionDef,
    Lambda,
)


@dataclass(frozen=True)
class ImportedName:
    """A name in a module, what it stands for, and what the import names; both as dotted names."""

    name: str
    target: str
    imported: str


Imports = Iterator[ImportedName]


def all_imports(module: Module) -> Imports:
    """List what a module imports, within functions and for types only too."""
    nodes = walk(module.tree)
    return _imports_in(module, nodes)


def loading_imports(module: Module) -> Imports:
    """List what a module imports as soon as it is loaded."""
    nodes = _loaded_nodes(module.tree)
    return _imports_in(module, nodes)


def _imports_in(module: Module, nodes: Iterable[AST]) -> Imports:
    for node in nodes:
        if isinstance(node, Import):
            yield from map(_plain_import, node.names)
        elif isinstance(node, ImportFrom):
            yield from _imports_from(module, node)


def _plain_import(found: alias) -> ImportedName:
    if found.asname:
        return ImportedName(
            found.asname,
            target=found.name,
            imported=found.name,
        )
    # `import a.b` makes the name `a`.
    first, _, _ = found.name.partition(".")
    return ImportedName(
        first,
        target=first,
        imported=found.name,
    )


def _imports_from(module: Module, node: ImportFrom) -> Imports:
    origin = _origin(module, node)
    for found in node.names:
        target = origin
        if found.name != "*":
            target = f"{origin}.{found.name}"
        yield ImportedName(
            found.asname or found.name,
            target=target,
            imported=target,
        )


def _origin(module: Module, node: ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = module.package
    for _ in range(node.level - 1):
        package = parent(package)
    if not node.module:
        return package
    return f"{package}.{node.module}"


def _loaded_nodes(node: AST) -> Iterator[AST]:
    for child in _children_run_on_loading(node):
        yield child
        yield from _loaded_nodes(child)


def _children_run_on_loading(node: AST) -> Iterable[AST]:
    if isinstance(node, RUN_LATER):
        return []
    if isinstance(node, If) and _is_type_checking(node.test):
        return node.orelse
    return iter_child_nodes(node)


def _is_type_checking(test: expr) -> bool:
    words = unparse(test)
    return words in ("TYPE_CHECKING", "typing.TYPE_CHECKING")
