"""Text to read, wrapped to the room there is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import ClassVar, Protocol

from textual.binding import Binding
from textual.geometry import Size

from facilitator.app.widgets.line_view import DrawnLines
from facilitator.app.widgets.lines.text_line import TextLine
from facilitator.app.widgets.lines.viewport import Viewport
from facilitator.app.widgets.lines.wrapping import wrapped
from facilitator.text.escape import visible

Lines = tuple[TextLine, ...]


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
        words = visible(self.text)
        text = f"{self.label}{words}"
        first, *others = wrapped(text, width)
        yield self._first_line(first)
        for line in others:
            yield TextLine(((line, self.style),))

    def _first_line(self, line: str) -> TextLine:
        end = len(self.label)
        words = (line[end:], self.style)
        if not end:
            return TextLine((words,))
        label = (line[:end], self.label_style)
        return TextLine((label, words))


class WrappedBlocks:
    """Paragraphs and other blocks, wrapped to the room there is; the lines are kept until blocks or room change."""

    head = 0

    def __init__(self, blocks: Sequence[Block], *, leaves_rail: bool = False) -> None:
        """leaves_rail: the rail has its column even where all lines fit, so that they are wrapped once."""
        self._leaves_rail = leaves_rail
        self.take(blocks)

    def take(self, blocks: Sequence[Block]) -> None:
        """Wrap other blocks from now on."""
        self._blocks = blocks
        self._room = (0, 0)
        self._lines: Lines = ()

    def lines(self, width: int, room: int) -> Lines:
        """The lines where so many columns and lines can be in sight; narrower when the rail needs a column."""
        if self._room != (width, room):
            self._room = (width, room)
            self._lines = self._wrap(width, room)
        return self._lines

    def count(self, width: int, room: int) -> int:
        """How many lines the blocks take."""
        return len(self.lines(width, room))

    def line(self, number: int, viewport: Viewport) -> TextLine:
        """One of the lines as they were last wrapped."""
        return self._lines[number]

    def _wrap(self, width: int, room: int) -> Lines:
        beside_rail = max(1, width - 1)
        if not self._leaves_rail:
            whole = max(1, width)
            lines = wrapped_lines(self._blocks, whole)
            if len(lines) <= room:
                return lines
        return wrapped_lines(self._blocks, beside_rail)


class DrawnText(DrawnLines):
    """Paragraphs one below the other; each begins a line of its own."""

    LEAVES_RAIL: ClassVar[bool] = False
    COMPONENT_CLASSES = {"text--strong", "text--muted", "text--accent", "text--heading"}
    DEFAULT_CSS = """
    DrawnText > .text--strong { text-style: bold; }
    DrawnText > .text--muted { color: $muted; }
    DrawnText > .text--accent { color: $accent; }
    DrawnText > .text--heading { color: $accent; text-style: bold; }
    """

    def __init__(self, *paragraphs: Paragraph, id: str | None = None, classes: str | None = None) -> None:
        self.paragraphs: tuple[Paragraph, ...] = paragraphs
        self._wrapped = WrappedBlocks(paragraphs, leaves_rail=self.LEAVES_RAIL)
        super().__init__(self._wrapped, id=id, classes=classes)

    @property
    def text(self) -> str:
        """All that is said, a paragraph a line."""
        return "\n".join(f"{item.label}{item.text}" for item in self.paragraphs)

    @property
    def lines(self) -> Lines:
        """The lines at the size of the widget."""
        return self._wrapped.lines(self.size.width, self.viewport.room)

    def say(self, *paragraphs: Paragraph, keep_place: bool = False) -> None:
        """Show these paragraphs, from the top unless the place is to be kept."""
        if paragraphs == self.paragraphs:
            return
        before = self.lines if self.is_attached else ()
        self.paragraphs = paragraphs
        self._wrapped.take(paragraphs)
        goes_up = self.top > 0 and not keep_place
        if goes_up:
            self.top = 0
        longest = max(len(before), len(self.lines))
        if goes_up or longest > self.viewport.room:
            self.redraw()
        else:
            self.redraw_lines(*_differing(before, self.lines))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the paragraphs take in this width."""
        lines = wrapped_lines(self.paragraphs, max(1, width))
        return max(1, len(lines))


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
        page = max(1, self.viewport.room - 1)
        self.scroll_lines(self.top + by * page)

    def action_scroll_to_end(self, by: int) -> None:
        """Scroll to the first or the last line."""
        last = self.viewport.count
        self.scroll_lines(0 if by < 0 else last)

    def on_focus(self) -> None:
        """The rail looks different."""
        self.refresh()

    def on_blur(self) -> None:
        """The rail looks different."""
        self.refresh()


class ReadDocument(ReadText):
    """A document to read. It is wrapped once, with room for the rail, for there may be much of it."""

    LEAVES_RAIL = True

    def show(self, document: Block) -> None:
        """Show a document from its beginning."""
        self._wrapped.take((document,))
        self.top = 0
        self.redraw()


def titled(title: str, lines: Iterable[str]) -> tuple[Paragraph, ...]:
    """A title and the lines under it."""
    return (Paragraph(title, "text--strong"), *map(Paragraph, lines))


def wrapped_lines(blocks: Sequence[Block], width: int) -> tuple[TextLine, ...]:
    """The lines of paragraphs and other blocks in so many columns."""
    return tuple(line for block in blocks for line in block.lines(width))


def _differing(before: Lines, now: Lines) -> list[int]:
    """The lines that are not as they were."""
    pairs = zip_longest(before, now)
    return [number for number, (old, new) in enumerate(pairs) if old != new]
