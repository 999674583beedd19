"""How wide the columns of a table are where they share the width of the screen."""

from collections.abc import Callable, Iterable, Sequence

from rich.cells import cell_len

GAP = 2
WIDEST = 60
NARROWEST = 5
ID_WEIGHT = 9.0
MAIN_WEIGHT = 2.5


class ColumnWidths:
    """The columns of a table with their headings; their widths are kept until the rows or the screen change."""

    def __init__(
        self,
        labels: Sequence[str],
        sample: Callable[[], Iterable[Sequence[str]]],
        weights: Sequence[float],
        gap: int,
    ) -> None:
        """sample: gives the cells of some rows, by which the columns are measured.

        weights: of the first columns, where room is scarce; one of double weight keeps double the width. Else 1.
        """
        self.gap = gap
        self._sample = sample
        self._first_weights = tuple(weights)
        self._known: tuple[int, tuple[int, ...]] = (0, ())
        self.set_labels(labels)

    def set_labels(self, labels: Sequence[str]) -> None:
        """Put other columns in the place of these."""
        self.labels = tuple(labels)
        unweighted = len(labels) - len(self._first_weights)
        self._weights = (*self._first_weights, *[1.0] * unweighted)

    def forget(self) -> None:
        """Measure anew the next time, for the rows are others."""
        self._known = (0, ())

    def widths(self, width: int) -> tuple[int, ...]:
        """The columns of the screen that each column of the table takes."""
        if self._known[0] != width:
            gaps = self.gap * (len(self.labels) - 1)
            self._known = (width, self._shared(width - 1 - gaps))
        return self._known[1]

    def column_at(self, x: int, width: int) -> int | None:
        """The column of the table at a column of the screen."""
        edge = 0
        for column, taken in enumerate(self.widths(width)):
            edge += taken + self.gap
            if x < edge:
                return column
        return None

    def _shared(self, room: int) -> tuple[int, ...]:
        """Share the room: each column what it needs, the widest giving way first."""
        needed = self._needed()
        while sum(needed) > room and max(needed) > NARROWEST:
            shares = [width / weight for width, weight in zip(needed, self._weights, strict=True)]
            needed[shares.index(max(shares))] -= 1
        return tuple(needed)

    def _needed(self) -> list[int]:
        needed = [cell_len(label) for label in self.labels]
        for cells in self._sample():
            for column, text in enumerate(cells):
                wanted = min(WIDEST, cell_len(text))
                needed[column] = max(needed[column], wanted)
        needed[0] += GAP
        return needed
