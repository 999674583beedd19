"""Reads the Python files of a folder."""

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

NO_CODE = {
    tokenize.COMMENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
    tokenize.INDENT,
    tokenize.NEWLINE,
    tokenize.NL,
}


class UnreadableSourceError(Exception):
    """A folder or file that cannot be measured, in one sentence."""


@dataclass(frozen=True)
class Module:
    """One parsed file."""

    name: str
    place: str
    is_package: bool
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The package that relative imports start from."""
        return self.name if self.is_package else parent(self.name)

    @property
    def folder(self) -> str:
        """The folder of the file."""
        return self.place.rpartition("/")[0]

    @property
    def line_count(self) -> int:
        """Count all lines."""
        # Unlike `splitlines`, this sees lines as Python does.
        lines = io.StringIO(self.text).readlines()
        return len(lines)

    @cached_property
    def code_line_count(self) -> int:
        """Count the lines without blank ones, comments and docstrings."""
        return len(self._lines_with_tokens() - self._lines_of_docstrings())

    @cached_property
    def docstrings(self) -> list[ast.Expr]:
        """Find every string that stands as a statement, also one under a field."""
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.Expr) and is_docstring(node)]

    def _lines_with_tokens(self) -> set[int]:
        lines: set[int] = set()
        for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
            if token.type not in NO_CODE:
                lines.update(range(token.start[0], token.end[0] + 1))
        return lines

    def _lines_of_docstrings(self) -> set[int]:
        lines: set[int] = set()
        for docstring in self.docstrings:
            lines.update(lines_of(docstring))
        return lines


@dataclass(frozen=True)
class Source:
    """All modules of a folder, by their dotted names."""

    name: str
    modules: dict[str, Module]

    def module_named(self, dotted: str) -> str | None:
        """Find the module that a dotted name names, or the one that holds what it names."""
        found = self.locate(dotted)
        return found[0] if found else None

    def locate(self, dotted: str) -> tuple[str, str] | None:
        """Part a dotted name into a module of this folder and what it names inside that module."""
        for name in self._possible_names(dotted):
            home = name
            while home and home not in self.modules:
                home = parent(home)
            if home:
                return home, name.removeprefix(home).removeprefix(".")
        return None

    def _possible_names(self, dotted: str) -> Iterator[str]:
        yield dotted
        # Scripts in a folder that is no package import each other without the folder's name.
        if self.name not in self.modules:
            yield f"{self.name}.{dotted}"


def parent(name: str) -> str:
    """Cut the last part of a dotted name."""
    return name.rpartition(".")[0]


def lines_of(node: ast.stmt) -> range:
    """Give the numbers of the lines that a statement covers."""
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def is_docstring(statement: ast.Expr) -> bool:
    """Tell whether a statement is a string that stands alone."""
    return isinstance(statement.value, ast.Constant) and isinstance(statement.value.value, str)


def read_source(folder: Path) -> Source:
    """Read and parse every Python file below a folder, hidden folders left out."""
    folder = folder.resolve()
    modules: dict[str, Module] = {}
    for path in sorted(folder.rglob("*.py")):
        place = path.relative_to(folder.parent)
        if not any(part.startswith(".") for part in place.parts):
            module = _read_module(path, place)
            modules[module.name] = module
    if not modules:
        raise UnreadableSourceError(f"There are no Python files in {folder}. Name a folder that has some.")
    return Source(folder.name, modules)


def _read_module(path: Path, place: Path) -> Module:
    parts = place.with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    try:
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
    except (OSError, SyntaxError, ValueError) as error:
        raise UnreadableSourceError(f"{place.as_posix()} cannot be measured: {error}. Mend the file first.") from error
    return Module(name, place.as_posix(), is_package, text, tree)
