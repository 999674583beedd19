"""Drawing a tree as an outline, line by line."""

from functools import partial

import click

from facilitator.cli.prompts.leaving import Cancelled
from facilitator.cli.prompts.line_reader import LineReader
from facilitator.workshop.commands.records import RemoveRecord
from facilitator.workshop.commands.trees import RedrawTree
from facilitator.workshop.workshop import Workshop

HOW_TO_DRAW = (
    "Draw the tree, one node a line, children indented by two spaces. Begin a gate with “or:”, “and:”, "
    "“sequence:” or “at-least 2:”; “words @ condition” lets leaves share a condition. An empty line ends it."
)


class OutlinePrompts:
    """Takes the outline of a tree."""

    def __init__(self, workshop: Workshop, reader: LineReader) -> None:
        self.workshop = workshop
        self.reader = reader

    def draw(self, tree_id: str) -> None:
        """Take the outline of a tree that was just added; a tree that is cancelled is not kept."""
        try:
            self.reader.until_taken(partial(self._take, tree_id))
        except Cancelled:
            self.workshop.do(RemoveRecord(tree_id))
            raise

    def _take(self, tree_id: str) -> None:
        click.echo(HOW_TO_DRAW)
        lines = []
        while (line := self.reader.read("", strip=False)).strip():
            lines.append(line)
        if lines:
            self.workshop.do(RedrawTree(tree_id, "\n".join(lines)))
