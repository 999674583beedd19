"""The cursor of a list or a table: which line it is on, and where it can go."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

Landing = Callable[[Sequence[int], int], int]
"""Chooses, of some lines in order, the one to stop at for a line that may be none of them."""


class LineCursor:
    """A cursor that stops at some lines and passes over the others, such as headings."""

    def __init__(self, landing: Landing) -> None:
        self.at = 0
        self._landing = landing
        self._stops: Sequence[int] = ()

    def stop_at(self, stops: Sequence[int]) -> None:
        """Take other lines, in order, as those to stop at; the cursor is yet to be put on one."""
        self._stops = stops

    def beside(self, by: int) -> int | None:
        """The line after the cursor or, by -1, before it; None where there is none."""
        stops = self._stops
        before = bisect_left(stops, self.at) - 1
        after = bisect_right(stops, self.at)
        place = after if by > 0 else before
        if place not in range(len(stops)):
            return None
        return stops[place]

    def near(self, place: int) -> int:
        """The line to stop at for this one; 0 where there is none at all."""
        if not self._stops:
            return 0
        return self._landing(self._stops, place)

    def page(self, by: int, room: int) -> int:
        """The line a page on or back, where so many lines are in sight; one of them stays there."""
        lines = max(1, room - 1)
        place = self.at + by * lines
        return self.near(place)

    def end(self, by: int) -> int:
        """The last line or, by -1, the first; 0 where there is none at all."""
        if not self._stops:
            return 0
        first, last = self._stops[0], self._stops[-1]
        return first if by < 0 else last


def nearest(stops: Sequence[int], place: int) -> int:
    """The nearest line; of two that are as near, the one before."""
    after = bisect_left(stops, place)
    first = max(0, after - 1)
    around = stops[first : after + 1]

    def distance(stop: int) -> int:
        return abs(stop - place)

    return min(around, key=distance)


def following(stops: Sequence[int], place: int) -> int:
    """The line itself or the next one; after the last one, the last."""
    after = bisect_left(stops, place)
    last = len(stops) - 1
    return stops[min(after, last)]
