"""Lines that draw themselves: the ground of every list, table and text on the screen."""

from rich.segment import Segment
from rich.style import Style
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

WHEEL = 3
THUMB = "┃"
RAIL = " "


class DrawnLines(Widget):
    """Lines of which the first may stand still; what is out of sight is marked by a rail at the right.

    What changes is drawn again, and nothing is laid out anew: so a key is answered at once.
    """

    virtual_size = Reactive(Size(0, 0), layout=False)
    HEAD = 0
    """So many lines at the top stand still."""

    COMPONENT_CLASSES = {"lines--rail"}
    DEFAULT_CSS = "DrawnLines > .lines--rail { color: $primary; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.top = 0
        self._strips: dict[int, Strip] = {}
        self._plain: Style | None = None
        self._measured: tuple[int, bool] | None = None

    @property
    def line_count(self) -> int:
        """How many lines there are below those that stand still."""
        raise NotImplementedError

    def draw_head(self, number: int, width: int) -> Strip:
        """One of the lines that stand still, in so many columns."""
        raise NotImplementedError

    def draw_line(self, number: int, width: int) -> Strip:
        """One of the lines, counted from 0, in so many columns."""
        raise NotImplementedError

    @property
    def room(self) -> int:
        """How many lines are in sight at a time."""
        return max(1, self.size.height - self.HEAD)

    @property
    def line_width(self) -> int:
        """The columns of a line: all, or all but the rail."""
        return self._measure_lines()[0]

    def redraw(self) -> None:
        """Draw everything again."""
        self._strips.clear()
        self.top = max(0, min(self.top, self.line_count - self.room))
        self.refresh()

    def redraw_lines(self, *numbers: int) -> None:
        """Draw some lines again."""
        for number in numbers:
            self._strips.pop(number, None)
            y = number - self.top + self.HEAD
            if self.HEAD <= y < self.size.height:
                self.refresh(Region(0, y, self.size.width, 1))

    def scroll_lines(self, top: int) -> None:
        """Bring this line to the top, or as near to it as the last line allows."""
        top = max(0, min(top, self.line_count - self.room))
        if top != self.top:
            self.top = top
            self.refresh()

    def bring_into_view(self, number: int) -> None:
        """Scroll, if need be, so far that this line is in sight."""
        if not self.top <= number < self.top + self.room:
            self.scroll_lines(number - self.room // 2)

    def number_at(self, event: Click) -> int | None:
        """The line that was clicked; a click on the rail scrolls there instead."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < self.HEAD:
            return None
        if self._overflows and offset.x >= self.line_width:
            self.scroll_lines((offset.y - self.HEAD) * self.line_count // self.room - self.room // 2)
            return None
        number = offset.y - self.HEAD + self.top
        return number if number < self.line_count else None

    def on_resize(self, event: Resize) -> None:
        """Leave no room empty; what is drawn follows the new width by itself."""
        self.scroll_lines(self.top)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel."""
        event.stop()
        self.scroll_lines(self.top + WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel."""
        event.stop()
        self.scroll_lines(self.top - WHEEL)

    def notify_style_update(self) -> None:
        """The colours have changed: draw everything again."""
        super().notify_style_update()
        self._strips.clear()
        self._plain = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines of the widget."""
        self._measured = self._measure_lines()
        try:
            return super().render_lines(crop) if self.gutter.totals != (0, 0) else self._bare_lines(crop)
        finally:
            self._measured = None

    def _bare_lines(self, crop: Region) -> list[Strip]:
        """Lines without border and padding: they are themselves, once filtered."""
        background = self.background_colors[1]
        strips = [self.render_line(y) for y in crop.line_range]
        for each in self.get_line_filters():
            strips = [strip.apply_filter(each, background) for strip in strips]
        if crop.column_span == (0, self.size.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        if y < self.HEAD:
            return self.draw_head(y, self.size.width)
        width, overflows = self._measured or self._measure_lines()
        number = y - self.HEAD + self.top
        strip = self._strips.get(number)
        if strip is None or strip.cell_length != width:
            strip = self.draw_line(number, width) if number < self.line_count else self.blank(width)
            self._strips[number] = strip
        if not overflows:
            return strip
        return Strip([*strip, self._rail(y - self.HEAD)], width + 1)

    def blank(self, width: int) -> Strip:
        """An empty line."""
        return Strip.blank(width, self.style(""))

    def style(self, name: str) -> Style:
        """The style of a component class, or of the widget where there is no name."""
        if name:
            return self.get_component_rich_style(name)
        if self._plain is None:
            self._plain = self.rich_style
        return self._plain

    @property
    def _overflows(self) -> bool:
        return self.line_count > self.room

    def _measure_lines(self) -> tuple[int, bool]:
        """The columns of a line, and whether not all lines are in sight."""
        overflows = self._overflows
        return max(1, self.size.width - (1 if overflows else 0)), overflows

    def _rail(self, y: int) -> Segment:
        """What stands at the right of the line at this height: the thumb, or the rail on which it moves."""
        room, count = self.room, self.line_count
        length = max(1, room * room // count)
        start = -(-self.top * (room - length) // max(1, count - room))
        return Segment(THUMB if start <= y < start + length else RAIL, self.style("lines--rail"))
