"""Lines that draw themselves: the ground of every list, table and text on the screen."""

from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from facilitator.app.widgets.lines.painter import LinePainter, bare_lines
from facilitator.app.widgets.lines.text_line import LineSource
from facilitator.app.widgets.lines.viewport import Viewport

WHEEL = 3


class DrawnLines(Widget):
    """Lines of which the first may stand still; what is out of sight is marked by a rail at the right.

    What changes is drawn again, and nothing is laid out anew: so a key is answered at once.
    """

    virtual_size = Reactive(Size(0, 0), layout=False)
    COMPONENT_CLASSES = {"lines--rail"}
    DEFAULT_CSS = "DrawnLines > .lines--rail { color: $primary; }"

    def __init__(self, source: LineSource, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.top = 0
        self.head = source.head
        self.painter = LinePainter(self, source)
        self._in_sight: Viewport | None = None

    @property
    def viewport(self) -> Viewport:
        """The lines in sight, those that stand still apart."""
        if self._in_sight:
            return self._in_sight
        width, height = self.size
        room = max(1, height - self.head)
        count = self.painter.source.count(width, room)
        return Viewport(self.top, room, count, width)

    def redraw(self) -> None:
        """Draw everything again."""
        self.painter.forget()
        self.top = self.viewport.allowed_top(self.top)
        self.refresh()

    def redraw_lines(self, *numbers: int) -> None:
        """Draw some lines again; one that stands still has a number below 0."""
        viewport = self.viewport
        for number in numbers:
            self.painter.forget_line(number)
            if viewport.shows(number):
                y = viewport.height_of(number) + self.head
                self.refresh(Region(0, y, viewport.width, 1))

    def scroll_lines(self, top: int) -> None:
        """Bring this line to the top, or as near to it as the last line allows."""
        top = self.viewport.allowed_top(top)
        if top != self.top:
            self.top = top
            self.refresh()

    def bring_into_view(self, number: int) -> None:
        """Scroll, if need be, so far that this line is in sight."""
        self.scroll_lines(self.viewport.top_showing(number))

    def number_at(self, event: Click) -> int | None:
        """The line that was clicked; a click on the rail scrolls there instead."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < self.head:
            return None
        viewport = self.viewport
        y = offset.y - self.head
        if viewport.is_rail(offset.x):
            self.scroll_lines(viewport.top_at_rail(y))
            return None
        return viewport.line_at(y)

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
        self.painter.forget_colours()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines of the widget."""
        # Nothing scrolls meanwhile, so that each line need not measure again.
        self._in_sight = self.viewport
        try:
            has_frame = self.gutter.totals != (0, 0)
            return super().render_lines(crop) if has_frame else bare_lines(self, crop)
        finally:
            self._in_sight = None

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        return self.painter.line_at(y - self.head, self.viewport)
