"""Removing a record, or all that are marked."""

from facilitator.app.records.record_table import RecordTable
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.app.terminal.plain_text import one_line
from facilitator.model.references import named_by
from facilitator.workshop.commands.records import RemoveRecord, RemoveRecords


def remove_one(screen: WorkshopScreen, record_id: str) -> None:
    """Remove a record; ask first when others name it or something stands on it."""
    from facilitator.app.dialogs.confirm_screen import RemovalScreen
    from facilitator.workshop.views.consequence_lines import consequence_lines

    namers = []
    for record in named_by(screen.workshop.session, record_id):
        namers.append(f"{record.id} {one_line(record.title_text, 50)}")
    found = screen.workshop.consequences(RemoveRecord(record_id))
    touched = consequence_lines(found) if found.warn else []

    def decided(way: str | None) -> None:
        if way:
            act = RemoveRecord(record_id, take_along=way == "along")
            screen.attempt(lambda: screen.workshop.do(act))

    if namers or touched:
        screen.app.push_screen(RemovalScreen(record_id, namers, touched), decided)
    else:
        decided("unlink")


def remove_marked(screen: WorkshopScreen, table: RecordTable) -> None:
    """Remove all marked records of a table as one act; ask first."""
    from facilitator.app.dialogs.confirm_screen import ConfirmScreen

    rows = table.lines.chosen_rows
    question = f"Remove {len(rows)} marked records? What names them forgets them; undo brings all back."

    def decided(go_on: bool | None) -> None:
        if go_on and screen.attempt(lambda: screen.workshop.do(RemoveRecords(rows))):
            table.unmark()

    screen.app.push_screen(ConfirmScreen(question, "Remove"), decided)
