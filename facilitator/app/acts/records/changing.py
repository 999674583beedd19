"""Adding, changing and removing the records of a step."""

from functools import partial

from facilitator.app.act import act, handles
from facilitator.app.acts.records.marked import change_marked
from facilitator.app.acts.records.opening import open_form, open_new, open_rating, open_tree
from facilitator.app.acts.records.removing import remove_marked, remove_one
from facilitator.app.key import Help, InHand, Place
from facilitator.app.records.record_table import RecordTable
from facilitator.app.records.records_pane import RecordsPane
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.model.kinds import KINDS
from facilitator.model.records.session import HEADER_ID
from facilitator.workshop.commands.planting import PlantTree, tree_templates

EMPTY = "empty"
EDIT = "workshop.edit"


ADD = Help(Place.TABLE, "add a record; the last line says of which kind")


def _what_is_added(hand: InHand, words: str) -> str:
    return "Rate" if hand.kind == "rating" else f"{words} {KINDS[hand.kind].noun}"


@act("workshop.add", "a", "Add", ADD, bar=4, here=_what_is_added)
def add(screen: WorkshopScreen) -> None:
    """Add a record of the kind whose table has the focus."""
    table = screen.query_one(RecordsPane).active()
    if table.kind == "rating":
        edit(screen)
    elif table.kind == "approval":
        screen.action_act("workshop.approve")
    elif table.kind == "tree" and screen.workshop.banks.trees.tree:
        _choose_tree(screen)
    else:
        open_new(screen, KINDS[table.kind])


def _choose_tree(screen: WorkshopScreen) -> None:
    from facilitator.app.dialogs.choice_screen import ChoiceScreen

    templates = [(template.title, template.id) for template in tree_templates(screen.workshop)]
    choices = [("A tree of our own", EMPTY), *templates]
    screen.app.push_screen(ChoiceScreen("Begin a threat tree with", choices), partial(_tree_chosen, screen))


def _tree_chosen(screen: WorkshopScreen, template: str | None) -> None:
    if template == EMPTY:
        open_new(screen, KINDS["tree"])
    elif template:
        _plant(screen, template)


def _plant(screen: WorkshopScreen, template: str) -> None:
    planted: list[str] = []

    def plant() -> None:
        tree = screen.workshop.do(PlantTree(template))
        planted.append(tree.id)

    if screen.attempt(plant):
        open_tree(screen, planted[0])


def _where_chosen(hand: InHand, words: str) -> str:
    return words if hand.is_chosen else ""


@act(EDIT, "e", "Edit", Help(Place.TABLE, "change it"), bar=9, here=_where_chosen)
def edit(screen: WorkshopScreen) -> None:
    """Change the record under the cursor; a tree opens in its editor, a threat of step 6 in its rating."""
    table = screen.query_one(RecordsPane).active()
    if not table.chosen:
        screen.notify("There is nothing here to change; press a to add.", markup=False)
    elif table.lines.marked and KINDS[table.kind].form:
        change_marked(screen, table)
    elif table.kind == "rating":
        open_rating(screen, table.chosen)
    else:
        open_form(screen, table.chosen)


@handles(RecordTable.Opened)
def opened(screen: WorkshopScreen, event: RecordTable.Opened) -> None:
    """Enter opens a tree in its editor, and anything else to change it."""
    table = event.table
    if table.kind == "tree":
        open_tree(screen, table.chosen)
    else:
        edit(screen)


@act("workshop.remove", "x,delete", "Remove", Help(Place.TABLE, "remove it", beside=EDIT))
def remove(screen: WorkshopScreen) -> None:
    """Remove the record under the cursor; asks when others name it."""
    table = screen.query_one(RecordsPane).active()
    if not table.chosen or table.kind == "rating":
        return
    if table.lines.marked:
        remove_marked(screen, table)
    else:
        remove_one(screen, table.chosen)


@act("workshop.header", "h", "Title, stages, scale", Help(Place.SCREEN, "title, stages and scale of the session"))
def header(screen: WorkshopScreen) -> None:
    """Change what the session says of itself."""
    open_form(screen, HEADER_ID)
