"""The two lists of the screen of a threat tree: its nodes, and the countermeasures."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from rich.text import Text
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from facilitator.app.trees.tree_words import node_line
from facilitator.app.trees.what_if import WhatIf
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.trees import Node
from facilitator.model.session import Session

NO_NODE = "This tree is empty. Press c and write the attacker's goal."
NO_COUNTERMEASURE = "None yet. Press k on a leaf."

DrawnNode = tuple[int, Node, bool]
"""How deep a node stands, the node, and whether it is pruned."""


Named = TypeVar("Named", Node, Countermeasure)


class ChoiceList(OptionList):
    """Lines that stand for records or parts of them."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, markup=False)

    def chosen_among(self, items: Iterable[Named]) -> Named | None:
        """Which of these the line under the cursor stands for, if any."""
        if self.highlighted is None:
            return None
        chosen = self.get_option_at_index(self.highlighted).id
        for item in items:
            if item.id == chosen:
                return item
        return None


class TreeOutline(ChoiceList):
    """The nodes of a tree, those below another further to the right."""

    def fill(self, rows: Sequence[DrawnNode], at: str) -> None:
        """Show these nodes with the cursor on the one with the id `at`, else on the first."""
        self.clear_options()
        if not rows:
            self.add_option(Option(NO_NODE, disabled=True))
            return
        ids: list[str] = []
        for depth, node, pruned in rows:
            line = node_line(depth, node, pruned)
            self.add_option(Option(line, id=node.id))
            ids.append(node.id)
        self.highlighted = ids.index(at) if at in ids else 0


def closing(session: Session) -> list[Countermeasure]:
    """List the countermeasures that close conditions; only these change a tree."""
    return [measure for measure in session.all(Countermeasure) if measure.closes]


class CountermeasureList(ChoiceList):
    """The countermeasures that close conditions, each with what is so or what is tried."""

    def fill(self, session: Session, what_if: WhatIf) -> None:
        """Show those that close something; the cursor stays at its place."""
        before = self.highlighted or 0
        self.clear_options()
        for measure in closing(session):
            words = what_if.line_of(session, measure)
            self.add_option(Option(Text(words), id=measure.id))
        if self.option_count:
            last = self.option_count - 1
            self.highlighted = min(before, last)
        else:
            self.add_option(Option(NO_COUNTERMEASURE, disabled=True))
