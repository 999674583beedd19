"""A command with a key and no function of its own: asking for its fields, in one line or in a form."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
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


def ask(screen: AskingScreen, command: type[Command[Any]]) -> None:
    """Ask for what a command has to know, and do it; a command without fields is done at once."""
    why_not = command.why_not(screen.workshop)
    asked = command.fields()
    if why_not:
        screen.notify(why_not, markup=False)
    elif not asked:
        _do(screen, command, {})
    elif len(asked) == 1 and isinstance(asked[0].type, Text):
        _ask_for_line(screen, command, asked[0])
    else:
        _ask_for_form(screen, command, asked)


def _do(screen: AskingScreen, command: type[Command[Any]], values: Mapping[str, Typed]) -> None:
    if screen.attempt(lambda: screen.workshop.do(command.from_values(screen.workshop, values))):
        _tell(screen, command)


def _ask_for_line(screen: AskingScreen, command: type[Command[Any]], item: Field) -> None:
    def typed(line: str | None) -> None:
        if line:
            _do(screen, command, {item.name: line})

    screen.app.push_screen(LineScreen(item.label, "", []), typed)


def _ask_for_form(screen: AskingScreen, command: type[Command[Any]], asked: tuple[Field, ...]) -> None:
    declared = fields(command)  # type: ignore[arg-type]
    defaults = {item.name: item.default for item in declared if item.default is not MISSING}
    values: dict[str, Typed] = {item.name: defaults.get(item.name) or "" for item in asked}

    def save(typed: Mapping[str, Typed]) -> None:
        screen.workshop.do(command.from_values(screen.workshop, {**values, **typed}))

    def saved(is_saved: bool | None) -> None:
        if is_saved:
            screen.show_step()
            _tell(screen, command)

    def touched(typed: Mapping[str, Typed]) -> list[str]:
        act = command.from_values(screen.workshop, {**values, **typed})
        found = screen.workshop.consequences(act)
        return consequence_lines(found) if found.warn else []

    form = CommandForm(command.offer.id, command.offer.words, asked)
    dialog = form_screen(screen.workshop, form, command.offer.words, values, save, touched)
    screen.app.push_screen(dialog, saved)


def _tell(screen: AskingScreen, command: type[Command[Any]]) -> None:
    if command.offer.done:
        screen.notify(f"{command.offer.done}.", markup=False)
