"""Reading a line; a refused one is asked of a person again, and ends a script."""

import sys
from collections.abc import Callable

import click

from facilitator.cli.prompts.leaving import Ended, NotUnderstood
from facilitator.cli.settings import say
from facilitator.errors import UserError


class LineReader:
    """Reads what is typed, line by line.

    obey: does what a line with a colon asks for.
    """

    def __init__(self) -> None:
        self.obey: Callable[[str], None] = _refuse

    @property
    def is_person(self) -> bool:
        """Whether somebody sits at a terminal, rather than a script at a pipe."""
        return sys.stdin.isatty()

    def read(self, prompt: str, *, strip: bool = True) -> str:
        """Read a line, and do the commands that are typed before it. Raises Ended at the end of the input."""
        while True:
            click.echo(f"{prompt}> " if prompt else "> ", nl=False)
            line = sys.stdin.readline()
            if not line:
                raise Ended
            if not self.is_person:
                click.echo()
            text = line.strip() if strip else line.rstrip("\r\n")
            if not text.startswith(":"):
                return text
            self.obey(text[1:].strip())

    def until_taken(self, act: Callable[[], None]) -> None:
        """Do something until what was typed for it is taken."""
        while True:
            try:
                return act()
            except UserError as refusal:
                self.refused(refusal)

    def refused(self, refusal: UserError) -> None:
        """Say it to a person, who is asked again; a script ends with it."""
        if not self.is_person:
            raise refusal
        say(str(refusal))


def _refuse(text: str) -> None:
    raise NotUnderstood
