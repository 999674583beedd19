"""A Markdown document as blocks that draw themselves: headings, paragraphs, lists, tables, fenced text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.cells import cell_len

from facilitator.app.terminal.plain_text import fitted
from facilitator.app.widgets.text_view import Block, Paragraph, TextLine, wrapped
from facilitator.text.escape import visible

if TYPE_CHECKING:
    from markdown_it.token import Token

GAP = Paragraph("")
BETWEEN = 2
NARROWEST = 12
STYLES = {"h1": "text--heading", "h2": "text--heading"}


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its headings and its rows; each cell is wrapped to its column."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def lines(self, width: int) -> Iterator[TextLine]:
        """The table in so many columns; where they are too few, each row becomes a list of what it says."""
        columns = len(self.head)
        room = width - BETWEEN * (columns - 1)
        if room < NARROWEST * columns:
            yield from self._listed(width)
            return
        widths = self._widths(room)
        yield from _row(self.head, widths, "text--strong")
        yield TextLine(((("─" * sum(widths)) + "─" * (BETWEEN * (columns - 1)), "text--muted"),))
        for row in self.rows:
            yield from _row(row, widths, "")

    def _widths(self, room: int) -> list[int]:
        """What each column needs, the widest giving way first."""
        needed = [
            max(cell_len(visible(row[place])) for row in (self.head, *self.rows)) for place in range(len(self.head))
        ]
        spare = sum(needed) - room
        while spare > 0:
            widest = needed.index(max(needed))
            others = max((width for place, width in enumerate(needed) if place != widest), default=NARROWEST)
            step = max(1, min(spare, needed[widest] - max(others, NARROWEST)))
            needed[widest] -= step
            spare -= step
        return needed

    def _listed(self, width: int) -> Iterator[TextLine]:
        for row in self.rows:
            for label, text in zip(self.head, row, strict=True):
                yield from Paragraph(text, "", f"{label}: ", "text--muted").lines(width)
            yield TextLine()


@dataclass(slots=True)
class Document:
    """The blocks of a document. Each width that it was wrapped to is kept, for a long one takes a while."""

    blocks: Sequence[Block]
    _wrapped: dict[int, tuple[TextLine, ...]] = field(default_factory=dict, repr=False)

    def lines(self, width: int) -> tuple[TextLine, ...]:
        """All lines in so many columns."""
        if width not in self._wrapped:
            self._wrapped[width] = tuple(line for block in self.blocks for line in block.lines(width))
        return self._wrapped[width]


def document_of(markdown: str) -> Document:
    """A document to read. What is no block of its own, such as emphasis, is shown as the words it is about."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    return Document(list(_blocks(tokens)))


def lines_of(text: str) -> Document:
    """A text as it stands, line by line."""
    return Document([Paragraph(line) for line in text.split("\n")])


def _row(cells: Sequence[str], widths: Sequence[int], style: str) -> Iterator[TextLine]:
    columns = [wrapped(visible(text), width) for text, width in zip(cells, widths, strict=True)]
    for number in range(max(map(len, columns))):
        parts = [
            fitted(column[number] if number < len(column) else "", width)
            for column, width in zip(columns, widths, strict=True)
        ]
        yield TextLine((((" " * BETWEEN).join(parts), style),))


def _blocks(tokens: "Sequence[Token]") -> Iterator[Block]:
    depth, marks, place = 0, list[str](), 0
    while place < len(tokens):
        token = tokens[place]
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
            if not depth:
                yield GAP
        elif token.type == "list_item_open":
            marks.append(f"{token.info}. " if token.info else "• ")
        elif token.type == "heading_open":
            yield Paragraph(_words(tokens[place + 1]), STYLES.get(token.tag, "text--strong"))
            yield GAP
            place += 1
        elif token.type == "inline":
            mark = marks.pop() if marks else ""
            yield Paragraph(f"{'  ' * (depth - 1)}{mark}{_words(token)}")
        elif token.type == "paragraph_close" and not depth:
            yield GAP
        elif token.type in ("fence", "code_block"):
            yield from (Paragraph(f"  {line}", "text--muted") for line in token.content.rstrip("\n").split("\n"))
            yield GAP
        elif token.type == "table_open":
            end = next(at for at in range(place, len(tokens)) if tokens[at].type == "table_close")
            yield _grid(tokens[place:end])
            yield GAP
            place = end
        place += 1


def _grid(tokens: "Sequence[Token]") -> Grid:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_words(token))
    return Grid(tuple(rows[0]), tuple(map(tuple, rows[1:])))


def _words(token: "Token") -> str:
    """The words of a line, without the marks of Markdown."""
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        else:
            parts.append(child.content)
    return "".join(parts)
