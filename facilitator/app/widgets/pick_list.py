"""A list of which one line is picked: by the arrows, by a click, or by what is typed beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.events import Click
from textual.geometry import Size
from textual.message import Message

from facilitator.app.terminal.plain_text import fitted, one_line
from facilitator.app.widgets.cursor_lines import CursorLines, cursor_keys
from facilitator.app.widgets.lines.cursor import LineCursor, nearest
from facilitator.app.widgets.lines.text_line import TextLine
from facilitator.app.widgets.lines.viewport import Viewport


@dataclass(frozen=True, slots=True)
class PickLine:
    """A line of the list. key: what it stands for; a line without one is a heading, and cannot be picked.

    style: the component class of its looks, "" for none.
    """

    text: str
    key: str = ""
    style: str = ""


class OfferedLines:
    """The lines that are offered, and the cursor on them."""

    head = 0

    def __init__(self, lines: Sequence[PickLine]) -> None:
        self.cursor = LineCursor(nearest)
        self._take(lines)

    @property
    def key(self) -> str:
        """What the line under the cursor stands for; "" when there is none."""
        at = self.cursor.at
        return self.lines[at].key if at < len(self.lines) else ""

    def offer(self, lines: Sequence[PickLine], key: str | None) -> None:
        """Take these lines, with the cursor on the one of this key, else near to where it was."""
        wanted = self.key if key is None else key
        self._take(lines)
        found = self.place_of(wanted) if wanted else None
        self.cursor.at = self.cursor.near(self.cursor.at if found is None else found)

    def place_of(self, key: str) -> int | None:
        """The first line of a key, if there is one."""
        for place, line in enumerate(self.lines):
            if line.key == key:
                return place
        return None

    def changed(self, before: Sequence[PickLine], at: int) -> set[int]:
        """The lines that differ from as many before them, when the cursor was there."""
        changed = {place for place, line in enumerate(self.lines) if line != before[place]}
        if at != self.cursor.at:
            changed |= {at, self.cursor.at}
        return changed

    def count(self, width: int, room: int) -> int:
        """How many lines there are."""
        return len(self.lines)

    def line(self, number: int, viewport: Viewport) -> TextLine:
        """One line, cut with a mark."""
        line = self.lines[number]
        pointer, look = self._pointer(number, line)
        text = fitted(pointer + _one_line(line.text), viewport.line_width)
        return TextLine(((text, look),))

    def _pointer(self, number: int, line: PickLine) -> tuple[str, str]:
        """What stands before a line, and how both look."""
        if not line.key:
            return "", line.style or "list--heading"
        if number == self.cursor.at:
            return "› ", "list--cursor"
        return "  ", line.style

    def _take(self, lines: Sequence[PickLine]) -> None:
        self.lines = tuple(lines)
        stops = [place for place, line in enumerate(self.lines) if line.key]
        self.cursor.stop_at(stops)


class PickList(CursorLines):
    """Lines with a cursor; Enter or a click takes the line under it."""

    BINDINGS = [
        *cursor_keys("list", "First", "Last"),
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

    @dataclass
    class Moved(Message):
        """The cursor is on another line."""

        key: str

    @dataclass
    class Taken(Message):
        """The line under the cursor was taken."""

        key: str

    def __init__(self, lines: Sequence[PickLine] = (), *, id: str | None = None, classes: str | None = None) -> None:
        """classes: “driven” where the cursor is moved from another widget, and looks as if the list had the focus."""
        self._offered = OfferedLines(lines)
        super().__init__(self._offered, id=id, classes=classes)

    @property
    def lines(self) -> Sequence[PickLine]:
        """The lines of the list."""
        return self._offered.lines

    @property
    def at(self) -> int:
        """The place of the line under the cursor."""
        return self.cursor.at

    @property
    def key(self) -> str:
        """What the line under the cursor stands for; "" when there is none."""
        return self._offered.key

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are."""
        return max(1, len(self.lines))

    def offer(self, lines: Sequence[PickLine], key: str | None = None) -> None:
        """Show these lines, with the cursor on the one of this key, else near to where it was."""
        before, at = self.lines, self.at
        self._offered.offer(lines, key)
        if len(before) != len(self.lines):
            self.redraw()
        else:
            self.redraw_lines(*self._offered.changed(before, at))
        self.bring_into_view(self.at)

    def go_to(self, key: str) -> None:
        """Put the cursor on the line of this key, if there is one."""
        place = self._offered.place_of(key)
        if place is not None:
            self.move_to(place)

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
            self.move_to(number)
            self.action_take()

    def move_to(self, place: int) -> None:
        """Put the cursor on a line, and tell which if it is another."""
        before = self.at
        super().move_to(place)
        if before != self.at:
            self.post_message(self.Moved(self.key))

    def action_move(self, by: int) -> None:
        """Go to the line above or below; at the first one, bring up the heading above it."""
        if by < 0 and self.cursor.beside(by) is None:
            self.scroll_lines(0)
        super().action_move(by)

    def action_take(self) -> None:
        """Take the line under the cursor."""
        if self.key:
            self.post_message(self.Taken(self.key))


def _one_line(text: str) -> str:
    """A text on one line that keeps the spaces before its first word."""
    indent = text[: len(text) - len(text.lstrip(" "))]
    return indent + one_line(text)
