"""The package keeps the limits of tools/measure_code.py; what still misses one may not get worse."""

import re
from collections.abc import Mapping

import pytest
from measure_code import measure
from measuring.table import Row, at_most, biggest

from tests.support.places import PACKAGE, ROOT

STILL_MISSED: Mapping[str, Mapping[str, float]] = {}
"""Measure -> what misses its limit, with the figure that it may have at most.

Functions and classes by their name, files and folders by their path; "" stands for the whole package.
"""

NOTHING: Mapping[str, float] = {}


def too_much(row: Row, allowed: Mapping[str, float]) -> list[str]:
    """What misses the limit of a row and is not allowed to, or not by so much."""
    if row.kept:
        return []
    if "" in allowed:
        return [] if row.value <= allowed[""] else [f"{row.measure}: {row.value:.2f}"]
    found = dict(map(named, row.named)) or {"": row.value}
    return [f"{row.measure}: {size:g} {name}" for name, size in found.items() if size > allowed.get(name, 0)]


def named(line: str) -> tuple[str, float]:
    """The name on a line of a row, without its place in the file, and its figure; 1 where it has none."""
    figure = re.match(r"\s*([\d,.]+)  (?:\S+:\d+ )?(.*)", line)
    return (figure[2], float(figure[1].replace(",", ""))) if figure else (line, 1.0)


def test_the_limits_are_kept() -> None:
    missed: list[str] = []
    for row in measure(PACKAGE):
        missed += too_much(row, STILL_MISSED.get(row.measure, NOTHING))
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("folder", ["tests", "tools", "benchmarks"])
def test_files_and_folders_beside_the_package_keep_its_limits(folder: str) -> None:
    rows = [row for row in measure(ROOT / folder) if row.measure in ("file lines: most", "files in a folder: most")]
    assert len(rows) == 2
    assert [found for row in rows for found in too_much(row, NOTHING)] == []


def test_every_exception_is_of_a_measure_that_there_is() -> None:
    assert STILL_MISSED.keys() <= {row.measure for row in measure(PACKAGE)}


@pytest.mark.parametrize(("figure", "is_told"), [(1399, False), (1400, False), (1401, True)])
def test_an_exception_may_not_get_worse(figure: int, is_told: bool) -> None:
    row = biggest("class lines", {"app/screen.py:15 Screen": figure, "app/small.py:1 Small": 9}, 250)
    assert bool(too_much(row, {"Screen": 1400})) is is_told


def test_what_is_no_exception_is_told() -> None:
    row = biggest("file lines", {"one.py": 301, "other.py": 302}, 300)
    assert too_much(row, {"other.py": 302}) == ["file lines: 301 one.py"]


def test_a_figure_of_the_whole_package_may_not_get_worse() -> None:
    row = at_most("density", 5.6, 5.0, ["  9.00  dense.py"])
    assert not too_much(row, {"": 5.6})
    assert too_much(row, {"": 5.5}) == ["density: 5.60"]


def test_an_import_circle_is_told() -> None:
    assert too_much(at_most("circles", 1, 0, ["one ↔ other"]), {}) == ["circles: 1 one ↔ other"]
