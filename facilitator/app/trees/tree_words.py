"""A threat tree in words: a line for each node, and the scenarios that remain."""

from rich.text import Text

from facilitator.analysis.trees import TreeAnalysis, gate_words
from facilitator.app.terminal.plain_text import one_line
from facilitator.model.method.gates import Gate
from facilitator.model.records.trees import Node
from facilitator.model.session import Session

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


def scenario_words(session: Session, analysis: TreeAnalysis) -> str:
    """What is wrong with a tree, or whether its goal can be reached and how."""
    if analysis.problems:
        problems = [f"! {one_line(problem)}" for problem in analysis.problems]
        return "\n".join(problems)
    if not analysis.reachable:
        return "The goal is out of reach: no scenario remains."
    count = len(analysis.scenarios)
    scenarios = "scenario" if count == 1 else "scenarios"
    lines = [f"The goal is reachable, by {count} {scenarios}:"]
    for scenario in analysis.scenarios[:MOST_SCENARIOS]:
        names = [_named(session, condition) for condition in scenario]
        together = " and ".join(names)
        lines.append(f"  {together}")
    more = count - MOST_SCENARIOS
    if more > 0:
        lines.append(f"  … and {more} more")
    return "\n".join(lines)


def _named(session: Session, condition_id: str) -> str:
    condition = session.find(condition_id)
    if condition is None:
        return condition_id
    title = one_line(condition.title_text)
    return f"{condition_id} {title}"
