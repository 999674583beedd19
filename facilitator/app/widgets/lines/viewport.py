"""Which of many lines are in sight, and the rail that shows where they are among all."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewport:
    """The lines in sight. top: the first of them. room: how many fit. count: how many there are in all.

    width: the columns of the screen, of which the rail takes one where not all lines are in sight.
    """

    top: int
    room: int
    count: int
    width: int

    @property
    def overflows(self) -> bool:
        """Whether not all lines are in sight."""
        return self.count > self.room

    @property
    def line_width(self) -> int:
        """The columns of a line: all, or all but the rail."""
        rail = 1 if self.overflows else 0
        return max(1, self.width - rail)

    @property
    def has_more_below(self) -> bool:
        """Whether lines are out of sight below."""
        return self.top + self.room < self.count

    def shows(self, number: int) -> bool:
        """Whether a line is in sight; one that stands still, with a number below 0, always is."""
        below = self.top + self.room
        return number < 0 or self.top <= number < below

    def height_of(self, number: int) -> int:
        """The height at which a line stands, counted from the first that does not stand still."""
        return number if number < 0 else number - self.top

    def top_showing(self, number: int) -> int:
        """The line at the top when one is brought into view; the same as now where it is in sight."""
        if self.shows(number):
            return self.top
        return number - self.room // 2

    def allowed_top(self, top: int) -> int:
        """The line nearest to this one that leaves no room empty when it is at the top."""
        last = self.count - self.room
        return max(0, min(top, last))

    def line_at(self, y: int) -> int | None:
        """The line at this height, or None below the last one."""
        number = self.top + y
        return number if number < self.count else None

    def is_rail(self, x: int) -> bool:
        """Whether the rail stands in this column."""
        return self.overflows and x >= self.line_width

    def top_at_rail(self, y: int) -> int:
        """The line to bring to the top for a click on the rail at this height."""
        middle = y * self.count // self.room
        return middle - self.room // 2

    def has_thumb(self, y: int) -> bool:
        """Whether the thumb of the rail stands at this height."""
        in_proportion = self.room * self.room // self.count
        length = max(1, in_proportion)
        hidden = max(1, self.count - self.room)
        way = self.room - length
        # Rounded up, so that the thumb leaves its end as soon as the lines do.
        start = -(-self.top * way // hidden)
        return start <= y < start + length
