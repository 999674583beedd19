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
HELP_ORDER = ("next", "step", "add", "remove", "cancel", "records", "undo redo", "list", "park", "why", "again", "what")
"""The order in which help lists the verbs; two in one entry share their place. Others follow, and QUIT ends it."""
QUIT = "quit"
USAGE = 13
LEFT_COLUMN = 44
WIDEST = 88


def line_commands() -> dict[str, LineCommand]:
    """Everything that can be typed after a colon, by verb; the walk does itself what it has a verb for."""
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
    """What can be typed."""
    *entries, last = _entries()
    return "\n".join((ANSWERING, *_rows(entries), _left(last)))


def _rows(entries: list[list[LineCommand]]) -> list[str]:
    """The entries in order, two on a row where both have room."""
    rows: list[str] = []
    has_room = False
    for entry in entries:
        beside = f"{rows[-1]:<{LEFT_COLUMN}}  {_columns(entry, USAGE)}" if has_room else ""
        if has_room and len(beside) <= WIDEST:
            rows[-1] = beside
            has_room = False
        else:
            rows.append(_left(entry))
            has_room = len(rows[-1]) <= LEFT_COLUMN
    return rows


def _left(entry: list[LineCommand]) -> str:
    return f"  {_columns(entry, USAGE + 2)}"


def _command(verb: str) -> LineCommand:
    commands = line_commands()
    found = commands.get(verb)
    if found is None:
        found = next((item for item in commands.values() if verb and item.short == verb), None)
    if found is None:
        raise NotUnderstood
    return found


def _entries() -> list[list[LineCommand]]:
    """The commands in the order of help, those that share their place together."""
    commands = line_commands()
    entries = [[commands.pop(verb) for verb in verbs.split()] for verbs in HELP_ORDER]
    last = commands.pop(QUIT)
    return [*entries, *([command] for command in commands.values()), [last]]


def _columns(entry: list[LineCommand], width: int) -> str:
    usage = "  ".join(command.usage for command in entry)
    words = ", ".join(command.help for command in entry)
    return f"{usage:<{width}}{words}" if len(usage) < width else f"{usage}  {words}"
