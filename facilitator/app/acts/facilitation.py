"""Running the room: parking thoughts, noting decisions and actions, who is speaking, the timebox of a step."""

from collections.abc import Mapping
from functools import partial

from facilitator.app.act import act, each_second
from facilitator.app.records.records_pane import RecordsPane
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.app.terminal.plain_text import one_line
from facilitator.model.fields.field import Typed
from facilitator.model.kinds import KINDS, from_notes
from facilitator.model.records.notes import Note
from facilitator.model.records.session import Participant
from facilitator.model.vocabulary import STEP_TITLES, NoteKind
from facilitator.workshop.clock import USUAL_MINUTES
from facilitator.workshop.commands.notes import BecomeRecord, Decide, Park
from facilitator.workshop.commands.records import AddRecord

SOMEBODY_NEW = "+"


@act("workshop.park", "p", "Park", bar=11)
def park(screen: WorkshopScreen) -> None:
    """Park a thought in one line; the question in hand stays where it is."""
    _note(screen, "Park a thought", Park)


@act("workshop.brainstorm", "B", "Brainstorm: loose lines first")
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


@act("workshop.decide", "d", "Note a decision")
def decide(screen: WorkshopScreen) -> None:
    """Note a decision in one line."""
    _note(screen, "What was decided?", Decide)


@act("workshop.assign", "A", "Note an action with owner and date")
def assign(screen: WorkshopScreen) -> None:
    """Give somebody an action, with owner and date."""
    from facilitator.app.dialogs.form_factory import empty_values, form_screen

    form = KINDS["note"]
    values: dict[str, Typed] = {**empty_values(form), "note_kind": NoteKind.ACTION.value}

    def save(typed: Mapping[str, Typed]) -> None:
        screen.workshop.do(AddRecord("note", {**values, **typed}))

    screen.app.push_screen(form_screen(screen.workshop, form, "An action", values, save), partial(_saved, screen))


@act("workshop.speaking", "l", "Who is speaking")
def speaking(screen: WorkshopScreen) -> None:
    """Say who is speaking; answers bear this name."""
    from facilitator.app.dialogs.choice_screen import ChoiceScreen

    people = [(f"{one.name} ({one.role.value.replace('-', ' ')})", one.name) for one in _people(screen)]
    choices = [*people, ("Somebody else: type a name", SOMEBODY_NEW)]
    screen.app.push_screen(
        ChoiceScreen(f"Who is speaking? Now: {screen.workshop.by}", choices), partial(_speaks, screen)
    )


@act("workshop.become", "j", "Turn a note into a record")
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
    screen.app.push_screen(ChoiceScreen(heading, choices), lambda kind: _becomes(screen, note, kind or ""))


@act("workshop.clock", "z", "Start or pause the clock")
def clock(screen: WorkshopScreen) -> None:
    """Start the clock of this step, or pause it."""
    clock = screen.step_clock
    if clock.running:
        screen.attempt(clock.pause)
        return
    if not clock.minutes(screen.step):
        screen.attempt(lambda: clock.limit(screen.step, USUAL_MINUTES[screen.step]))
    clock.start(screen.step)
    screen.draw_bars()


@act("workshop.timebox", "Z", "Minutes for this step")
def timebox(screen: WorkshopScreen) -> None:
    """Set the minutes of this step."""
    from facilitator.app.dialogs.line_screen import LineScreen

    now = str(screen.step_clock.minutes(screen.step) or USUAL_MINUTES[screen.step])
    heading = f"Minutes for {STEP_TITLES[screen.step]} (0: no limit)"
    screen.app.push_screen(LineScreen(heading, now, []), partial(_limited, screen))


@each_second
def tick(screen: WorkshopScreen) -> None:
    """Let the clock go on, and say once when the time of the step is over."""
    clock = screen.step_clock
    if not clock.running:
        return
    screen.draw_bars()
    if clock.nudges(screen.step):
        words = f"The time for {STEP_TITLES[screen.step]} is over. Go on as long as it is worth it."
        screen.notify(words, title="Timebox", markup=False)


def _note(screen: WorkshopScreen, heading: str, command: type[Park] | type[Decide]) -> None:
    from facilitator.app.dialogs.line_screen import LineScreen

    def noted(text: str | None) -> None:
        if text and screen.attempt(lambda: screen.workshop.do(command(text))):
            screen.notify(f"{command.offer.done}: {one_line(text, 50)} (m shows all)", markup=False)

    screen.app.push_screen(LineScreen(heading, "", []), noted)


def _people(screen: WorkshopScreen) -> tuple[Participant, ...]:
    return screen.workshop.session.all(Participant)


def _speaks(screen: WorkshopScreen, name: str | None) -> None:
    from facilitator.app.dialogs.line_screen import LineScreen

    if name == SOMEBODY_NEW:
        screen.app.push_screen(
            LineScreen("The name", "", [one.name for one in _people(screen)]), partial(_speaks, screen)
        )
    elif name:
        screen.workshop.by = name
        if name not in [one.name for one in _people(screen)]:
            screen.attempt(lambda: screen.workshop.do(AddRecord("participant", {"name": name})))
        screen.draw_bars()


def _becomes(screen: WorkshopScreen, note: Note, kind: str) -> None:
    from facilitator.app.dialogs.form_factory import empty_values, form_screen

    if not kind:
        return
    form = KINDS[kind]
    first = next(item.name for item in form.fields if item.required)
    values: dict[str, Typed] = {**empty_values(form), first: note.text}

    def save(typed: Mapping[str, Typed]) -> None:
        screen.workshop.do(BecomeRecord(note.id, kind, {**values, **typed}))

    screen.app.push_screen(
        form_screen(screen.workshop, form, f"New {form.noun}", values, save), partial(_saved, screen)
    )


def _limited(screen: WorkshopScreen, words: str | None) -> None:
    if not words:
        return
    if not words.isdecimal():
        screen.notify(f"“{words}” should be a whole number of minutes.", severity="error", markup=False)
        return
    screen.attempt(lambda: screen.step_clock.limit(screen.step, int(words)))


def _saved(screen: WorkshopScreen, saved: bool | None) -> None:
    if saved:
        screen.show_step()
