"""Rows of measures, and the table that they make."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

NOTHING: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One measure: its value, its limit if it has one, and what is named below it."""

    measure: str
    value: float
    limit: str = ""
    kept: bool = True
    named: Sequence[str] = NOTHING

    @property
    def mark(self) -> str:
        """A tick or a cross for a limit, nothing without one."""
        if not self.limit:
            return " "
        if self.kept:
            return "✓"
        return "✗"


def at_most(
    measure: str,
    value: float,
    limit: float,
    named: Sequence[str] = NOTHING,
) -> Row:
    """Make a row whose value may not be higher than its limit."""
    return Row(
        measure,
        value,
        limit=f"≤ {limit:g}",
        kept=value <= limit,
        named=named,
    )


def at_least(
    measure: str,
    value: float,
    limit: float,
    named: Sequence[str] = NOTHING,
) -> Row:
    """Make a row whose value may not be lower than its limit."""
    return Row(
        measure,
        value,
        limit=f"≥ {limit:g}",
        kept=value >= limit,
        named=named,
    )


def biggest(
    measure: str,
    sizes: Mapping[str, float],
    limit: float,
) -> Row:
    """Make a row of the biggest of several sizes, and name those over the limit."""
    too_big = [line for line in ranking(sizes) if sizes[line] > limit]
    return at_most(
        measure,
        max(sizes.values(), default=0),
        limit,
        with_sizes(too_big, sizes),
    )


def complete(
    measure: str,
    kept: Mapping[str, bool],
    limit: float,
) -> Row:
    """Make a row of how many in a hundred keep a rule, and name those that do not."""
    missing = [name for name, is_kept in kept.items() if not is_kept]
    return at_least(
        measure,
        share(len(kept) - len(missing), len(kept)),
        limit,
        missing,
    )


def ranking(sizes: Mapping[str, float]) -> list[str]:
    """Give the names, that of the biggest size first."""
    names = sorted(sizes)
    names.sort(key=sizes.__getitem__, reverse=True)
    return names


def with_sizes(names: Sequence[str], sizes: Mapping[str, float]) -> list[str]:
    """Write each name after its size."""
    lines: list[str] = []
    for name in names:
        size = number(sizes[name])
        lines.append(f"{size:>6}  {name}")
    return lines


def percentile(values: Collection[int], percent: int) -> int:
    """Give the smallest value that so many per cent of the values do not exceed; 0 for no values."""
    if not values:
        return 0
    ordered = sorted(values)
    rank = ceil(len(ordered) * percent / 100)
    return ordered[rank - 1]


def share(part: int, whole: int) -> float:
    """Give a part in per cent; all of nothing is 100."""
    if not whole:
        return 100.0
    return 100 * part / whole


def number(value: float) -> str:
    """Write a whole number as it is, another with two places."""
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.2f}"


def lines_of_table(title: str, rows: Sequence[Row]) -> list[str]:
    """Write rows below a title, in columns."""
    lines = [title]
    for row in rows:
        lines.append(_line(row))
        for name in row.named:
            lines.append(f"    {name}")
    return lines


def _line(row: Row) -> str:
    value = number(row.value)
    cells = (
        row.mark,
        row.measure.ljust(50),
        value.rjust(7),
        row.limit,
    )
    return " ".join(cells).rstrip()
