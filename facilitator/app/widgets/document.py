"""A Markdown document as blocks that draw themselves: headings, paragraphs, lists, tables, fenced text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile, zip_longest
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len

from facilitator.app.terminal.plain_text import fitted
from facilitator.app.widgets.lines.text_line import TextLine
from facilitator.app.widgets.lines.wrapping import wrapped
from facilitator.app.widgets.text_view import Block, Paragraph, wrapped_lines
from facilitator.text.escape import visible

if TYPE_CHECKING:
    from markdown_it.token import Token

Cells = tuple[str, ...]

GAP = Paragraph("")
BETWEEN = 2
NARROWEST = 12
STYLES = {"h1": "text--heading", "h2": "text--heading"}


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its headings and its rows; each cell is wrapped to its column."""

    head: Cells
    rows: tuple[Cells, ...]

    def lines(self, width: int) -> Iterator[TextLine]:
        """The table in so many columns; where they are too few, each row becomes a list of what it says."""
        columns = len(self.head)
        between = BETWEEN * (columns - 1)
        room = width - between
        if room < NARROWEST * columns:
            yield from self._listed(width)
            return
        widths = self._widths(room)
        yield from _row(self.head, widths, "text--strong")
        rule = "─" * (sum(widths) + between)
        yield TextLine(((rule, "text--muted"),))
        for row in self.rows:
            yield from _row(row, widths, "")

    def _widths(self, room: int) -> list[int]:
        """What each column needs, the widest giving way first."""
        widths = self._needed()
        spare = sum(widths) - room
        while spare > 0:
            others = sorted(widths)
            most = others.pop()
            next_width = max([NARROWEST, *others])
            wanted = min(spare, most - next_width)
            step = max(1, wanted)
            widest = widths.index(most)
            widths[widest] -= step
            spare -= step
        return widths

    def _needed(self) -> list[int]:
        """The columns that the longest cell of each column takes."""
        columns = len(self.head)
        widths = [0] * columns
        for row in (self.head, *self.rows):
            for place, text in enumerate(row):
                taken = cell_len(visible(text))
                widths[place] = max(widths[place], taken)
        return widths

    def _listed(self, width: int) -> Iterator[TextLine]:
        for row in self.rows:
            for label, text in zip(self.head, row, strict=True):
                cell = Paragraph(text, "", f"{label}: ", "text--muted")
                yield from cell.lines(width)
            yield TextLine()


@dataclass(slots=True)
class Document:
    """The blocks of a document. Each width that it was wrapped to is kept, for a long one takes a while."""

    blocks: Sequence[Block]
    _wrapped: dict[int, tuple[TextLine, ...]] = field(default_factory=dict, repr=False)

    def lines(self, width: int) -> tuple[TextLine, ...]:
        """All lines in so many columns."""
        if width not in self._wrapped:
            self._wrapped[width] = wrapped_lines(self.blocks, width)
        return self._wrapped[width]


def document_of(markdown: str) -> Document:
    """A document to read. What is no block of its own, such as emphasis, is shown as the words it is about."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(markdown)
    blocks = _BlockReader(tokens).blocks()
    return Document(list(blocks))


def lines_of(text: str) -> Document:
    """A text as it stands, line by line."""
    lines = text.split("\n")
    return Document([Paragraph(line) for line in lines])


def _row(cells: Sequence[str], widths: Sequence[int], style: str) -> Iterator[TextLine]:
    columns: list[list[str]] = []
    for text, width in zip(cells, widths, strict=True):
        lines = wrapped(visible(text), width)
        columns.append(lines)
    between = " " * BETWEEN
    for in_line in zip_longest(*columns, fillvalue=""):
        parts = map(fitted, in_line, widths)
        line = between.join(parts)
        yield TextLine(((line, style),))


class _BlockReader:
    """Makes blocks of the tokens of a document, one after the other."""

    def __init__(self, tokens: "Sequence[Token]") -> None:
        self._rest = iter(tokens)
        self._depth = 0
        self._marks: list[str] = []

    def blocks(self) -> Iterator[Block]:
        """Every block, from the top."""
        for token in self._rest:
            read = self._READERS.get(token.type)
            if read is not None:
                yield from read(self, token)

    def _begin_list(self, _: "Token") -> Iterable[Block]:
        self._depth += 1
        return ()

    def _end_list(self, _: "Token") -> Iterable[Block]:
        self._depth -= 1
        return () if self._depth else (GAP,)

    def _begin_item(self, token: "Token") -> Iterable[Block]:
        mark = f"{token.info}. " if token.info else "• "
        self._marks.append(mark)
        return ()

    def _read_heading(self, token: "Token") -> Iterable[Block]:
        words = _words(next(self._rest))
        look = STYLES.get(token.tag, "text--strong")
        return (Paragraph(words, look), GAP)

    def _read_words(self, token: "Token") -> Iterable[Block]:
        indent = "  " * (self._depth - 1)
        mark = self._marks.pop() if self._marks else ""
        words = _words(token)
        return (Paragraph(f"{indent}{mark}{words}"),)

    def _end_paragraph(self, _: "Token") -> Iterable[Block]:
        return () if self._depth else (GAP,)

    def _read_code(self, token: "Token") -> Iterable[Block]:
        code = token.content.rstrip("\n")
        for line in code.split("\n"):
            yield Paragraph(f"  {line}", "text--muted")
        yield GAP

    def _read_table(self, _: "Token") -> Iterable[Block]:
        inside = takewhile(_is_in_table, self._rest)
        return (_grid(inside), GAP)

    _READERS: ClassVar[dict[str, "Callable[[_BlockReader, Token], Iterable[Block]]"]] = {
        "bullet_list_open": _begin_list,
        "ordered_list_open": _begin_list,
        "bullet_list_close": _end_list,
        "ordered_list_close": _end_list,
        "list_item_open": _begin_item,
        "heading_open": _read_heading,
        "inline": _read_words,
        "paragraph_close": _end_paragraph,
        "fence": _read_code,
        "code_block": _read_code,
        "table_open": _read_table,
    }


def _is_in_table(token: "Token") -> bool:
    return token.type != "table_close"


def _grid(tokens: "Iterable[Token]") -> Grid:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            row = rows[-1]
            row.append(_words(token))
    head, *others = map(tuple, rows)
    return Grid(head, tuple(others))


def _words(token: "Token") -> str:
    """The words of a line, without the marks of Markdown."""
    parts = []
    for child in token.children or ():
        is_break = child.type in ("softbreak", "hardbreak")
        parts.append(" " if is_break else child.content)
    return "".join(parts)
