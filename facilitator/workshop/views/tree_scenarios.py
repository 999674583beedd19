"""The scenarios of the threat trees, with countermeasures as if they were in place or not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from facilitator.analysis.trees import TreeAnalysis, analyse_tree, disabled_conditions, drawn_tree, gate_words
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.trees import Node, Tree
from facilitator.model.session import Session
from facilitator.workshop.views.record_summary import named
from facilitator.workshop.workshop import Workshop


@dataclass(frozen=True, slots=True)
class AnalysedTree:
    """A tree with its scenarios, what is in place prunes of it, and what remains."""

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
    workshop: Workshop, wanted: str | None, added: Sequence[str], taken: Sequence[str]
) -> list[AnalysedTree]:
    """Analyse every tree, or the wanted one; trees and countermeasures are named by id or name. Raises UserError."""
    session = workshop.session
    put_in = [workshop.find(Countermeasure.kind, words) for words in added]
    taken_out = [workshop.find(Countermeasure.kind, words) for words in taken]
    disabled = disabled_conditions(session, put_in, taken_out)
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
