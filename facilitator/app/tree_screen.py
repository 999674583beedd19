"""The tree editor: an outline, the controls, and what they leave of the attacker's goal."""

from collections.abc import Callable

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.analysis.trees import TreeAnalysis, analyse_tree, disabled_conditions, drawn_tree, gate_words
from facilitator.app.key_bar import KeyBar
from facilitator.app.line_screen import LineScreen
from facilitator.app.plain_text import one_line
from facilitator.app.words import Words
from facilitator.model.records import Condition, Control, Node, Tree
from facilitator.model.vocabulary import Gate
from facilitator.workshop.entering import Refused
from facilitator.workshop.workshop import Workshop

GATES = (Gate.OR, Gate.AND, Gate.SEQUENCE, Gate.AT_LEAST, Gate.LEAF)
MOST_SCENARIOS = 12


class TreeScreen(Screen[None]):
    """Edits one threat tree; every key is an edit that is saved and can be undone."""

    terms = ("threat-tree", "and-gate", "or-gate", "condition", "control", "scenario")

    BINDINGS = [
        Binding("c", "child", "Child", id="tree.child"),
        Binding("n", "sibling", "Sibling", id="tree.sibling"),
        Binding("e,enter", "edit", "Words", id="tree.edit"),
        Binding("d", "condition", "Condition", show=False, id="tree.condition"),
        Binding("o", "gate", "Gate", id="tree.gate"),
        Binding("k", "control", "Control", id="tree.control"),
        Binding("space", "switch", "Switch", key_display="space", id="tree.switch"),
        Binding("b", "before", "Before/after", id="tree.before"),
        Binding("x,delete", "remove", "Remove", show=False, id="tree.remove"),
        Binding("less_than_sign", "move(-1)", "Move up", show=False, id="tree.move-back"),
        Binding("greater_than_sign", "move(1)", "Move down", show=False, id="tree.move-on"),
        Binding("u", "undo", "Undo", id="tree.undo"),
        Binding("r", "redo", "Redo", show=False, id="tree.redo"),
        Binding("escape,q", "back", "Back", id="tree.back"),
    ]

    def __init__(self, workshop: Workshop, tree_id: str) -> None:
        super().__init__()
        self.workshop = workshop
        self.tree_id = tree_id
        self._before = False
        self._at = ""

    def compose(self) -> ComposeResult:
        """The outline on the left, controls and scenarios on the right."""
        yield Words(id="top")
        with Horizontal(id="body", classes="tree-body"):
            yield OptionList(id="outline", markup=False)
            with Vertical(id="tree-side"):
                yield Static("Controls: space or Enter switches one", classes="kind-title", markup=False)
                yield OptionList(id="controls", markup=False)
                yield Static("", id="scenarios", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Draw the tree and begin at its goal."""
        self._draw()
        self.query_one("#outline").focus()

    def on_resize(self, event: Resize) -> None:
        """Side by side where there is room, one above the other where there is not."""
        self.set_class(event.size.width < 100, "narrow")

    @property
    def drawn(self) -> Tree:
        """The tree as it stands."""
        return self.workshop.session.get(Tree, self.tree_id)

    def action_child(self) -> None:
        """Add a node below the one under the cursor."""
        parent = self._node()
        self._ask("What must happen below it?", lambda words: self._added(words, parent=parent.id if parent else ""))

    def action_sibling(self) -> None:
        """Add a node beside the one under the cursor."""
        beside = self._node()
        if beside is None or not beside.parent:
            self.action_child()
            return
        self._ask("What else, on the same level?", lambda words: self._added(words, beside=beside.id))

    def action_edit(self) -> None:
        """Change the words of the node under the cursor."""
        node = self._node()
        if node is None:
            self.action_child()
            return
        change = self.workshop.trees.change_node
        self._ask("Its words", lambda words: change(self.tree_id, node.id, label=words), node.label)

    def action_condition(self) -> None:
        """Let a leaf stand on a condition, which others may share."""
        node = self._node()
        if node is None or node.gate is not Gate.LEAF:
            self.notify("Only a leaf stands on a condition.", markup=False)
            return
        names = [condition.name for condition in self.workshop.session.all(Condition)]
        now = self._condition_name(node)
        change = self.workshop.trees.change_node
        self._ask("The condition", lambda words: change(self.tree_id, node.id, condition=words), now, names)

    def action_gate(self) -> None:
        """Turn the node to the next kind of gate; a gate without children may become a leaf."""
        node = self._node()
        if node is None:
            return
        children = sum(item.parent == node.id for item in self.drawn.nodes)
        ways = GATES if not children else GATES[:-1]
        gate = ways[(ways.index(node.gate) + 1) % len(ways)] if node.gate in ways else ways[0]
        threshold = max(1, min(2, children)) if gate is Gate.AT_LEAST else 0
        self._act(lambda: self.workshop.trees.change_node(self.tree_id, node.id, gate=gate, threshold=threshold))

    def action_control(self) -> None:
        """Attach a control to the condition of the leaf under the cursor."""
        node = self._node()
        if node is None or not node.condition:
            self.notify("Go to a leaf first; a control acts on its condition.", markup=False)
            return
        names = [control.name for control in self.workshop.session.all(Control)]
        attach = self.workshop.trees.attach_control
        self._ask("Which control makes this impossible?", lambda words: attach(node.condition, words), "", names)

    def action_switch(self) -> None:
        """Switch the control under the cursor, or the first one of the leaf's condition."""
        controls = self.query_one("#controls", OptionList)
        if self.focused is controls and controls.highlighted is not None:
            option = controls.get_option_at_index(controls.highlighted)
            self._switch(str(option.id))
            return
        node = self._node()
        found = [c.id for c in self.workshop.session.all(Control) if node and node.condition in c.disables]
        if not found:
            self.notify("No control acts on this node; press k on a leaf to attach one.", markup=False)
            return
        self._switch(found[0])

    def action_before(self) -> None:
        """Show the tree before its controls, or after."""
        self._before = not self._before
        self._draw()

    def action_remove(self) -> None:
        """Remove the node and all below it; undo brings it back."""
        node = self._node()
        if node is not None:
            self._act(lambda: self.workshop.trees.remove_node(self.tree_id, node.id))

    def action_move(self, by: int) -> None:
        """Move the node among its siblings."""
        node = self._node()
        if node is not None:
            self._act(lambda: self.workshop.trees.move_node(self.tree_id, node.id, by))

    def action_undo(self) -> None:
        """Take the last act back."""
        self._act(lambda: self.notify(f"Undone: {one_line(self.workshop.undo(), 70) or 'nothing'}", markup=False))

    def action_redo(self) -> None:
        """Put the last undone act again."""
        self._act(lambda: self.notify(f"Done again: {one_line(self.workshop.redo(), 70) or 'nothing'}", markup=False))

    def action_back(self) -> None:
        """Go back to the step."""
        self.dismiss(None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click edits a node, and switches a control."""
        if event.option_list.id == "controls":
            self._switch(str(event.option_id))
        elif event.option_id:
            self.action_edit()

    def _switch(self, control_id: str) -> None:
        self._act(lambda: self.workshop.trees.switch_control(control_id))

    def _added(self, words: str, *, parent: str = "", beside: str = "") -> None:
        label, _, condition = words.partition(" @ ")
        add = self.workshop.trees.add_node
        gate = Gate.LEAF if self.drawn.nodes else Gate.OR
        self._at = add(self.tree_id, label=label, parent=parent, beside=beside, condition=condition, gate=gate)

    def _ask(self, question: str, act: Callable[[str], object], now: str = "", names: list[str] | None = None) -> None:
        def done(words: str | None) -> None:
            if words:
                self._act(lambda: act(words))

        self.app.push_screen(LineScreen(question, now, names or []), done)

    def _act(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refused as refusal:
            self.notify(str(refusal), severity="error", markup=False)
            return
        if self.workshop.session.find(self.tree_id) is None:
            self.dismiss(None)
            return
        self._draw()

    def _node(self) -> Node | None:
        outline = self.query_one("#outline", OptionList)
        if outline.highlighted is None or not self.drawn.nodes:
            return None
        chosen = outline.get_option_at_index(outline.highlighted).id
        return next((node for node in self.drawn.nodes if node.id == chosen), None)

    def _condition_name(self, node: Node) -> str:
        condition = self.workshop.session.find(node.condition)
        return condition.title_text if condition else ""

    def _draw(self) -> None:
        session = self.workshop.session
        disabled = frozenset[str]() if self._before else disabled_conditions(session)
        analysis = analyse_tree(session, self.drawn, disabled)
        when = "before any control" if self._before else "with the controls in place"
        self.query_one(Words).say(f"{self.tree_id} {when} · {self.drawn.title}")
        self._draw_outline(analysis)
        self._draw_controls()
        self.query_one("#scenarios", Static).update(self._scenario_words(analysis))

    def _draw_outline(self, analysis: TreeAnalysis) -> None:
        outline = self.query_one("#outline", OptionList)
        node = self._node()
        at, self._at = self._at or (node.id if node else ""), ""
        rows = drawn_tree(self.workshop.session, self.drawn, analysis.pruned)
        outline.clear_options()
        if not rows:
            outline.add_option(Option("This tree is empty. Press c and write the attacker's goal.", disabled=True))
            return
        for depth, item, pruned in rows:
            outline.add_option(Option(self._line(depth, item, pruned), id=item.id))
        ids = [item.id for _, item, _ in rows]
        outline.highlighted = ids.index(at) if at in ids else 0

    def _line(self, depth: int, node: Node, pruned: bool) -> Text:
        gate = f"{gate_words(node) or '·'} "
        line = Text()
        line.append("│ " * depth, style="dim")
        line.append(gate, style="bold" if node.gate is not Gate.LEAF else "")
        line.append(one_line(node.label), style="strike dim" if pruned else "")
        if node.condition:
            line.append(f"  [{node.condition}]", style="dim")
        if pruned:
            line.append("  ✂ pruned", style="italic")
        return line

    def _draw_controls(self) -> None:
        controls = self.query_one("#controls", OptionList)
        before = controls.highlighted
        controls.clear_options()
        for control in self.workshop.session.all(Control):
            state = "● in place" if control.in_place else "○ not in place"
            words = f"{state}  {control.id} {one_line(control.name, 50)} ({', '.join(control.disables)})"
            controls.add_option(Option(Text(words), id=control.id))
        if controls.option_count:
            controls.highlighted = min(before or 0, controls.option_count - 1)
        else:
            controls.add_option(Option("None yet. Press k on a leaf.", disabled=True))

    def _scenario_words(self, analysis: TreeAnalysis) -> str:
        if analysis.problems:
            return "\n".join(f"! {one_line(problem)}" for problem in analysis.problems)
        if not analysis.reachable:
            return "The goal is out of reach: no scenario remains."
        count = len(analysis.scenarios)
        lines = [f"The goal is reachable, by {count} scenario{'' if count == 1 else 's'}:"]
        for scenario in analysis.scenarios[:MOST_SCENARIOS]:
            names = [self._named(condition) for condition in scenario]
            lines.append(f"  {' and '.join(names)}")
        if count > MOST_SCENARIOS:
            lines.append(f"  … and {count - MOST_SCENARIOS} more")
        return "\n".join(lines)

    def _named(self, condition_id: str) -> str:
        condition = self.workshop.session.find(condition_id)
        return f"{condition_id} {one_line(condition.title_text)}" if condition else condition_id
