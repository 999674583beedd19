"""Adding, changing and removing the records of a step."""

from collections.abc import Mapping

from facilitator.app.acts.workshop_base import WorkshopBase
from facilitator.app.records.record_table import RecordTable
from facilitator.app.records.records_pane import RecordsPane, aside_kinds
from facilitator.app.terminal.plain_text import one_line
from facilitator.model.fields.choices import Choice
from facilitator.model.fields.field import Typed
from facilitator.model.fields.texts import ONE_LINE
from facilitator.model.kind import Kind
from facilitator.model.kinds import KINDS
from facilitator.model.records.ratings import Rating
from facilitator.model.records.session import HEADER_ID
from facilitator.model.references import named_by
from facilitator.model.vocabulary import RatingMoment, Step
from facilitator.workshop.commands.planting import PlantTree, tree_templates
from facilitator.workshop.commands.records import AddRecord, ChangeRecord, ChangeRecords, RemoveRecord, RemoveRecords

EMPTY = "empty"


class RecordActs(WorkshopBase):
    """What the keys do with the records of the step in hand."""

    def action_add(self) -> None:
        """Add a record of the kind whose table has the focus."""
        from facilitator.app.dialogs.choice_screen import ChoiceScreen

        table = self.query_one(RecordsPane).active()
        if table.kind == "rating":
            self.action_edit()
            return
        if table.kind == "tree" and self.workshop.banks.trees.tree:
            choices = [("A tree of our own", EMPTY), *((t.title, t.id) for t in tree_templates(self.workshop))]
            self.app.push_screen(ChoiceScreen("Begin a threat tree with", choices), self._tree_chosen)
            return
        self._open_form(KINDS[table.kind], "")

    def _tree_chosen(self, template: str | None) -> None:
        if template == EMPTY:
            self._open_form(KINDS["tree"], "")
        elif template:
            planted: list[str] = []
            if self.attempt(lambda: planted.append(self.workshop.do(PlantTree(template)).id)):
                self._open_tree(planted[0])

    def go_to_record(self, record_id: str, step: Step | None = None) -> None:
        """Put the cursor on a record, in its table; a rating is the row of its threat.

        step: where to, for a record that several steps show.
        """
        record = self.workshop.record(record_id)
        there = step or KINDS[record.kind].step or self.step
        if there is not self.step:
            self.action_step(there.value)
        self.show_records(aside=record.kind in aside_kinds())
        self.show_step(at=record.threat if isinstance(record, Rating) else record_id)

    def action_edit(self) -> None:
        """Change the record under the cursor; a tree opens in its editor, a threat of step 6 in its rating."""
        table = self.query_one(RecordsPane).active()
        if not table.chosen:
            self.notify("There is nothing here to change; press a to add.", markup=False)
        elif table.marked and KINDS[table.kind].form:
            self._change_marked(table)
        elif table.kind == "rating":
            self._open_rating(table.chosen)
        else:
            self._open_form(KINDS[table.kind], table.chosen)

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        """Enter opens a tree in its editor, and anything else to change it."""
        table = event.table
        if table.kind == "tree":
            self._open_tree(table.chosen)
        else:
            self.action_edit()

    def action_remove(self) -> None:
        """Remove the record under the cursor; asks when others name it."""
        from facilitator.app.dialogs.confirm_screen import RemovalScreen
        from facilitator.workshop.views.consequence_lines import consequence_lines

        table = self.query_one(RecordsPane).active()
        if not table.chosen or table.kind == "rating":
            return
        if table.marked:
            self._remove_marked(table)
            return
        record_id = table.chosen
        namers = [f"{one.id} {one_line(one.title_text, 50)}" for one in named_by(self.workshop.session, record_id)]
        touched = consequence_lines(self.workshop.consequences(RemoveRecord(record_id)))
        if namers or touched:
            screen = RemovalScreen(record_id, namers, touched)
            self.app.push_screen(screen, lambda way: self._removed(record_id, way or ""))
        else:
            self._removed(record_id, "unlink")

    def action_undo(self) -> None:
        """Take the last act back."""
        self.attempt(lambda: self._tell("Undone", self.workshop.log.undo()))

    def action_redo(self) -> None:
        """Put the last undone act again."""
        self.attempt(lambda: self._tell("Done again", self.workshop.log.redo()))

    def action_header(self) -> None:
        """Change what the session says of itself."""
        self._open_form(KINDS["session"], HEADER_ID)

    def _change_marked(self, table: RecordTable) -> None:
        """One field of all marked records: which one, then what it shall say. What names a record is its own."""
        from facilitator.app.dialogs.choice_screen import ChoiceScreen
        from facilitator.app.dialogs.line_screen import LineScreen

        form, rows = KINDS[table.kind], table.chosen_rows
        fields = [item for item in form.fields if type(item.type) in (Choice, *ONE_LINE) and not item.required]
        if not fields:
            self.notify(f"{form.plural} have nothing that can be changed for several at once.", markup=False)
            return

        def chosen(name: str | None) -> None:
            if not name:
                return
            item = form.field(name)
            heading = f"{item.label} of {len(rows)} {form.plural.lower()}"
            if isinstance(item.type, Choice):
                choices = [(choice.replace("-", " "), choice) for choice in item.choices]
                self.app.push_screen(ChoiceScreen(heading, choices), lambda value: change(name, value or None))
            else:
                self.app.push_screen(LineScreen(heading, "", []), lambda value: change(name, value))

        def change(name: str, value: str | None) -> None:
            if value is not None and self.attempt(lambda: self.workshop.do(ChangeRecords(rows, {name: value}))):
                table.unmark()

        heading = f"Change which field of the {len(rows)} marked?"
        self.app.push_screen(ChoiceScreen(heading, [(item.label, item.name) for item in fields]), chosen)

    def _remove_marked(self, table: RecordTable) -> None:
        from facilitator.app.dialogs.confirm_screen import ConfirmScreen

        rows = table.chosen_rows
        question = f"Remove {len(rows)} marked records? What names them forgets them; undo brings all back."

        def decided(go_on: bool | None) -> None:
            if go_on and self.attempt(lambda: self.workshop.do(RemoveRecords(rows))):
                table.unmark()

        self.app.push_screen(ConfirmScreen(question, "Remove"), decided)

    def _open_tree(self, tree_id: str) -> None:
        from facilitator.app.screens.tree_screen import TreeScreen

        self.app.push_screen(TreeScreen(self.workshop, tree_id))

    def _open_rating(self, threat_id: str) -> None:
        from facilitator.app.dialogs.choice_screen import ChoiceScreen
        from facilitator.app.screens.rating_screen import RatingScreen
        from facilitator.workshop.views.standing_rating import standing_words, ways_to_rate

        def chosen(kind: str | None) -> None:
            if kind:
                self.app.push_screen(RatingScreen(self.workshop, threat_id, RatingMoment(kind)))

        stands = standing_words(self.workshop, threat_id)
        if not stands:
            chosen(RatingMoment.INHERENT)
            return
        ways = [(way, moment.value) for moment, way in ways_to_rate(self.workshop, threat_id)]
        self.app.push_screen(ChoiceScreen(stands, [*ways, ("Leave it as it is", "")]), chosen)

    def _open_form(self, form: Kind, record_id: str) -> None:
        from facilitator.app.dialogs.form_factory import empty_values, form_screen, values_of
        from facilitator.workshop.views.consequence_lines import consequence_lines

        def save(values: Mapping[str, Typed]) -> None:
            if record_id:
                self.workshop.do(ChangeRecord(record_id, values))
            else:
                added.append(self.workshop.do(AddRecord(form.name, values)).id)

        def done(saved: bool | None) -> None:
            if saved:
                self.show_step(at=added[0] if added else "")
                if added and form.name == "tree":
                    self._open_tree(added[0])

        def touched(values: Mapping[str, Typed]) -> list[str]:
            found = self.workshop.consequences(ChangeRecord(record_id, values)) if record_id else None
            return consequence_lines(found) if found and found.warn else []

        added: list[str] = []
        verb = f"Change {record_id}" if record_id else f"New {form.noun}"
        values = values_of(form, self.workshop.record(record_id)) if record_id else empty_values(form)
        self.app.push_screen(form_screen(self.workshop, form, verb, values, save, touched), done)

    def _removed(self, record_id: str, way: str) -> None:
        if way:
            self.attempt(lambda: self.workshop.do(RemoveRecord(record_id, take_along=way == "along")))

    def _tell(self, what: str, words: str) -> None:
        self.notify(f"{what}: {one_line(words, 70)}" if words else "There is nothing left.", markup=False)
