"""What can be typed after a colon: its verb, what follows it, what it does, and the words that help says of it."""

from collections.abc import Callable
from dataclasses import dataclass

from facilitator.cli.prompts.talk import Talk

Deed = Callable[[Talk, str], None]
LAST = 100
"""The place of the command that ends the help."""


@dataclass(frozen=True, slots=True)
class LineCommand:
    """A command of the plain prompts.

    takes: what follows the verb, as help names it; "" for nothing. short: another way to type the verb.
    act: does it with the words after the verb. Raises UserError, or NotUnderstood where these are not the right ones.
    place: where help lists it, the lowest first; those of one place share a row, and those of none come before LAST.
    """

    verb: str
    takes: str
    help: str
    act: Deed
    short: str = ""
    place: int = 0

    @property
    def usage(self) -> str:
        """The command as it is typed."""
        return f":{self.verb} {self.takes}".rstrip()


WALK_COMMANDS: dict[str, LineCommand] = {}
"""The commands of the walk itself, by verb."""


def line_command(verb: str, *, help: str, takes: str = "", short: str = "", place: int = 0) -> Callable[[Deed], Deed]:
    """Declare a function as a command of the walk."""

    def declare(act: Deed) -> Deed:
        WALK_COMMANDS[verb] = LineCommand(verb, takes, help, act, short, place)
        return act

    return declare
