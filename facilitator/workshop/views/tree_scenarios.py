"""The scenarios of the threat trees, with countermeasures as if they were in place or not."""

from collections.abc import (
    Iterator,
    Sequence,
)
from dataclasses import dataclass
from typing import Any

from facilitator.analysis.trees import (
    TreeAnalysis,
    analyse_tree,
    drawn_tree,
    gate_words,
)
from facilitator.analysis.trees.assumptions import Situation
from facilitator.analysis.trees.goal import Count
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.trees import (
    Node,
    Tree,
)
from facilitator.model.session import Session
from facilitator.report.naming import plain_name
from facilitator.report.tree_sentences import (
    TreeWords,
    tree_words,
)
from facilitator.workshop.workshop import Workshop


@dataclass(frozen=True, slots=True)
class AnalysedTree:
    """A tree with its scenarios, what is in place prunes of it, and what remains."""

    session: Session
    tree: Tree
    analysis: TreeAnalysis
    words: TreeWords | None

    def as_json(self) -> dict[str, Any]:
        """The tree for --json; the keys never change."""
        scenarios = [list(scenario) for scenario in self.analysis.scenarios]
        closing = self.words.overview.closing.sets if self.words else ()
        return {
            "id": self.tree.id,
            "title": self.tree.title,
            "threat": self.tree.threat,
            "reachable": self.analysis.reachable,
            "scenarios": scenarios,
            "count": Count(self.analysis.count, self.analysis.is_exact).plain,
            "pruned": list(self.analysis.pruned),
            "closing_sets": [list(one) for one in closing],
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
        for sentence in self.sentences():
            yield f"  {sentence}"
        for line in self.scenario_lines(len(self.analysis.scenarios)):
            yield f"  {line}"

    def scenario_lines(self, most: int) -> Iterator[str]:
        """The first so many scenarios, a line each, and how many more there are."""
        for number, scenario in enumerate(self.analysis.scenarios[:most], 1):
            conditions = [plain_name(self.session, condition) for condition in scenario]
            yield f"Scenario {number}: {' and '.join(conditions)}"
        more = self.analysis.count - min(most, len(self.analysis.scenarios))
        if more > 0:
            bound = "" if self.analysis.is_exact else "at least "
            yield f"… and {bound}{more:,} more"

    def sentences(self) -> Iterator[str]:
        """What there is to say of the goal; nothing when the tree cannot be evaluated."""
        if self.words is not None:
            yield from self.words.sentences()


def analysed(situation: Situation, tree: Tree) -> AnalysedTree:
    """Analyse one tree while these countermeasures count as in place."""
    session = situation.session
    found = analyse_tree(session, tree, situation.closed)

    def named(record_id: str) -> str:
        return plain_name(session, record_id)

    return AnalysedTree(
        session,
        tree,
        found,
        tree_words(situation, tree, named),
    )


def analysed_trees(
    workshop: Workshop,
    wanted: str | None,
    added: Sequence[str],
    taken: Sequence[str],
) -> list[AnalysedTree]:
    """Analyse every tree, or the wanted one; trees and countermeasures are named by id or name. Raises UserError."""
    session = workshop.session
    put_in = [workshop.find(Countermeasure.kind, words) for words in added]
    taken_out = [workshop.find(Countermeasure.kind, words) for words in taken]
    trees = session.all(Tree)
    if wanted:
        tree_id = workshop.find(Tree.kind, wanted)
        trees = (session.get(Tree, tree_id),)
    situation = Situation(session, tuple(put_in), tuple(taken_out))
    return [analysed(situation, tree) for tree in trees]


def _words(node: Node) -> str:
    gate = gate_words(node)
    if not gate:
        return node.label
    return f"{gate} {node.label}"
