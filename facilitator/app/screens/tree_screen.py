"""The tree editor: an outline, the countermeasures, and what they leave of the attacker's goal."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import OptionList, Static

from facilitator.analysis.trees import TreeAnalysis, drawn_tree
from facilitator.app.dialogs.line_screen import LineScreen
from facilitator.app.screens.attempt import attempt
from facilitator.app.trees.node_acts import (
    Countermeasure,
    closed_by,
    countermeasure_on,
    is_leaf,
    switched,
    turned_node,
    typed_node,
)
from facilitator.app.trees.tree_lists import CountermeasureList, TreeOutline, closing
from facilitator.app.trees.tree_words import scenario_words, undone_words
from facilitator.app.trees.what_if import WhatIf
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.text_line import Words
from facilitator.model.records.trees import Condition, Node, Tree
from facilitator.workshop.commands.trees import AddNode, ChangeNode, MoveNode, RemoveNode
from facilitator.workshop.workshop import Act, Workshop

COUNTERMEASURES = "Countermeasures: space tries one, i puts it in place"
WIDE = 100
"""From this width on the outline and the countermeasures stand side by side."""


class TreeScreen(Screen[None]):
    """Edits one threat tree. Each act is saved and can be undone; trying a countermeasure saves nothing."""

    terms = ("threat-tree", "and-gate", "or-gate", "condition", "countermeasure", "scenario")

    BINDINGS = [
        Binding("c", "child", "Child", id="tree.child"),
        Binding("n", "sibling", "Sibling", id="tree.sibling"),
        Binding("e,enter", "edit", "Words", id="tree.edit"),
        Binding("d", "condition", "Condition", show=False, id="tree.condition"),
        Binding("o", "gate", "Gate", id="tree.gate"),
        Binding("k", "countermeasure", "Countermeasure", id="tree.control"),
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
        """The outline on the left, countermeasures and scenarios on the right."""
        yield Words(id="top")
        with Horizontal(id="body", classes="tree-body"):
            yield TreeOutline(id="outline")
            with Vertical(id="tree-side"):
                yield Static(COUNTERMEASURES, id="countermeasures-title", classes="kind-title", markup=False)
                yield CountermeasureList(id="countermeasures")
                yield Static("", id="scenarios", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Draw the tree and begin at its goal."""
        self._draw()
        self.query_one(TreeOutline).focus()

    def on_resize(self, event: Resize) -> None:
        """Side by side where there is room, one above the other where there is not."""
        is_narrow = event.size.width < WIDE
        self.set_class(is_narrow, "narrow")

    @property
    def drawn(self) -> Tree:
        """The tree as it stands."""
        return self.workshop.session.get(Tree, self.tree_id)

    def action_child(self) -> None:
        """Add a node below the one under the cursor."""
        node = self._node()
        parent = node.id if node else ""

        def add(words: str) -> None:
            self._add(typed_node(self.drawn, words, parent=parent))

        self._ask("What must happen below it?", add)

    def action_sibling(self) -> None:
        """Add a node beside the one under the cursor."""
        beside = self._node()
        if beside is None or not beside.parent:
            self.action_child()
            return

        def add(words: str) -> None:
            self._add(typed_node(self.drawn, words, beside=beside.id))

        self._ask("What else, on the same level?", add)

    def action_edit(self) -> None:
        """Change the words of the node under the cursor."""
        node = self._node()
        if node is None:
            self.action_child()
            return

        def change(words: str) -> None:
            self.workshop.do(ChangeNode(self.tree_id, node.id, label=words))

        self._ask("Its words", change, node.label)

    def action_condition(self) -> None:
        """Let a leaf stand on a condition, which others may share."""
        node = self._node()
        if node is None or not is_leaf(node):
            self.notify("Only a leaf stands on a condition.", markup=False)
            return

        def change(words: str) -> None:
            self.workshop.do(ChangeNode(self.tree_id, node.id, condition=words))

        session = self.workshop.session
        names = [condition.name for condition in session.all(Condition)]
        before = session.find(node.condition)
        self._ask("The condition", change, before.title_text if before else "", names)

    def action_gate(self) -> None:
        """Turn the node to the next kind of gate; a gate without children may become a leaf."""
        node = self._node()
        if node is not None:
            self._act_by(turned_node(self.drawn, node))

    def action_countermeasure(self) -> None:
        """Set a countermeasure against the condition of the leaf under the cursor."""
        node = self._node()
        if node is None or not node.condition:
            self.notify("Go to a leaf first; a countermeasure acts on its condition.", markup=False)
            return

        def attach(words: str) -> None:
            self.workshop.do(closed_by(node, words))

        names = [measure.text for measure in self._countermeasures()]
        self._ask("Which countermeasure closes it?", attach, "", names)

    def action_try(self) -> None:
        """See what a countermeasure would do, or would leave undone; nothing is saved."""
        measure = self._countermeasure()
        if measure is not None:
            self._what_if.switch(measure)
            self._draw()
            return
        self.query_one(CountermeasureList).focus()
        if closing(self.workshop.session):
            self._say("No countermeasure acts on that node. Choose one here; space tries it.")
        else:
            self._say("There is no countermeasure yet. Press k on a leaf to set one.")

    def action_put_in_place(self) -> None:
        """Put the countermeasure in place, or take it out: an act that is saved, and that the report counts on."""
        measure = self._countermeasure()
        if measure is None:
            self._say("Go to a countermeasure first (Tab); i puts it in place.")
            return
        self._what_if.forget(measure.id)
        self._act_by(switched(measure))
        state = "taken out" if measure.is_in_place else "in place"
        self._say(f"{measure.id} is {state}, and saved. u takes it back.")

    def action_before(self) -> None:
        """Show the tree before its countermeasures, or after."""
        self._before = not self._before
        self._draw()

    def action_remove(self) -> None:
        """Remove the node and all below it; undo brings it back."""
        node = self._node()
        if node is not None:
            self._act_by(RemoveNode(self.tree_id, node.id))

    def action_move(self, by: int) -> None:
        """Move the node among its siblings."""
        node = self._node()
        if node is not None:
            self._act_by(MoveNode(self.tree_id, node.id, by))

    def action_undo(self) -> None:
        """Take the last act back."""
        self._act(lambda: self._tell("Undone", self.workshop.log.undo()))

    def action_redo(self) -> None:
        """Put the last undone act again."""
        self._act(lambda: self._tell("Done again", self.workshop.log.redo()))

    def action_back(self) -> None:
        """Go back to the step."""
        self.dismiss(None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click edits a node, and tries a countermeasure."""
        if isinstance(event.option_list, CountermeasureList):
            self.action_try()
        elif event.option_id:
            self.action_edit()

    def _countermeasures(self) -> tuple[Countermeasure, ...]:
        return self.workshop.session.all(Countermeasure)

    def _countermeasure(self) -> Countermeasure | None:
        """The countermeasure under the cursor, or the first one that acts on the node under it."""
        listed = self.query_one(CountermeasureList)
        if self.focused is listed and listed.highlighted is not None:
            return listed.chosen_among(self._countermeasures())
        return countermeasure_on(self._node(), self._countermeasures())

    def _node(self) -> Node | None:
        """The node under the cursor."""
        outline = self.query_one(TreeOutline)
        return outline.chosen_among(self.drawn.nodes)

    def _say(self, words: str) -> None:
        """Say something above the countermeasures, where it covers nothing; the next drawing takes it away."""
        self.query_one("#countermeasures-title", Static).update(words)

    def _tell(self, what: str, undone: str) -> None:
        self.notify(undone_words(what, undone), markup=False)

    def _add(self, act: AddNode) -> None:
        self._at = self.workshop.do(act)

    def _ask(self, question: str, act: Callable[[str], None], now: str = "", names: Sequence[str] = ()) -> None:
        """Ask for a line, with names to choose from, and act on it."""

        def done(words: str | None) -> None:
            if words:
                self._act(lambda: act(words))

        self.app.push_screen(LineScreen(question, now, list(names)), done)

    def _act_by(self, act: Act[object]) -> None:
        self._act(lambda: self.workshop.do(act))

    def _act(self, act: Callable[[], object]) -> None:
        """Act and draw anew; say why when it is refused, and go where the tree is gone."""
        if not attempt(self, act):
            return
        if self.workshop.session.find(self.tree_id) is None:
            self.dismiss(None)
            return
        self._draw()

    def _draw(self) -> None:
        session = self.workshop.session
        found = self._what_if.looked_at(session, self.drawn, self._before)
        when = "before any countermeasure" if self._before else self._what_if.words(session)
        self.query_one(Words).say(f"{self.tree_id} {when} · {self.drawn.title}")
        self._say(COUNTERMEASURES)
        self._draw_outline(found.analysis)
        self.query_one(CountermeasureList).fill(session, self._what_if)
        self.query_one("#scenarios", Static).update(scenario_words(found))

    def _draw_outline(self, analysis: TreeAnalysis) -> None:
        """Draw the nodes, with the cursor on the one that was added last, else where it was."""
        node = self._node()
        before = node.id if node else ""
        at = self._at or before
        self._at = ""
        rows = drawn_tree(self.workshop.session, self.drawn, analysis.pruned)
        self.query_one(TreeOutline).fill(rows, at)
