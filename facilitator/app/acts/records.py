"""Adding, changing and removing the records of a step."""

from collections.abc import Mapping
from functools import partial

from facilitator.app.act import act, handles
from facilitator.app.records.record_table import RecordTable
from facilitator.app.records.records_pane import RecordsPane
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.app.terminal.plain_text import one_line
from facilitator.model.fields.choices import Choice
from facilitator.model.fields.field import Typed
from facilitator.model.fields.texts import ONE_LINE
from facilitator.model.kind import Kind
from facilitator.model.kinds import KINDS
from facilitator.model.records.session import HEADER_ID
from facilitator.model.references import named_by
from facilitator.model.vocabulary import RatingMoment
from facilitator.workshop.commands.planting import PlantTree, tree_templates
from facilitator.workshop.commands.records import AddRecord, ChangeRecord, ChangeRecords, RemoveRecord, RemoveRecords

EMPTY = "empty"


@act("workshop.add", "a", "Add", bar=4)
def add(screen: WorkshopScreen) -> None:
    """Add a record of the kind whose table has the focus."""
    from facilitator.app.dialogs.choice_screen import ChoiceScreen

    table = screen.query_one(RecordsPane).active()
    if table.kind == "rating":
        edit(screen)
        return
    if table.kind == "tree" and screen.workshop.banks.trees.tree:
        choices = [("A tree of our own", EMPTY), *((t.title, t.id) for t in tree_templates(screen.workshop))]
        screen.app.push_screen(ChoiceScreen("Begin a threat tree with", choices), partial(_tree_chosen, screen))
        return
    _open_form(screen, KINDS[table.kind], "")


def _tree_chosen(screen: WorkshopScreen, template: str | None) -> None:
    if template == EMPTY:
        _open_form(screen, KINDS["tree"], "")
    elif template:
        planted: list[str] = []
        if screen.attempt(lambda: planted.append(screen.workshop.do(PlantTree(template)).id)):
            _open_tree(screen, planted[0])


@act("workshop.edit", "e", "Edit", bar=9)
def edit(screen: WorkshopScreen) -> None:
    """Change the record under the cursor; a tree opens in its editor, a threat of step 6 in its rating."""
    table = screen.query_one(RecordsPane).active()
    if not table.chosen:
        screen.notify("There is nothing here to change; press a to add.", markup=False)
    elif table.lines.marked and KINDS[table.kind].form:
        _change_marked(screen, table)
    elif table.kind == "rating":
        _open_rating(screen, table.chosen)
    else:
        _open_form(screen, KINDS[table.kind], table.chosen)


@handles(RecordTable.Opened)
def opened(screen: WorkshopScreen, event: RecordTable.Opened) -> None:
    """Enter opens a tree in its editor, and anything else to change it."""
    table = event.table
    if table.kind == "tree":
        _open_tree(screen, table.chosen)
    else:
        edit(screen)


@act("workshop.remove", "x,delete", "Remove")
def remove(screen: WorkshopScreen) -> None:
    """Remove the record under the cursor; asks when others name it."""
    from facilitator.app.dialogs.confirm_screen import RemovalScreen
    from facilitator.workshop.views.consequence_lines import consequence_lines

    table = screen.query_one(RecordsPane).active()
    if not table.chosen or table.kind == "rating":
        return
    if table.lines.marked:
        _remove_marked(screen, table)
        return
    record_id = table.chosen
    namers = [f"{one.id} {one_line(one.title_text, 50)}" for one in named_by(screen.workshop.session, record_id)]
    touched = consequence_lines(screen.workshop.consequences(RemoveRecord(record_id)))
    if namers or touched:
        dialog = RemovalScreen(record_id, namers, touched)
        screen.app.push_screen(dialog, lambda way: _removed(screen, record_id, way or ""))
    else:
        _removed(screen, record_id, "unlink")


@act("workshop.undo", "u", "Undo", bar=10)
def undo(screen: WorkshopScreen) -> None:
    """Take the last act back."""
    screen.attempt(lambda: _tell(screen, "Undone", screen.workshop.log.undo()))


@act("workshop.redo", "r", "Redo")
def redo(screen: WorkshopScreen) -> None:
    """Put the last undone act again."""
    screen.attempt(lambda: _tell(screen, "Done again", screen.workshop.log.redo()))


@act("workshop.header", "h", "Title, stages, scale")
def header(screen: WorkshopScreen) -> None:
    """Change what the session says of itscreen."""
    _open_form(screen, KINDS["session"], HEADER_ID)


def _change_marked(screen: WorkshopScreen, table: RecordTable) -> None:
    """One field of all marked records: which one, then what it shall say. What names a record is its own."""
    from facilitator.app.dialogs.choice_screen import ChoiceScreen
    from facilitator.app.dialogs.line_screen import LineScreen

    form, rows = KINDS[table.kind], table.lines.chosen_rows
    fields = [item for item in form.fields if type(item.type) in (Choice, *ONE_LINE) and not item.required]
    if not fields:
        screen.notify(f"{form.plural} have nothing that can be changed for several at once.", markup=False)
        return

    def chosen(name: str | None) -> None:
        if not name:
            return
        item = form.field(name)
        heading = f"{item.label} of {len(rows)} {form.plural.lower()}"
        if isinstance(item.type, Choice):
            choices = [(choice.replace("-", " "), choice) for choice in item.choices]
            screen.app.push_screen(ChoiceScreen(heading, choices), lambda value: change(name, value or None))
        else:
            screen.app.push_screen(LineScreen(heading, "", []), lambda value: change(name, value))

    def change(name: str, value: str | None) -> None:
        if value is not None and screen.attempt(lambda: screen.workshop.do(ChangeRecords(rows, {name: value}))):
            table.unmark()

    heading = f"Change which field of the {len(rows)} marked?"
    screen.app.push_screen(ChoiceScreen(heading, [(item.label, item.name) for item in fields]), chosen)


def _remove_marked(screen: WorkshopScreen, table: RecordTable) -> None:
    from facilitator.app.dialogs.confirm_screen import ConfirmScreen

    rows = table.lines.chosen_rows
    question = f"Remove {len(rows)} marked records? What names them forgets them; undo brings all back."

    def decided(go_on: bool | None) -> None:
        if go_on and screen.attempt(lambda: screen.workshop.do(RemoveRecords(rows))):
            table.unmark()

    screen.app.push_screen(ConfirmScreen(question, "Remove"), decided)


def _open_tree(screen: WorkshopScreen, tree_id: str) -> None:
    from facilitator.app.screens.tree_screen import TreeScreen

    screen.app.push_screen(TreeScreen(screen.workshop, tree_id))


def _open_rating(screen: WorkshopScreen, threat_id: str) -> None:
    from facilitator.app.dialogs.choice_screen import ChoiceScreen
    from facilitator.app.screens.rating_screen import RatingScreen
    from facilitator.workshop.views.standing_rating import standing_words, ways_to_rate

    def chosen(kind: str | None) -> None:
        if kind:
            screen.app.push_screen(RatingScreen(screen.workshop, threat_id, RatingMoment(kind)))

    stands = standing_words(screen.workshop, threat_id)
    if not stands:
        chosen(RatingMoment.INHERENT)
        return
    ways = [(way, moment.value) for moment, way in ways_to_rate(screen.workshop, threat_id)]
    screen.app.push_screen(ChoiceScreen(stands, [*ways, ("Leave it as it is", "")]), chosen)


def _open_form(screen: WorkshopScreen, form: Kind, record_id: str) -> None:
    from facilitator.app.dialogs.form_factory import empty_values, form_screen, values_of
    from facilitator.workshop.views.consequence_lines import consequence_lines

    def save(values: Mapping[str, Typed]) -> None:
        if record_id:
            screen.workshop.do(ChangeRecord(record_id, values))
        else:
            added.append(screen.workshop.do(AddRecord(form.name, values)).id)

    def done(saved: bool | None) -> None:
        if saved:
            screen.show_step(at=added[0] if added else "")
            if added and form.name == "tree":
                _open_tree(screen, added[0])

    def touched(values: Mapping[str, Typed]) -> list[str]:
        found = screen.workshop.consequences(ChangeRecord(record_id, values)) if record_id else None
        return consequence_lines(found) if found and found.warn else []

    added: list[str] = []
    verb = f"Change {record_id}" if record_id else f"New {form.noun}"
    values = values_of(form, screen.workshop.record(record_id)) if record_id else empty_values(form)
    screen.app.push_screen(form_screen(screen.workshop, form, verb, values, save, touched), done)


def _removed(screen: WorkshopScreen, record_id: str, way: str) -> None:
    if way:
        screen.attempt(lambda: screen.workshop.do(RemoveRecord(record_id, take_along=way == "along")))


def _tell(screen: WorkshopScreen, what: str, words: str) -> None:
    screen.notify(f"{what}: {one_line(words, 70)}" if words else "There is nothing left.", markup=False)
