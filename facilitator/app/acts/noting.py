"""Parking thoughts, one or many, and noting decisions and actions."""

from collections.abc import Mapping

from facilitator.app.act import act, act_of
from facilitator.app.acts.records.opening import open_filled
from facilitator.app.key import Help, Place
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.app.terminal.plain_text import one_line
from facilitator.model.fields.field import Typed
from facilitator.model.kinds import KINDS
from facilitator.model.vocabulary import STEP_TITLES, NoteKind
from facilitator.workshop.commands.notes import Assign, Decide, Park
from facilitator.workshop.commands.records import AddRecord


@act_of(Park, Help(Place.ROOM, "park a thought"), everywhere=True)
def park(screen: WorkshopScreen) -> None:
    """Park a thought in one line; the question in hand stays where it is."""
    _note(screen, "Park a thought", Park)


@act_of(
    Decide,
    Help(Place.ROOM, "note a decision; on every screen that is no form", beside=Park.offer.key_id),
    everywhere=True,
)
def decide(screen: WorkshopScreen) -> None:
    """Note a decision in one line."""
    _note(screen, "What was decided?", Decide)


def _note(screen: WorkshopScreen, heading: str, command: type[Park] | type[Decide]) -> None:
    from facilitator.app.dialogs.line_screen import LineScreen

    def noted(text: str | None) -> None:
        if text and screen.attempt(lambda: screen.workshop.do(command(text))):
            screen.notify(f"{command.offer.done}: {one_line(text, 50)} (m shows all)", markup=False)

    screen.app.push_screen(LineScreen(heading, "", []), noted)


@act_of(Assign, Help(Place.ROOM, "give somebody an action with a date"))
def assign(screen: WorkshopScreen) -> None:
    """Give somebody an action, with owner and date."""

    def keep(values: Mapping[str, Typed]) -> None:
        screen.workshop.do(AddRecord("note", values))

    filled = {"note_kind": NoteKind.ACTION.value}
    open_filled(screen, KINDS["note"], "An action", filled, keep)


@act(
    "workshop.brainstorm",
    "B",
    "Brainstorm: loose lines first",
    Help(Place.ROOM, "a brainstorm: one line after another, each kept with Enter; nothing is judged"),
)
def brainstorm(screen: WorkshopScreen) -> None:
    """Take down loose lines, one after another; j turns each into a record later."""
    from facilitator.app.dialogs.brainstorm_screen import BrainstormScreen

    def keep(line: str) -> bool:
        return screen.attempt(lambda: screen.workshop.do(Park(line)))

    def ended(count: int | None) -> None:
        if count:
            thoughts = "1 thought is" if count == 1 else f"{count} thoughts are"
            screen.notify(f"{thoughts} parked; m shows them, j there makes a record of one.", markup=False)

    screen.app.push_screen(BrainstormScreen(f"Brainstorm: {STEP_TITLES[screen.step]}", keep), ended)
