"""Follows imports from module to module."""

from measuring.imports import (
    Imports,
    all_imports,
    loading_imports,
)
from measuring.source import Module, Source, parent

Graph = dict[str, set[str]]


def import_graph(source: Source) -> Graph:
    """Tell for each module which others of its folder it names in any import."""
    graph: Graph = {}
    for name, module in source.modules.items():
        targets = _modules_of(source, all_imports(module))
        targets.discard(name)
        graph[name] = targets
    return graph


def _modules_of(source: Source, imports: Imports) -> set[str]:
    modules: set[str] = set()
    for found in imports:
        name = source.module_named(found.imported)
        if name:
            modules.add(name)
    return modules


def circles(graph: Graph) -> list[list[str]]:
    """Find the groups of modules that reach each other by imports."""
    reach: Graph = {}
    for name in graph:
        reach[name] = _reachable(graph, name)
    found: list[list[str]] = []
    for name in sorted(graph):
        circle = _circle_of(name, reach)
        if circle and circle not in found:
            found.append(circle)
    return found


def _circle_of(name: str, reach: Graph) -> list[str]:
    if name not in reach[name]:
        return []
    return [other for other in sorted(reach[name]) if name in reach[other]]


def _reachable(graph: Graph, start: str) -> set[str]:
    """Find every module that can be reached from one; itself only by a circle."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        fresh = graph[name] - found
        found |= fresh
        waiting.extend(fresh)
    return found


def modules_needing(source: Source, library: str) -> set[str]:
    """Find the modules that import a library when they are loaded, themselves or through others."""
    graph = _loading_graph(source)
    direct: set[str] = set()
    for name, module in source.modules.items():
        if _imports_library(module, library):
            direct.add(name)
    found = set(direct)
    for name in graph:
        if direct & _reachable(graph, name):
            found.add(name)
    return found


def _loading_graph(source: Source) -> Graph:
    graph: Graph = {}
    for name, module in source.modules.items():
        targets = _modules_of(source, loading_imports(module))
        # Python loads the package around a module before the module.
        package = parent(name)
        if package in source.modules:
            targets.add(package)
        graph[name] = targets
    return graph


def _imports_library(module: Module, library: str) -> bool:
    for found in loading_imports(module):
        first, _, _ = found.imported.partition(".")
        if first == library:
            return True
    return False
