"""A list of which one line is picked: by the arrows, by a click, or by what is typed beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from facilitator.app.terminal.plain_text import fitted, one_line
from facilitator.app.widgets.line_view import DrawnLines


@dataclass(frozen=True, slots=True)
class PickLine:
    """A line of the list. key: what it stands for; a line without one is a heading, and cannot be picked.

    style: the component class of its looks, "" for none.
    """

    text: str
    key: str = ""
    style: str = ""


class PickList(DrawnLines, can_focus=True):
    """Lines with a cursor; Enter or a click takes the line under it."""

    BINDINGS = [
        Binding("up", "move(-1)", "Up", show=False, id="list.up"),
        Binding("down", "move(1)", "Down", show=False, id="list.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="list.page-up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="list.page-down"),
        Binding("home", "end(-1)", "First", show=False, id="list.first"),
        Binding("end", "end(1)", "Last", show=False, id="list.last"),
        Binding("enter", "take", "Take the line", show=False, id="list.take"),
    ]
    COMPONENT_CLASSES = {"list--heading", "list--cursor", "list--muted", "list--strong"}
    DEFAULT_CSS = """
    PickList > .list--heading { color: $muted; }
    PickList > .list--muted { color: $muted; }
    PickList > .list--strong { text-style: bold; }
    PickList > .list--cursor { background: $panel; color: $foreground; text-style: bold; }
    PickList:focus > .list--cursor, PickList.driven > .list--cursor { background: $cursor; color: $cursor-text; }
    """

    class Moved(Message):
        """The cursor is on another line."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Taken(Message):
        """The line under the cursor was taken."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, lines: Sequence[PickLine] = (), *, id: str | None = None, classes: str | None = None) -> None:
        """classes: “driven” where the cursor is moved from another widget, and looks as if the list had the focus."""
        super().__init__(id=id, classes=classes)
        self.lines: Sequence[PickLine] = tuple(lines)
        self.at = 0

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    @property
    def key(self) -> str:
        """What the line under the cursor stands for; "" when there is none."""
        return self.lines[self.at].key if self.at < len(self.lines) else ""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are."""
        return max(1, len(self.lines))

    def offer(self, lines: Sequence[PickLine], key: str | None = None) -> None:
        """Show these lines, with the cursor on the one of this key, else near to where it was."""
        before, self.lines = self.lines, tuple(lines)
        wanted = _key_at(before, self.at) if key is None else key
        found = next((place for place, line in enumerate(self.lines) if line.key and line.key == wanted), None)
        old, self.at = self.at, self._pickable_near(self.at if found is None else found)
        if len(before) != len(self.lines):
            self.redraw()
        else:
            changed = [place for place, line in enumerate(self.lines) if line != before[place]]
            self.redraw_lines(*changed, *({old, self.at} if old != self.at else ()))
        self.bring_into_view(self.at)

    def go_to(self, key: str) -> None:
        """Put the cursor on the line of this key, if there is one."""
        place = next((place for place, line in enumerate(self.lines) if line.key == key), None)
        if place is not None:
            self._go(place)

    def on_focus(self) -> None:
        """The cursor looks different."""
        self.redraw_lines(self.at)

    def on_blur(self) -> None:
        """The cursor looks different."""
        self.redraw_lines(self.at)

    def on_click(self, event: Click) -> None:
        """Go to the line that was clicked, and take it."""
        number = self.number_at(event)
        if number is not None and self.lines[number].key:
            self._go(number)
            self.action_take()

    def action_move(self, by: int) -> None:
        """Go to the line above or below, over headings."""
        place = self.at + by
        while 0 <= place < len(self.lines) and not self.lines[place].key:
            place += by
        if 0 <= place < len(self.lines):
            self._go(place)
        elif by < 0:
            self.scroll_lines(0)

    def action_page(self, by: int) -> None:
        """Go up or down by what fits on the screen."""
        self._go(self._pickable_near(self.at + by * max(1, self.room - 1)))

    def action_end(self, by: int) -> None:
        """Go to the first or to the last line."""
        self._go(self._pickable_near(0 if by < 0 else len(self.lines) - 1))

    def action_take(self) -> None:
        """Take the line under the cursor."""
        if self.key:
            self.post_message(self.Taken(self.key))

    def draw_line(self, number: int, width: int) -> Strip:
        """One line, cut with a mark."""
        line = self.lines[number]
        pointer = "" if not line.key else "› " if number == self.at else "  "
        text = fitted(pointer + _one_line(line.text), width)
        return Strip([Segment(text, self._style_of(number, line))], width)

    def _style_of(self, number: int, line: PickLine) -> Style:
        if number == self.at and line.key:
            return self.style("list--cursor")
        return self.style(line.style or ("" if line.key else "list--heading"))

    def _go(self, place: int) -> None:
        if not self.lines:
            return
        before, self.at = self.at, place
        self.redraw_lines(before, place)
        self.bring_into_view(place)
        if before != place:
            self.post_message(self.Moved(self.key))

    def _pickable_near(self, place: int) -> int:
        """The line nearest to this place that can be picked."""
        places = [number for number, line in enumerate(self.lines) if line.key]
        return min(places, key=lambda number: abs(number - place), default=0)


def _key_at(lines: Sequence[PickLine], place: int) -> str:
    return lines[place].key if place < len(lines) else ""


def _one_line(text: str) -> str:
    """A text on one line that keeps the spaces before its first word."""
    return text[: len(text) - len(text.lstrip(" "))] + one_line(text)
