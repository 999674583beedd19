"""Turning a note into a record of another kind."""

from collections.abc import Mapping

from facilitator.app.act import act_of
from facilitator.app.acts.records.opening import open_filled
from facilitator.app.key import Help, Place
from facilitator.app.records.records_pane import RecordsPane
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.app.terminal.plain_text import one_line
from facilitator.model.fields.field import Typed
from facilitator.model.kinds import KINDS, from_notes
from facilitator.model.records.notes import Note
from facilitator.workshop.commands.notes import BecomeRecord

HELP = "turn the note under the cursor into a threat, an asset or another record; `m` shows all notes"


@act_of(BecomeRecord, Help(Place.ROOM, HELP))
def become(screen: WorkshopScreen) -> None:
    """Turn the note under the cursor into a record; the note is marked as done."""
    from facilitator.app.dialogs.choice_screen import ChoiceScreen

    chosen = screen.query_one(RecordsPane).active().chosen
    note = screen.workshop.session.find(chosen) if chosen else None
    if not isinstance(note, Note):
        screen.notify("Go to a note first (m shows people and notes).", markup=False)
        return
    choices = [(kind.noun, kind.name) for kind in from_notes()]
    heading = f"“{one_line(note.text, 40)}” becomes"

    def chosen_kind(kind: str | None) -> None:
        if kind:
            _becomes(screen, note, kind)

    screen.app.push_screen(ChoiceScreen(heading, choices), chosen_kind)


def _becomes(screen: WorkshopScreen, note: Note, kind: str) -> None:
    form = KINDS[kind]

    def keep(values: Mapping[str, Typed]) -> None:
        screen.workshop.do(BecomeRecord(note.id, kind, values))

    open_filled(screen, form, f"New {form.noun}", {form.first_field.name: note.text}, keep)
