"""Measure Python code against the limits of this project, from its source alone.

python tools/measure_code.py [--check] [FOLDER ...]

Without a folder the package `facilitator` is measured. `--check` exits with 1 when a limit is missed.
"""

import argparse
import io
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from measuring.classes import ClassFamilies
from measuring.complexity import complexity
from measuring.definitions import (
    documentation_of,
    functions_of,
    is_typed,
    length,
)
from measuring.density import (
    comprehension_count,
    density,
    nested_comprehension_count,
    ternary_count,
)
from measuring.graph import (
    circles,
    import_graph,
    modules_needing,
)
from measuring.source import (
    Source,
    UnreadableSourceError,
    read_source,
)
from measuring.table import (
    Row,
    at_least,
    at_most,
    biggest,
    complete,
    lines_of_table,
    percentile,
    ranking,
    share,
    with_sizes,
)

FUNCTION_MEDIAN = 6
FUNCTION_90_PERCENT = 15
FUNCTION_LINES = 40
COMPLEXITY = 10
FILE_LINES = 300
FOLDER_FILES = 12
CLASS_LINES = 250
CLASS_METHODS = 40
DENSITY = 5.0
DOCSTRING_PERCENT = 100
TYPED_PERCENT = 100
TEXTUAL_FREE_PERCENT = 67
INTERNAL_IMPORTS = 12
IMPORT_CIRCLES = 0

DENSEST_NAMED = 10
PACKAGE = Path(__file__).resolve().parent.parent / "facilitator"

Rows = Iterator[Row]
Sizes = dict[str, float]


def measure(folder: Path) -> list[Row]:
    """Measure all Python files below a folder."""
    source = read_source(folder)
    rows: list[Row] = []
    for group in GROUPS:
        rows.extend(group(source))
    return rows


def _function_lengths(source: Source) -> Rows:
    lengths: dict[str, int] = {}
    for function in functions_of(source):
        lengths[function.place] = length(function)
    yield Row("functions and methods", len(lengths))
    yield at_most(
        "function lines, def to end, no docstring: median",
        percentile(lengths.values(), 50),
        FUNCTION_MEDIAN,
    )
    yield at_most(
        "function lines: 90 % have at most",
        percentile(lengths.values(), 90),
        FUNCTION_90_PERCENT,
    )
    yield biggest("function lines: most", lengths, FUNCTION_LINES)


def _complexities(source: Source) -> Rows:
    ways: dict[str, int] = {}
    for function in functions_of(source):
        ways[function.place] = complexity(function.node)
    yield Row(
        "complexity, as in C901: median",
        percentile(ways.values(), 50),
    )
    yield Row(
        "complexity: 90 % have at most",
        percentile(ways.values(), 90),
    )
    yield biggest("complexity: most", ways, COMPLEXITY)


def _files(source: Source) -> Rows:
    lengths: dict[str, int] = {}
    folders: Counter[str] = Counter()
    for module in source.modules.values():
        lengths[module.place] = module.line_count
        folders[module.folder] += 1
    yield Row("files", len(lengths))
    yield Row(
        "file lines: median",
        percentile(lengths.values(), 50),
    )
    yield biggest("file lines: most", lengths, FILE_LINES)
    yield biggest("files in a folder: most", folders, FOLDER_FILES)


def _classes(source: Source) -> Rows:
    families = ClassFamilies(source)
    lines: dict[str, int] = {}
    methods: dict[str, int] = {}
    for found in families.classes:
        lines[found.place] = families.line_count(found)
        methods[found.place] = families.method_count(found)
    yield Row("classes", len(lines))
    yield biggest("class lines, with bases: most", lines, CLASS_LINES)
    yield biggest("class methods, with bases: most", methods, CLASS_METHODS)


def _densities(source: Source) -> Rows:
    modules = source.modules.values()
    by_file: Sizes = {}
    for module in modules:
        by_file[module.place] = density([module])
    densest = ranking(by_file)[:DENSEST_NAMED]
    yield at_most(
        "syntax nodes a code line, with the densest files",
        density(modules),
        DENSITY,
        with_sizes(densest, by_file),
    )


def _shapes(source: Source) -> Rows:
    modules = source.modules.values()
    lines = 0
    for module in modules:
        lines += module.code_line_count
    thousands = max(lines, 1) / 1000
    yield Row("code lines: no blanks, comments, docstrings", lines)
    yield Row(
        "comprehensions in 1,000 code lines",
        comprehension_count(modules) / thousands,
    )
    yield Row(
        "nested comprehensions in 1,000 code lines",
        nested_comprehension_count(modules) / thousands,
    )
    yield Row(
        "ternaries in 1,000 code lines",
        ternary_count(modules) / thousands,
    )


def _declarations(source: Source) -> Rows:
    documented = documentation_of(source)
    typed: dict[str, bool] = {}
    for function in functions_of(source):
        typed[function.place] = is_typed(function)
    yield complete("public docstrings, %", documented, DOCSTRING_PERCENT)
    yield complete("typed signatures, %", typed, TYPED_PERCENT)


def _textual_free(source: Source) -> Rows:
    heavy = modules_needing(source, "textual")
    free_lines = 0
    lines = 0
    for name, module in source.modules.items():
        lines += module.line_count
        if name not in heavy:
            free_lines += module.line_count
    yield at_least(
        "lines importable without Textual, %",
        share(free_lines, lines),
        TEXTUAL_FREE_PERCENT,
    )


def _imports(source: Source) -> Rows:
    graph = import_graph(source)
    counts: dict[str, int] = {}
    for name, targets in graph.items():
        place = source.modules[name].place
        counts[place] = len(targets)
    groups = [" ↔ ".join(circle) for circle in circles(graph)]
    yield Row(
        "imports of the folder's own modules: median",
        percentile(counts.values(), 50),
    )
    yield biggest("imports of the folder's own modules: most", counts, INTERNAL_IMPORTS)
    yield at_most(
        "circles of imports, for types only too",
        len(groups),
        IMPORT_CIRCLES,
        groups,
    )


GROUPS: tuple[Callable[[Source], Rows], ...] = (
    _function_lengths,
    _complexities,
    _files,
    _classes,
    _densities,
    _shapes,
    _declarations,
    _textual_free,
    _imports,
)


def main() -> int:
    """Print the measures of each folder and give the exit code."""
    words = _command_line()
    _write_utf8()
    missed = False
    for folder in words.folders:
        try:
            rows = measure(folder)
        except UnreadableSourceError as error:
            print(error, file=sys.stderr)
            return 1
        for line in lines_of_table(str(folder), rows):
            print(line)
        for row in rows:
            missed |= not row.kept
    return int(words.check and missed)


def _command_line() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Measure Python code against the limits of this project.",
    )
    parser.add_argument(
        "folders",
        metavar="FOLDER",
        nargs="*",
        type=Path,
        default=[PACKAGE],
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="exit with 1 when a limit is missed",
    )
    return parser.parse_args()


def _write_utf8() -> None:
    # The ticks are in no Windows code page.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
