"""A command with a key and no function of its own: asking for its fields, in one line or in a form."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, Protocol

from textual.app import App

from facilitator.app.dialogs.form_factory import form_screen
from facilitator.app.dialogs.line_screen import LineScreen
from facilitator.model.fields.field import Field, Typed
from facilitator.model.fields.texts import Text
from facilitator.model.vocabulary import Step
from facilitator.workshop.commands.command import Command
from facilitator.workshop.views.consequence_lines import consequence_lines
from facilitator.workshop.workshop import Workshop


class AskingScreen(Protocol):
    """A screen with a workshop, as far as a command needs it to be asked for and done."""

    workshop: Workshop

    @property
    def app(self) -> App[object]:
        """The application that shows the dialogs."""

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do an act of the workshop and draw anew; say why when it is refused. Whether it was done."""

    def show_step(self) -> None:
        """Draw what may have changed."""

    def notify(self, message: str, *, markup: bool) -> None:
        """Say something."""


@dataclass(frozen=True, slots=True)
class CommandForm:
    """The fields of a command, as a form shows them."""

    name: str
    noun: str
    fields: tuple[Field, ...]
    hint: str = ""
    step: Step | None = None
    terms: tuple[str, ...] = ()

    def field(self, name: str) -> Field:
        """The field of this name. Raises KeyError."""
        return {item.name: item for item in self.fields}[name]


@dataclass(frozen=True, slots=True)
class Asking:
    """One command that is asked for on a screen."""

    screen: AskingScreen
    command: type[Command[Any]]
    filled: Mapping[str, Typed] = field(default_factory=dict)

    def by_line(self, item: Field) -> None:
        """Ask for its one field in a line."""

        def typed(line: str | None) -> None:
            if line:
                self.do({item.name: line})

        dialog = LineScreen(item.label, "", [])
        self.screen.app.push_screen(dialog, typed)

    def by_form(self, asked: tuple[Field, ...]) -> None:
        """Ask for its fields in a form, and show first what it touches."""
        words = self.command.offer.words
        form = CommandForm(self.command.offer.id, words, asked)
        values = self.first_values(asked)
        dialog = form_screen(self.screen.workshop, form, words, values, self.make, self.touched)
        self.screen.app.push_screen(dialog, self.saved)

    def first_values(self, asked: tuple[Field, ...]) -> dict[str, Typed]:
        """What the fields show at first: their defaults."""
        values: dict[str, Typed] = {item.name: "" for item in asked}
        for item in fields(self.command):  # type: ignore[arg-type]
            if item.default is not MISSING and item.default:
                values[item.name] = item.default
        return {**values, **self.filled}

    def do(self, values: Mapping[str, Typed]) -> None:
        """Do it, and say so; a refusal is said too."""
        if self.screen.attempt(lambda: self.make(values)):
            self.tell()

    def make(self, values: Mapping[str, Typed]) -> None:
        """Do it with these values, as they were typed. Raises UserError."""
        workshop = self.screen.workshop
        workshop.do(self.command.from_values(workshop, values))

    def touched(self, values: Mapping[str, Typed]) -> list[str]:
        """What it would touch, in lines. Raises UserError."""
        workshop = self.screen.workshop
        act = self.command.from_values(workshop, values)
        found = workshop.consequences(act)
        return consequence_lines(found) if found.warn else []

    def saved(self, is_saved: bool | None) -> None:
        """Draw what changed once the form was saved."""
        if is_saved:
            self.screen.show_step()
            self.tell()

    def tell(self) -> None:
        """Say that it was done."""
        done = self.command.offer.done
        if done:
            self.screen.notify(f"{done}.", markup=False)


def ask(screen: AskingScreen, command: type[Command[Any]], filled: Mapping[str, Typed] | None = None) -> None:
    """Ask for what a command has to know, and do it; a command without fields is done at once.

    filled: what its fields show at first, in place of their defaults.
    """
    asking = Asking(screen, command, filled or {})
    asked = command.fields()
    why_not = command.why_not(screen.workshop)
    if why_not:
        screen.notify(why_not, markup=False)
    elif not asked:
        asking.do({})
    elif len(asked) == 1 and isinstance(asked[0].type, Text):
        asking.by_line(asked[0])
    else:
        asking.by_form(asked)
