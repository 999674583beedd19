"""Text to read, wrapped to the room there is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from rich.cells import cell_len, chop_cells
from rich.segment import Segment
from textual.binding import Binding
from textual.geometry import Size
from textual.strip import Strip

from facilitator.app.widgets.line_view import DrawnLines
from facilitator.text.escape import visible


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line as it stands: parts with their component classes."""

    parts: tuple[tuple[str, str], ...] = ()


class Block(Protocol):
    """Something that takes lines, as many as the width asks for."""

    def lines(self, width: int) -> Iterable[TextLine]:
        """The lines in so many columns."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words as they were typed, with the component class that gives their look; `label` stands before them."""

    text: str
    style: str = ""
    label: str = ""
    label_style: str = ""

    def lines(self, width: int) -> Iterator[TextLine]:
        """The words in so many columns."""
        label = self.label
        for place, line in enumerate(wrapped(f"{label}{visible(self.text)}", width)):
            if place or not label:
                yield TextLine(((line, self.style),))
            else:
                yield TextLine(((line[: len(label)], self.label_style), (line[len(label) :], self.style)))


NOT_WRAPPED: tuple[tuple[int, int], tuple[TextLine, ...]] = ((0, 0), ())


class DrawnText(DrawnLines):
    """Paragraphs one below the other; each begins a line of its own."""

    COMPONENT_CLASSES = {"text--strong", "text--muted", "text--accent", "text--heading"}
    DEFAULT_CSS = """
    DrawnText > .text--strong { text-style: bold; }
    DrawnText > .text--muted { color: $muted; }
    DrawnText > .text--accent { color: $accent; }
    DrawnText > .text--heading { color: $accent; text-style: bold; }
    """

    def __init__(self, *paragraphs: Paragraph, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.paragraphs: tuple[Paragraph, ...] = paragraphs
        self._wrapped: tuple[tuple[int, int], tuple[TextLine, ...]] = NOT_WRAPPED

    @property
    def text(self) -> str:
        """All that is said, a paragraph a line."""
        return "\n".join(f"{item.label}{item.text}" for item in self.paragraphs)

    def say(self, *paragraphs: Paragraph, keep_place: bool = False) -> None:
        """Show these paragraphs, from the top unless the place is to be kept."""
        if paragraphs == self.paragraphs:
            return
        before = self.lines if self.is_attached else ()
        self.paragraphs = paragraphs
        self._wrapped = NOT_WRAPPED
        if not keep_place and self.top:
            self.top = 0
            self.redraw()
        else:
            self._redraw_changed(before)

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """The lines at the width of the widget; narrower when not all fit and the rail needs a column."""
        width, room = self.size.width, self.room
        if self._wrapped[0] != (width, room):
            self._wrapped = ((width, room), self._wrap(width, room))
            self._strips.clear()
        return self._wrapped[1]

    def line_of(self, place: int) -> int:
        """The line on which the paragraph at this place begins."""
        return len(wrapped_lines(self.paragraphs[:place], self.line_width))

    @property
    def line_count(self) -> int:
        """How many lines the paragraphs take."""
        return len(self.lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the paragraphs take in this width."""
        return max(1, len(wrapped_lines(self.paragraphs, max(1, width))))

    def draw_line(self, number: int, width: int) -> Strip:
        """One line, filled up with spaces."""
        parts = self.lines[number].parts
        segments = [Segment(text, self.style(style)) for text, style in parts if text]
        return Strip(segments).adjust_cell_length(width, self.style(""))

    def _wrap(self, width: int, room: int) -> tuple[TextLine, ...]:
        lines = wrapped_lines(self.paragraphs, max(1, width))
        return lines if len(lines) <= room else wrapped_lines(self.paragraphs, max(1, width - 1))

    def _redraw_changed(self, before: Sequence[TextLine]) -> None:
        now = self.lines
        if (len(before) > self.room) != (len(now) > self.room) or len(now) > self.room:
            self.redraw()
            return
        longest = max(len(before), len(now))
        changed = [number for number in range(longest) if before[number : number + 1] != now[number : number + 1]]
        self.redraw_lines(*changed)


class ReadText(DrawnText, can_focus=True):
    """Text that takes the focus, to be read by the arrows and by pages."""

    BINDINGS = [
        Binding("up", "scroll_by(-1)", "Scroll up", show=False, id="text.up"),
        Binding("down", "scroll_by(1)", "Scroll down", show=False, id="text.down"),
        Binding("pageup", "scroll_pages(-1)", "Page up", show=False, id="text.page-up"),
        Binding("pagedown,space", "scroll_pages(1)", "Page down", show=False, id="text.page-down"),
        Binding("home", "scroll_to_end(-1)", "Beginning", show=False, id="text.first"),
        Binding("end", "scroll_to_end(1)", "End", show=False, id="text.last"),
    ]
    DEFAULT_CSS = "ReadText:focus > .lines--rail { color: $accent; }"

    def action_scroll_by(self, by: int) -> None:
        """Scroll by a line."""
        self.scroll_lines(self.top + by)

    def action_scroll_pages(self, by: int) -> None:
        """Scroll by what fits on the screen."""
        self.scroll_lines(self.top + by * max(1, self.room - 1))

    def action_scroll_to_end(self, by: int) -> None:
        """Scroll to the first or the last line."""
        self.scroll_lines(0 if by < 0 else self.line_count)

    def on_focus(self) -> None:
        """The rail looks different."""
        self.refresh()

    def on_blur(self) -> None:
        """The rail looks different."""
        self.refresh()


class ReadDocument(ReadText):
    """A document to read. It is wrapped once, with room for the rail, for there may be much of it."""

    def show(self, document: Block) -> None:
        """Show a document from its beginning."""
        self.document = document
        self._wrapped = NOT_WRAPPED
        self.top = 0
        self.redraw()

    document: Block = Paragraph("")

    def _wrap(self, width: int, room: int) -> tuple[TextLine, ...]:
        return tuple(self.document.lines(max(1, width - 1)))


def titled(title: str, lines: Iterable[str]) -> tuple[Paragraph, ...]:
    """A title and the lines under it."""
    return (Paragraph(title, "text--strong"), *map(Paragraph, lines))


def wrapped_lines(blocks: Sequence[Block], width: int) -> tuple[TextLine, ...]:
    """The lines of paragraphs and other blocks in so many columns."""
    return tuple(line for block in blocks for line in block.lines(width))


def wrapped(text: str, width: int) -> list[str]:
    """Text in lines of at most so many columns; spaces at the beginning of a line are kept, and its wrapping."""
    lines: list[str] = []
    for line in text.replace("\t", "    ").split("\n"):
        lines += _wrapped_line(line, width)
    return lines


def _wrapped_line(line: str, width: int) -> list[str]:
    if cell_len(line) <= width:
        return [line]
    indent = line[: len(line) - len(line.lstrip(" "))][: width // 2]
    lines, now, used = [], indent, len(indent)
    for word in line.split():
        long = cell_len(word)
        if used > len(indent) and used + 1 + long > width:
            lines.append(now)
            now, used = indent, len(indent)
        if used > len(indent):
            now, used = f"{now} {word}", used + 1 + long
            continue
        room = width - len(indent)
        *full, rest = chop_cells(word, max(1, room)) if long > room else [word]
        lines += [f"{indent}{part}" for part in full]
        now, used = f"{indent}{rest}", len(indent) + cell_len(rest)
    return [*lines, now]
