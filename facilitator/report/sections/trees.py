"""The threat trees, each before and after its countermeasures."""

from collections.abc import Iterator

from facilitator.analysis.trees import TreeAnalysis, analyse_tree, drawn_tree, gate_words
from facilitator.analysis.trees.assumptions import Situation, before_any
from facilitator.model.method.gates import Gate
from facilitator.model.records.trees import Condition, Node, Tree
from facilitator.model.session import Session
from facilitator.report.markdown_text import bullets, cell, fenced, inline, one_line, paragraph, table
from facilitator.report.naming import named, plain_name
from facilitator.report.section import shows
from facilitator.report.tree_sentences import tree_words
from facilitator.report.words import number


@shows(Tree, Condition)
def threat_trees(session: Session) -> Iterator[str]:
    """Every tree as an outline with its scenarios, then the conditions."""
    yield "## Threat trees"
    if not session.all(Tree):
        yield "No threat tree is drawn yet."
    for tree in session.all(Tree):
        yield f"### {named(session, tree.id)}"
        if tree.threat:
            yield f"Threat: {named(session, tree.threat)}"
        if tree.note:
            yield paragraph(tree.note)
        yield from _state(before_any(session), tree, "Before: no countermeasure in place")
        yield from _state(Situation(session), tree, "After: with the countermeasures in place")
        yield from _answers(Situation(session), tree)
    yield from _conditions(session)


def _state(situation: Situation, tree: Tree, title: str) -> Iterator[str]:
    session = situation.session
    analysis = analyse_tree(session, tree, situation.closed)
    yield f"#### {title}"
    drawn = drawn_tree(session, tree, analysis.pruned)
    if drawn:
        yield fenced(_outline(session, depth, node, pruned) for depth, node, pruned in drawn)
    if analysis.problems:
        yield bullets(inline(problem) for problem in analysis.problems)
    else:
        yield from _scenarios(session, analysis)


def _answers(situation: Situation, tree: Tree) -> Iterator[str]:
    """What the analysis says of the goal as it stands."""
    session = situation.session
    words = tree_words(situation, tree, lambda record_id: named(session, record_id))
    if words is not None:
        yield "#### What this means"
        yield bullets(words.sentences())


def _outline(session: Session, depth: int, node: Node, pruned: bool) -> str:
    indent = "  " * depth
    label = one_line(node.label)
    mark = " [pruned]" if pruned else ""
    if node.gate is not Gate.LEAF:
        gate = gate_words(node)
        return f"{indent}{gate}: {label}{mark}"
    stands_on = node.tree or node.condition
    below = f" [{plain_name(session, stands_on)}]" if stands_on else ""
    return f"{indent}{label}{below}{mark}"


def _scenarios(session: Session, analysis: TreeAnalysis) -> Iterator[str]:
    if not analysis.reachable:
        yield "The goal cannot be reached: no scenario remains."
        return
    yield "The attacker reaches the goal when one of these holds:"
    lines: list[str] = []
    for position, scenario in enumerate(analysis.scenarios, 1):
        names = [named(session, condition) for condition in scenario]
        lines.append(f"Scenario {position}: {' and '.join(names)}")
    yield bullets(lines)
    if analysis.count > len(analysis.scenarios):
        yield f"These are the first; in all there are {analysis.count_words}."


def _conditions(session: Session) -> Iterator[str]:
    if session.all(Condition):
        yield "### Conditions"
        yield table(
            ("Condition", "Probability", "Cost", "Skill", "Reason", "Description"),
            [
                (
                    named(session, condition.id),
                    number(condition.probability),
                    number(condition.cost),
                    cell(condition.skill),
                    cell(condition.reason),
                    cell(condition.description),
                )
                for condition in session.all(Condition)
            ],
        )
