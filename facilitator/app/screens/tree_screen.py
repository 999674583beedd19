"""The tree editor: an outline, the controls, and what they leave of the attacker's goal."""

from collections.abc import Callable
from functools import partial

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.analysis.trees import TreeAnalysis, analyse_tree, drawn_tree
from facilitator.app.dialogs.line_screen import LineScreen
from facilitator.app.terminal.plain_text import one_line
from facilitator.app.trees.tree_words import node_line, scenario_words
from facilitator.app.trees.what_if import WhatIf
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.text_line import Words
from facilitator.errors import UserError
from facilitator.model.method.gates import GATES, Gate
from facilitator.model.records.trees import Condition, Control, Node, Tree
from facilitator.workshop.commands.trees import AddNode, AttachControl, ChangeNode, MoveNode, RemoveNode, SwitchControl
from facilitator.workshop.workshop import Act, Workshop

CONTROLS = "Controls: space tries one, i puts it in place"


class TreeScreen(Screen[None]):
    """Edits one threat tree. Each act is saved and can be undone; to try a control is a question and saves nothing."""

    terms = ("threat-tree", "and-gate", "or-gate", "condition", "control", "scenario")

    BINDINGS = [
        Binding("c", "child", "Child", id="tree.child"),
        Binding("n", "sibling", "Sibling", id="tree.sibling"),
        Binding("e,enter", "edit", "Words", id="tree.edit"),
        Binding("d", "condition", "Condition", show=False, id="tree.condition"),
        Binding("o", "gate", "Gate", id="tree.gate"),
        Binding("k", "control", "Control", id="tree.control"),
        Binding("space", "try", "Try", key_display="space", id="tree.try"),
        Binding("i", "put_in_place", "In place", id="tree.put-in-place"),
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
        self._what_if = WhatIf()

    def compose(self) -> ComposeResult:
        """The outline on the left, controls and scenarios on the right."""
        yield Words(id="top")
        with Horizontal(id="body", classes="tree-body"):
            yield OptionList(id="outline", markup=False)
            with Vertical(id="tree-side"):
                yield Static(CONTROLS, id="controls-title", classes="kind-title", markup=False)
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
        self._ask("Its words", lambda words: self._do(ChangeNode(self.tree_id, node.id, label=words)), node.label)

    def action_condition(self) -> None:
        """Let a leaf stand on a condition, which others may share."""
        node = self._node()
        if node is None or node.gate is not Gate.LEAF:
            self.notify("Only a leaf stands on a condition.", markup=False)
            return
        names = [condition.name for condition in self.workshop.session.all(Condition)]
        now = self._condition_name(node)
        change = partial(ChangeNode, self.tree_id, node.id)
        self._ask("The condition", lambda words: self._do(change(condition=words)), now, names)

    def action_gate(self) -> None:
        """Turn the node to the next kind of gate; a gate without children may become a leaf."""
        node = self._node()
        if node is None:
            return
        children = sum(item.parent == node.id for item in self.drawn.nodes)
        ways = [gate for gate in GATES if gate is not Gate.LEAF or not children]
        gate = ways[(ways.index(node.gate) + 1) % len(ways)] if node.gate in ways else ways[0]
        threshold = GATES[gate].first_threshold(children)
        self._act(lambda: self.workshop.do(ChangeNode(self.tree_id, node.id, gate=gate, threshold=threshold)))

    def action_control(self) -> None:
        """Attach a control to the condition of the leaf under the cursor."""
        node = self._node()
        if node is None or not node.condition:
            self.notify("Go to a leaf first; a control acts on its condition.", markup=False)
            return
        names = [control.name for control in self.workshop.session.all(Control)]
        attach = partial(AttachControl, node.condition)
        self._ask("Which control makes this impossible?", lambda words: self._do(attach(words)), "", names)

    def action_try(self) -> None:
        """See what a control would do, or would leave undone; nothing is saved."""
        control = self._control()
        if control is not None:
            self._what_if.switch(control)
            self._draw()
            return
        controls = self.query_one("#controls", OptionList)
        controls.focus()
        if self.workshop.session.all(Control):
            self._say("No control acts on that node. Choose one here; space tries it.")
        else:
            self._say("There is no control yet. Press k on a leaf to set one.")

    def action_put_in_place(self) -> None:
        """Put the control in place, or take it out: an act that is saved, and that the report counts on."""
        control = self._control()
        if control is None:
            self._say("Go to a control first (Tab); i puts it in place.")
            return
        self._what_if.forget(control.id)
        self._act(lambda: self.workshop.do(SwitchControl(control.id)))
        state = "taken out" if control.in_place else "in place"
        self._say(f"{control.id} is {state}, and saved. u takes it back.")

    def action_before(self) -> None:
        """Show the tree before its controls, or after."""
        self._before = not self._before
        self._draw()

    def action_remove(self) -> None:
        """Remove the node and all below it; undo brings it back."""
        node = self._node()
        if node is not None:
            self._act(lambda: self.workshop.do(RemoveNode(self.tree_id, node.id)))

    def action_move(self, by: int) -> None:
        """Move the node among its siblings."""
        node = self._node()
        if node is not None:
            self._act(lambda: self.workshop.do(MoveNode(self.tree_id, node.id, by)))

    def action_undo(self) -> None:
        """Take the last act back."""
        self._act(lambda: self.notify(f"Undone: {one_line(self.workshop.log.undo(), 70) or 'nothing'}", markup=False))

    def action_redo(self) -> None:
        """Put the last undone act again."""
        self._act(
            lambda: self.notify(f"Done again: {one_line(self.workshop.log.redo(), 70) or 'nothing'}", markup=False)
        )

    def action_back(self) -> None:
        """Go back to the step."""
        self.dismiss(None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click edits a node, and tries a control."""
        if event.option_list.id == "controls":
            self.action_try()
        elif event.option_id:
            self.action_edit()

    def _control(self) -> Control | None:
        """The control under the cursor, or the first one that acts on the node under it."""
        controls = self.query_one("#controls", OptionList)
        everything = self.workshop.session.all(Control)
        if self.focused is controls and controls.highlighted is not None:
            chosen = controls.get_option_at_index(controls.highlighted).id
            return next((control for control in everything if control.id == chosen), None)
        node = self._node()
        return next((control for control in everything if node and node.condition in control.disables), None)

    def _say(self, words: str) -> None:
        """Say something above the controls, where it covers nothing; the next drawing takes it away."""
        self.query_one("#controls-title", Static).update(words)

    def _added(self, words: str, *, parent: str = "", beside: str = "") -> None:
        label, _, condition = words.partition(" @ ")
        gate = Gate.LEAF if self.drawn.nodes else Gate.OR
        node = AddNode(self.tree_id, label, parent=parent, beside=beside, condition=condition, gate=gate)
        self._at = self.workshop.do(node)

    def _do(self, act: Act[object]) -> object:
        return self.workshop.do(act)

    def _ask(self, question: str, act: Callable[[str], object], now: str = "", names: list[str] | None = None) -> None:
        def done(words: str | None) -> None:
            if words:
                self._act(lambda: act(words))

        self.app.push_screen(LineScreen(question, now, names or []), done)

    def _act(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UserError as refusal:
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
        disabled = frozenset[str]() if self._before else self._what_if.disabled(session)
        analysis = analyse_tree(session, self.drawn, disabled)
        tried = self._what_if.ids(session)
        when = f"trying {', '.join(tried)}: not saved" if tried else "with the controls in place"
        when = "before any control" if self._before else when
        self.query_one(Words).say(f"{self.tree_id} {when} · {self.drawn.title}")
        self._say(CONTROLS)
        self._draw_outline(analysis)
        self._draw_controls()
        self.query_one("#scenarios", Static).update(scenario_words(session, analysis))

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
            outline.add_option(Option(node_line(depth, item, pruned), id=item.id))
        ids = [item.id for _, item, _ in rows]
        outline.highlighted = ids.index(at) if at in ids else 0

    def _draw_controls(self) -> None:
        controls = self.query_one("#controls", OptionList)
        before = controls.highlighted
        controls.clear_options()
        for control in self.workshop.session.all(Control):
            words = self._what_if.line_of(self.workshop.session, control)
            controls.add_option(Option(Text(words), id=control.id))
        if controls.option_count:
            controls.highlighted = min(before or 0, controls.option_count - 1)
        else:
            controls.add_option(Option("None yet. Press k on a leaf.", disabled=True))
