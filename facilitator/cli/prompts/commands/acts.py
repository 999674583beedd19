"""The acts on a session that can be typed as a line; each declares its verb in its offer."""

from functools import partial
from typing import Any

import click

from facilitator.cli.prompts.commands.line_command import LineCommand
from facilitator.cli.prompts.leaving import NotUnderstood
from facilitator.cli.prompts.talk import Talk
from facilitator.errors import UserError
from facilitator.text.escape import visible
from facilitator.workshop.commands import every as every
from facilitator.workshop.commands.command import COMMANDS, Command
from facilitator.workshop.commands.session import Redo, Undo

Act = type[Command[Any]]


def act_commands() -> dict[str, LineCommand]:
    """The acts that have a verb, by verb."""
    typed = [act for act in COMMANDS.values() if act.offer.line]
    return {act.offer.line: _line_command(act) for act in typed}


def _line_command(act: Act) -> LineCommand:
    offer = act.offer
    usual_takes = "WORDS" if act.fields() else ""
    takes = offer.line_takes or usual_takes
    words = offer.line_help or _in_small_letters(offer.words)
    deed = partial(_do, act)
    return LineCommand(offer.line, takes, words, deed, place=offer.line_place)


def _in_small_letters(words: str) -> str:
    first = words[:1].lower()
    return first + words[1:]


def _do(act: Act, talk: Talk, words: str) -> None:
    """Do an act as the words mean it, and say so. Raises UserError and NotUnderstood."""
    if talk.place.is_in_record and issubclass(act, Undo | Redo):
        click.echo("This record is not added yet; :cancel leaves it out.")
        return
    first = act.fields()[:1]
    needs_words = any(item.required for item in first)
    if needs_words and not words:
        raise NotUnderstood
    if why_not := act.why_not(talk.workshop):
        raise UserError(why_not)
    command = act.from_words(talk.workshop, words)
    result = talk.workshop.do(command)
    said = command.said_in_lines(result)
    click.echo(visible(said))
