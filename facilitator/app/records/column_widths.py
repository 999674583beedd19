"""How wide the columns of a table are where they share the width of the screen."""

from collections.abc import Callable, Iterable, Sequence

from rich.cells import cell_len

from facilitator.app.terminal.plain_text import fitted

GAP = 2
WIDEST = 60
NARROWEST = 5
ID_WEIGHT = 9.0
MAIN_WEIGHT = 2.5

Sample = Callable[[], Iterable[Sequence[str]]]
"""Gives the cells of some rows, by which columns are measured."""


class ColumnWidths:
    """The columns of a table with their headings; their widths are kept until the rows or the screen change."""

    def __init__(
        self, labels: Sequence[str], weights: Sequence[float] = (ID_WEIGHT, MAIN_WEIGHT), gap: int = GAP
    ) -> None:
        """weights: of the first columns, where room is scarce; one of double weight keeps double the width. Else 1."""
        self._gap = gap
        self._sample: Sample = tuple
        self._first_weights = tuple(weights)
        self._known_for = 0
        self._known: tuple[int, ...] = ()
        self.set_labels(labels)

    def set_labels(self, labels: Sequence[str]) -> None:
        """Put other columns in the place of these."""
        self.labels = tuple(labels)
        weighted = len(self._first_weights)
        others = [1.0] * (len(labels) - weighted)
        self._weights = (*self._first_weights, *others)

    def measure(self, sample: Sample) -> None:
        """Measure anew the next time, by the cells of these rows."""
        self._sample = sample
        self._known_for = 0

    def widths(self, width: int) -> tuple[int, ...]:
        """The columns of the screen that each column of the table takes."""
        if self._known_for != width:
            gaps = len(self.labels) - 1
            room = width - 1 - self._gap * gaps
            self._known = self._shared(room)
            self._known_for = width
        return self._known

    def joined(self, cells: Sequence[str], width: int) -> str:
        """The cells of a row, each cut to its column."""
        parts: list[str] = []
        widths = self.widths(width)
        for text, room in zip(cells, widths, strict=False):
            part = fitted(text, room)
            parts.append(part)
        gap = " " * self._gap
        return gap.join(parts)

    def column_at(self, x: int, width: int) -> int | None:
        """The column of the table at a column of the screen."""
        edge = 0
        widths = self.widths(width)
        for column, taken in enumerate(widths):
            edge += taken + self._gap
            if x < edge:
                return column
        return None

    def _shared(self, room: int) -> tuple[int, ...]:
        """Share the room: each column what it needs, the widest giving way first."""
        widths = self._needed()
        while sum(widths) > room and max(widths) > NARROWEST:
            widest = self._widest(widths)
            widths[widest] -= 1
        return tuple(widths)

    def _widest(self, widths: Sequence[int]) -> int:
        """The column that is widest for its weight."""
        shares: list[float] = []
        for width, weight in zip(widths, self._weights, strict=True):
            share = width / weight
            shares.append(share)
        most = max(shares)
        return shares.index(most)

    def _needed(self) -> list[int]:
        needed = [cell_len(label) for label in self.labels]
        for cells in self._sample():
            for column, text in enumerate(cells):
                width = cell_len(text)
                wanted = min(WIDEST, width)
                needed[column] = max(needed[column], wanted)
        needed[0] += GAP
        return needed
