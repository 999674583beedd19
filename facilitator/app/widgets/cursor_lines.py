"""Lines with a cursor: the ground of lists and tables."""

from textual.binding import Binding

from facilitator.app.widgets.line_view import DrawnLines
from facilitator.app.widgets.lines.text_line import PointedSource


class CursorLines(DrawnLines, can_focus=True):
    """Lines with a cursor that the arrows, pages and ends move."""

    def __init__(self, source: PointedSource, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(source, id=id, classes=classes)
        self.cursor = source.cursor

    def action_move(self, by: int) -> None:
        """Go to the line above or below, over headings."""
        place = self.cursor.beside(by)
        if place is not None:
            self.move_to(place)

    def action_page(self, by: int) -> None:
        """Go up or down by what fits on the screen."""
        self.move_to(self.cursor.page(by, self.viewport.room))

    def action_end(self, by: int) -> None:
        """Go to the first or to the last line."""
        self.move_to(self.cursor.end(by))

    def move_to(self, place: int) -> None:
        """Put the cursor on a line, as a person does, and bring it into view."""
        before, self.cursor.at = self.cursor.at, place
        self.redraw_lines(before, place)
        self.bring_into_view(place)


def cursor_keys(group: str, first: str, last: str) -> list[Binding]:
    """The keys that move a cursor, with the group that their ids name, and what to call the two ends."""
    moves = (
        ("up", "move(-1)", "Up", "up"),
        ("down", "move(1)", "Down", "down"),
        ("pageup", "page(-1)", "Page up", "page-up"),
        ("pagedown", "page(1)", "Page down", "page-down"),
        ("home", "end(-1)", first, "first"),
        ("end", "end(1)", last, "last"),
    )
    keys: list[Binding] = []
    for key, action, words, name in moves:
        key_id = f"{group}.{name}"
        keys.append(Binding(key, action, words, show=False, id=key_id))
    return keys


def digit_keys(group: str, *, show: bool, of: Binding.Group | None = None) -> list[Binding]:
    """The digits, each of which takes the choice beside it; of: what they stand under together."""
    keys: list[Binding] = []
    for digit in range(1, 10):
        place = digit - 1
        action = f"pick({place})"
        words = f"Choice {digit}"
        key_id = f"{group}.pick-{digit}"
        keys.append(Binding(str(digit), action, words, show=show, id=key_id, group=of))
    return keys
