"""The options that every command takes, and how a command says no."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from facilitator.text.escape import visible

if TYPE_CHECKING:
    from facilitator.banks.schema.banks import Banks
    from facilitator.workshop.workshop import Workshop

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class Settings:
    """Where sessions and a team's own banks lie."""

    sessions: Path | None = None
    extra_banks: Path | None = None

    @property
    def folder(self) -> Path:
        """The folder of sessions."""
        from facilitator.store.files.folder import sessions_folder

        return sessions_folder(self.sessions)

    def banks(self) -> "Banks":
        """The question banks, with the team's own. Raises BankError."""
        from facilitator.banks.load import load_banks

        return load_banks(self.extra_banks)

    def path(self, name: str) -> Path:
        """The session that a name means: one in the folder, else the worked example. Raises StoreRefused."""
        from facilitator.banks.paths import example_session
        from facilitator.store.errors import StoreRefused
        from facilitator.store.files.folder import existing_session

        try:
            return existing_session(name, self.folder)
        except StoreRefused:
            example = example_session()
            if name == example.stem and example.exists():
                return example
            raise

    def read(self, name: str) -> "Workshop":
        """A session opened to read."""
        from facilitator.workshop.workshop import Workshop

        return Workshop(self.path(name), banks=self.banks(), read_only=True)

    def open_to_work(self, path: Path) -> "Workshop":
        """A session opened for the application, which keeps what the disk refuses.

        The application reads the built-in banks by itself, behind its first screen; others are checked before.
        """
        from facilitator.workshop.workshop import Workshop

        return Workshop(path, banks=self.banks() if self.extra_banks else None, keep_trying=True)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def _set_sessions(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.ensure_object(Settings).sessions = value


def _set_banks(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.ensure_object(Settings).extra_banks = value


def common(command: F) -> F:
    """Give a command --sessions and --banks."""
    folder = click.Path(path_type=Path, file_okay=False)
    for option in (
        click.option(
            "--banks",
            type=folder,
            expose_value=False,
            callback=_set_banks,
            help="A folder with question banks of your own.",
        ),
        click.option(
            "--sessions",
            type=folder,
            expose_value=False,
            callback=_set_sessions,
            help="The folder of sessions (else $FACILITATOR_SESSIONS or ./sessions).",
        ),
    ):
        command = option(command)
    return command


def say(message: str) -> None:
    """A message for the person, not part of the result."""
    click.echo(visible(message), err=True)


def refuse(sentence: str) -> NoReturn:
    """End with a refused input: one sentence, exit code 1."""
    say(" ".join(sentence.split()))
    sys.exit(1)
