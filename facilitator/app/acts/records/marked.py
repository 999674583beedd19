"""Changing one field of all records that are marked in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.model.fields.choices import Choice
from facilitator.model.fields.field import Field
from facilitator.model.kind import Kind
from facilitator.model.kinds import KINDS
from facilitator.workshop.commands.records import ChangeRecords

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.app.records.record_table import RecordTable


def change_marked(screen: WorkshopScreen, table: RecordTable) -> None:
    """Ask for a field of all marked records, then for what it shall say. What names a record is its own."""
    from facilitator.app.dialogs.choice_screen import ChoiceScreen

    form, rows = KINDS[table.kind], table.lines.chosen_rows
    fields = _common_fields(form)
    if not fields:
        screen.notify(f"{form.plural} have nothing that can be changed for several at once.", markup=False)
        return

    def chosen(name: str | None) -> None:
        if name:
            item = form.field(name)
            heading = f"{item.label} of {len(rows)} {form.plural.lower()}"
            _ask_value(screen, item, heading, lambda value: change(name, value))

    def change(name: str, value: str) -> None:
        if screen.attempt(lambda: screen.workshop.do(ChangeRecords(rows, {name: value}))):
            table.unmark()

    heading = f"Change which field of the {len(rows)} marked?"
    choices = [(item.label, item.name) for item in fields]
    screen.app.push_screen(ChoiceScreen(heading, choices), chosen)


def _common_fields(form: Kind) -> list[Field]:
    """The fields that several records can say the same in."""
    optional = [item for item in form.fields if not item.required]
    return [item for item in optional if type(item.type) is Choice or item.type.is_free_line]


def _ask_value(screen: WorkshopScreen, item: Field, heading: str, take: Callable[[str], None]) -> None:
    """Ask for a value of a field; an empty line is one, and no choice is none."""
    from facilitator.app.dialogs.choice_screen import ChoiceScreen
    from facilitator.app.dialogs.line_screen import LineScreen

    def chosen(value: str | None) -> None:
        if value:
            take(value)

    def typed(value: str | None) -> None:
        if value is not None:
            take(value)

    if isinstance(item.type, Choice):
        choices = [(choice.replace("-", " "), choice) for choice in item.choices]
        screen.app.push_screen(ChoiceScreen(heading, choices), chosen)
    else:
        screen.app.push_screen(LineScreen(heading, "", []), typed)
