"""Running the room: parking thoughts, noting decisions and actions, who is speaking, the timebox of a step."""

from collections.abc import Mapping

from facilitator.app.acts.workshop_base import WorkshopBase
from facilitator.app.records.records_pane import RecordsPane
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


class FacilitationActs(WorkshopBase):
    """What the keys do for the facilitator, without leaving the question in hand."""

    nudged = False

    def action_park(self) -> None:
        """Park a thought in one line; the question in hand stays where it is."""
        self._note("Park a thought", Park)

    def action_brainstorm(self) -> None:
        """Take down loose lines, one after another; j turns each into a record later."""
        from facilitator.app.dialogs.brainstorm_screen import BrainstormScreen

        def keep(line: str) -> bool:
            return self.attempt(lambda: self.workshop.do(Park(line)))

        def ended(count: int | None) -> None:
            if count:
                thoughts = "1 thought is" if count == 1 else f"{count} thoughts are"
                self.notify(f"{thoughts} parked; m shows them, j there makes a record of one.", markup=False)

        self.app.push_screen(BrainstormScreen(f"Brainstorm: {STEP_TITLES[self.step]}", keep), ended)

    def action_decide(self) -> None:
        """Note a decision in one line."""
        self._note("What was decided?", Decide)

    def action_assign(self) -> None:
        """Give somebody an action, with owner and date."""
        from facilitator.app.dialogs.form_factory import empty_values, form_screen

        form = KINDS["note"]
        values: dict[str, Typed] = {**empty_values(form), "note_kind": NoteKind.ACTION.value}

        def save(typed: Mapping[str, Typed]) -> None:
            self.workshop.do(AddRecord("note", {**values, **typed}))

        self.app.push_screen(form_screen(self.workshop, form, "An action", values, save), self._saved)

    def action_speaking(self) -> None:
        """Say who is speaking; answers bear this name."""
        from facilitator.app.dialogs.choice_screen import ChoiceScreen

        people = [(f"{one.name} ({one.role.value.replace('-', ' ')})", one.name) for one in self._people()]
        choices = [*people, ("Somebody else: type a name", SOMEBODY_NEW)]
        self.app.push_screen(ChoiceScreen(f"Who is speaking? Now: {self.workshop.by}", choices), self._speaks)

    def action_become(self) -> None:
        """Turn the note under the cursor into a record; the note is marked as done."""
        from facilitator.app.dialogs.choice_screen import ChoiceScreen

        chosen = self.query_one(RecordsPane).active().chosen
        note = self.workshop.session.find(chosen) if chosen else None
        if not isinstance(note, Note):
            self.notify("Go to a note first (m shows people and notes).", markup=False)
            return
        choices = [(kind.noun, kind.name) for kind in from_notes()]
        heading = f"“{one_line(note.text, 40)}” becomes"
        self.app.push_screen(ChoiceScreen(heading, choices), lambda kind: self._becomes(note, kind or ""))

    def action_clock(self) -> None:
        """Start the clock of this step, or pause it."""
        clock = self.step_clock
        if clock.running:
            self.attempt(clock.pause)
            return
        self.nudged = False
        if not clock.minutes(self.step):
            self.attempt(lambda: clock.limit(self.step, USUAL_MINUTES[self.step]))
        clock.start(self.step)
        self.draw_bars()

    def action_timebox(self) -> None:
        """Set the minutes of this step."""
        from facilitator.app.dialogs.line_screen import LineScreen

        now = str(self.step_clock.minutes(self.step) or USUAL_MINUTES[self.step])
        heading = f"Minutes for {STEP_TITLES[self.step]} (0: no limit)"
        self.app.push_screen(LineScreen(heading, now, []), self._limited)

    def clock_words(self) -> str:
        """The time of the step in hand, as “18:42 of 45:00 left”, or "" without a limit."""
        clock = self.step_clock
        left = clock.left(self.step)
        if left is None:
            return ""
        mark = "" if clock.running else " paused"
        over = " over" if left < 0 else " left"
        return f"{_minutes(abs(left))} of {clock.minutes(self.step)}:00{over}{mark} · "

    def tick(self) -> None:
        """Each second: the clock goes on, and nudges once when the time of the step is over."""
        clock = self.step_clock
        if not clock.running:
            return
        self.draw_bars()
        left = clock.left(self.step)
        if left is not None and left < 0 and not self.nudged:
            self.nudged = True
            words = f"The time for {STEP_TITLES[self.step]} is over. Go on as long as it is worth it."
            self.notify(words, title="Timebox", markup=False)

    def _note(self, heading: str, command: type[Park] | type[Decide]) -> None:
        from facilitator.app.dialogs.line_screen import LineScreen

        def noted(text: str | None) -> None:
            if text and self.attempt(lambda: self.workshop.do(command(text))):
                self.notify(f"{command.offer.done}: {one_line(text, 50)} (m shows all)", markup=False)

        self.app.push_screen(LineScreen(heading, "", []), noted)

    def _people(self) -> tuple[Participant, ...]:
        return self.workshop.session.all(Participant)

    def _speaks(self, name: str | None) -> None:
        from facilitator.app.dialogs.line_screen import LineScreen

        if name == SOMEBODY_NEW:
            self.app.push_screen(LineScreen("The name", "", [one.name for one in self._people()]), self._speaks)
        elif name:
            self.workshop.by = name
            if name not in [one.name for one in self._people()]:
                self.attempt(lambda: self.workshop.do(AddRecord("participant", {"name": name})))
            self.draw_bars()

    def _becomes(self, note: Note, kind: str) -> None:
        from facilitator.app.dialogs.form_factory import empty_values, form_screen

        if not kind:
            return
        form = KINDS[kind]
        first = next(item.name for item in form.fields if item.required)
        values: dict[str, Typed] = {**empty_values(form), first: note.text}

        def save(typed: Mapping[str, Typed]) -> None:
            self.workshop.do(BecomeRecord(note.id, kind, {**values, **typed}))

        self.app.push_screen(form_screen(self.workshop, form, f"New {form.noun}", values, save), self._saved)

    def _limited(self, words: str | None) -> None:
        if not words:
            return
        if not words.isdecimal():
            self.notify(f"“{words}” should be a whole number of minutes.", severity="error", markup=False)
            return
        self.nudged = False
        self.attempt(lambda: self.step_clock.limit(self.step, int(words)))

    def _saved(self, saved: bool | None) -> None:
        if saved:
            self.show_step()


def _minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"
