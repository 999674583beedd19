"""A threat tree in words: a line for each node, and the scenarios that remain."""

from rich.text import Text

from facilitator.analysis.trees import gate_words
from facilitator.app.terminal.plain_text import one_line
from facilitator.model.method.gates import Gate
from facilitator.model.records.trees import Node
from facilitator.workshop.views.tree_scenarios import AnalysedTree

MOST_SCENARIOS = 12


def node_line(depth: int, node: Node, pruned: bool) -> Text:
    """The line of a node in the outline."""
    gate = gate_words(node) or "·"
    is_leaf = node.gate is Gate.LEAF
    line = Text()
    line.append("│ " * depth, style="dim")
    look = "" if is_leaf else "bold"
    line.append(f"{gate} ", style=look)
    label = one_line(node.label)
    look = "strike dim" if pruned else ""
    line.append(label, style=look)
    if node.condition:
        line.append(f"  [{node.condition}]", style="dim")
    if pruned:
        line.append("  ✂ pruned", style="italic")
    return line


def undone_words(what: str, undone: str) -> str:
    """What was undone or done again, if anything was."""
    words = one_line(undone, 70) or "nothing"
    return f"{what}: {words}"


def scenario_words(found: AnalysedTree) -> str:
    """What is wrong with a tree, or what there is to say of its goal, and then the ways in."""
    if found.analysis.problems:
        problems = [f"! {one_line(problem)}" for problem in found.analysis.problems]
        return "\n".join(problems)
    lines = [one_line(sentence) for sentence in found.sentences()]
    for scenario in found.scenario_lines(MOST_SCENARIOS):
        line = one_line(scenario)
        lines.append(f"  {line}")
    return "\n".join(lines)
