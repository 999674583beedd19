"""The scenarios of the threat trees, as if some controls were in place and others were not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from facilitator.analysis.trees import TreeAnalysis, analyse_tree, disabled_conditions, drawn_tree, gate_words
from facilitator.model.records.trees import Control, Node, Tree
from facilitator.model.session import Session
from facilitator.workshop.views.record_summary import named
from facilitator.workshop.workshop import Workshop


@dataclass(frozen=True, slots=True)
class AnalysedTree:
    """A tree with its scenarios, what the controls prune of it, and what remains."""

    session: Session
    tree: Tree
    analysis: TreeAnalysis

    def as_json(self) -> dict[str, Any]:
        """The tree for --json; the keys never change."""
        scenarios = [list(scenario) for scenario in self.analysis.scenarios]
        return {
            "id": self.tree.id,
            "title": self.tree.title,
            "threat": self.tree.threat,
            "reachable": self.analysis.reachable,
            "scenarios": scenarios,
            "pruned": list(self.analysis.pruned),
        }

    def as_text(self) -> str:
        """The tree drawn, then its problems and scenarios."""
        lines = self._lines()
        return "\n".join(lines)

    def _lines(self) -> Iterator[str]:
        tree = self.tree
        threat = f" ({tree.threat})" if tree.threat else ""
        yield f"{tree.id} {tree.title}{threat}"
        for depth, node, pruned in drawn_tree(self.session, tree, self.analysis.pruned):
            indent = "  " * depth
            mark = "  [pruned]" if pruned else ""
            yield f"  {indent}{_words(node)}{mark}"
        for problem in self.analysis.problems:
            yield f"  ! {problem}"
        goal = "reachable" if self.analysis.reachable else "not reachable"
        yield f"  The goal is {goal}."
        for number, scenario in enumerate(self.analysis.scenarios, 1):
            conditions = [named(self.session, condition) for condition in scenario]
            yield f"  Scenario {number}: {' and '.join(conditions)}"


def analysed_trees(
    workshop: Workshop, wanted: str | None, with_controls: Sequence[str], without_controls: Sequence[str]
) -> list[AnalysedTree]:
    """Analyse every tree, or the wanted one; trees and controls are named by id or name. Raises UserError."""
    session = workshop.session
    disabled = disabled_conditions(
        session,
        with_controls=[workshop.find(Control.kind, words) for words in with_controls],
        without_controls=[workshop.find(Control.kind, words) for words in without_controls],
    )
    trees = session.all(Tree)
    if wanted:
        tree_id = workshop.find(Tree.kind, wanted)
        trees = (session.get(Tree, tree_id),)
    return [AnalysedTree(session, tree, analyse_tree(session, tree, disabled)) for tree in trees]


def _words(node: Node) -> str:
    gate = gate_words(node)
    if not gate:
        return node.label
    return f"{gate} {node.label}"
