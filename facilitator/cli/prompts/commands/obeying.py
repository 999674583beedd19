"""Doing what a line after a colon asks for, and saying what can be asked for."""

import click

from facilitator.cli.prompts.commands import walking as walking
from facilitator.cli.prompts.commands.acts import act_commands
from facilitator.cli.prompts.commands.line_command import WALK_COMMANDS, LineCommand
from facilitator.cli.prompts.leaving import NotUnderstood
from facilitator.cli.prompts.talk import Talk
from facilitator.cli.settings import say
from facilitator.errors import UserError

ANSWERING = """Type an answer and press Enter. An empty line leaves it open and goes on.
  y n ? -        yes, no, don't know, not applicable; “y, but WORDS” and “ANSWER # WORDS” add a note"""
USAGE = 13
LEFT_COLUMN = 44
WIDEST = 88


def line_commands() -> dict[str, LineCommand]:
    """Everything that can be typed after a colon, by verb; where both have a verb, the walk's own command is meant."""
    return act_commands() | WALK_COMMANDS


def obey(talk: Talk, text: str) -> None:
    """Do what the line asks for; say what can be typed when it is not understood."""
    verb, _, words = text.partition(" ")
    try:
        _command(verb).act(talk, words.strip())
    except NotUnderstood:
        click.echo(help_text())
    except UserError as refusal:
        if talk.workshop.log.unsafe and not talk.reader.is_person:
            raise
        say(str(refusal))


def help_text() -> str:
    """The text that says what can be typed."""
    *entries, last = _entries()
    rows = _rows(entries)
    return "\n".join([ANSWERING, *rows, _left(last)])


def _rows(entries: list[list[LineCommand]]) -> list[str]:
    """The entries in order, two on a row where both have room."""
    rows: list[str] = []
    waiting = ""
    for entry in entries:
        both = f"{waiting:<{LEFT_COLUMN}}  {_columns(entry, USAGE)}"
        if waiting and len(both) <= WIDEST:
            rows[-1] = both
            waiting = ""
            continue
        row = _left(entry)
        rows.append(row)
        waiting = row if len(row) <= LEFT_COLUMN else ""
    return rows


def _left(entry: list[LineCommand]) -> str:
    columns = _columns(entry, USAGE + 2)
    return f"  {columns}"


def _command(verb: str) -> LineCommand:
    commands = line_commands()
    if verb in commands:
        return commands[verb]
    for command in commands.values():
        if verb and command.short == verb:
            return command
    raise NotUnderstood


def _entries() -> list[list[LineCommand]]:
    """The commands in the order of help, those that share their place together."""
    by_place: dict[int, list[LineCommand]] = {}
    others: list[list[LineCommand]] = []
    for command in line_commands().values():
        if command.place:
            by_place.setdefault(command.place, []).append(command)
        else:
            others.append([command])
    *first, last = sorted(by_place)
    entries = [by_place[place] for place in first]
    return [*entries, *others, by_place[last]]


def _columns(entry: list[LineCommand], width: int) -> str:
    usage = "  ".join(command.usage for command in entry)
    words = ", ".join(command.help for command in entry)
    if len(usage) < width:
        return f"{usage:<{width}}{words}"
    return f"{usage}  {words}"
