"""A line as it stands on the screen, and what gives such lines."""

from dataclasses import dataclass
from typing import Protocol

from facilitator.app.widgets.lines.cursor import LineCursor
from facilitator.app.widgets.lines.viewport import Viewport


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line as it stands: parts with their component classes."""

    parts: tuple[tuple[str, str], ...] = ()


class LineSource(Protocol):
    """What gives the lines of a widget. head: how many of them stand still at the top."""

    head: int

    def count(self, width: int, room: int) -> int:
        """How many lines there are where so many columns and lines can be in sight."""

    def line(self, number: int, viewport: Viewport) -> TextLine:
        """One of the lines, counted from 0; those that stand still above them end with -1."""


class PointedSource(LineSource, Protocol):
    """What gives the lines of a widget, with a cursor on one of them."""

    cursor: LineCursor
