"""Draws lines in the colours of a widget."""

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from facilitator.app.widgets.lines.text_line import LineSource, TextLine
from facilitator.app.widgets.lines.viewport import Viewport

THUMB = "┃"
RAIL = " "


class LinePainter:
    """Draws the lines of a widget, and keeps each until it changes."""

    def __init__(self, widget: Widget, source: LineSource) -> None:
        self._widget = widget
        self.source = source
        self._strips: dict[int, Strip] = {}
        self._drawn_at = (0, 0)
        self._plain: Style | None = None

    def forget(self) -> None:
        """Draw every line anew the next time."""
        self._strips.clear()

    def forget_line(self, number: int) -> None:
        """Draw this line anew the next time."""
        self._strips.pop(number, None)

    def forget_colours(self) -> None:
        """Draw every line in other colours the next time."""
        self._strips.clear()
        self._plain = None

    def line_at(self, y: int, viewport: Viewport) -> Strip:
        """The line at a height, with the rail; a line that stands still is above 0."""
        if y < 0:
            still = self.source.line(y, viewport)
            return self.strip_of(still, viewport.width)
        strip = self._strip_at(y, viewport)
        if not viewport.overflows:
            return strip
        has_thumb = viewport.has_thumb(y)
        style = self.style("lines--rail")
        rail = Segment(THUMB if has_thumb else RAIL, style)
        return Strip([*strip, rail], viewport.line_width + 1)

    def strip_of(self, line: TextLine, width: int) -> Strip:
        """A line in its colours, filled up with spaces."""
        segments: list[Segment] = []
        for text, look in line.parts:
            if text:
                segments.append(Segment(text, self.style(look)))
        plain = self.style("")
        return Strip(segments).adjust_cell_length(width, plain)

    def style(self, name: str) -> Style:
        """The style of a component class, or of the widget where there is no name."""
        if name:
            return self._widget.get_component_rich_style(name)
        if self._plain is None:
            self._plain = self._widget.rich_style
        return self._plain

    def _strip_at(self, y: int, viewport: Viewport) -> Strip:
        """The line at a height as it was last drawn, else drawn anew."""
        size = (viewport.width, viewport.room)
        if size != self._drawn_at:
            self._strips.clear()
            self._drawn_at = size
        number = viewport.top + y
        width = viewport.line_width
        kept = self._strips.get(number)
        if kept is not None and kept.cell_length == width:
            return kept
        is_there = number < viewport.count
        line = self.source.line(number, viewport) if is_there else TextLine()
        strip = self.strip_of(line, width)
        self._strips[number] = strip
        return strip


def bare_lines(widget: Widget, crop: Region) -> list[Strip]:
    """The lines of a widget without border and padding: they are themselves, once filtered."""
    background = widget.background_colors[1]
    strips = [widget.render_line(y) for y in crop.line_range]
    for each in widget.get_line_filters():
        strips = [strip.apply_filter(each, background) for strip in strips]
    if crop.column_span == (0, widget.size.width):
        return strips
    return [strip.crop(*crop.column_span) for strip in strips]
