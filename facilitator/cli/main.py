"""The command `facilitator`."""

import gc
import os
import sys
from pathlib import Path

import click

from facilitator.cli.ask_command import ask
from facilitator.cli.banks_commands import banks
from facilitator.cli.git_commands import git_merge, git_settle
from facilitator.cli.merging_commands import diff, merge
from facilitator.cli.reading_commands import check, draw, history, list_sessions, report, tree
from facilitator.cli.session_commands import demo, introduction, new, open_session, recover
from facilitator.cli.settings import Settings, common, refuse
from facilitator.cli.starting import start


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@common
@click.version_option(package_name="facilitator")
@click.pass_context
def facilitator(context: click.Context) -> None:
    """Lead a team through threat modelling of an AI system with STRIDE-AI (Mauri & Damiani).

    Without a command, opens the list of sessions. With a screen reader, use “facilitator ask NAME”:
    the same questions as plain lines.
    """
    settings = context.ensure_object(Settings)
    if context.invoked_subcommand is None:
        start(settings.folder, extra_banks=settings.extra_banks)


for command in (
    demo,
    introduction,
    new,
    open_session,
    ask,
    list_sessions,
    draw,
    check,
    report,
    tree,
    history,
    diff,
    merge,
    git_merge,
    git_settle,
    recover,
    banks,
):
    facilitator.add_command(command)


def main() -> None:
    """Run the command line; a refused input is one sentence and exit code 1.

    Nothing is collected while a command runs, for what it loads stays; those that go on for long begin again.
    """
    gc.disable()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        facilitator.main(prog_name="facilitator", standalone_mode=True)
    except Exception as error:
        _explain(error)


def _explain(error: Exception) -> None:
    from facilitator.banks.load import BankError
    from facilitator.errors import UserError

    if isinstance(error, BrokenPipeError):
        sys.stderr.close()
        sys.exit(1)
    if isinstance(error, MemoryError):
        refuse("There is not enough memory for this; close other programs, or check that it is the right file.")
    if isinstance(error, OSError):
        name = Path(error.filename).name if error.filename else "the file"
        refuse(f"{name}: {error.strerror or error}; check the name, the disk and your rights.")
    if isinstance(error, BankError | UserError) or type(error).__name__ == "PreferencesError":
        refuse(str(error))
    if os.environ.get("FACILITATOR_DEBUG"):
        raise error
    words = f"The program met something that it should have foreseen ({type(error).__name__}: {error})."
    refuse(f"{words} What was saved is safe. FACILITATOR_DEBUG=1 shows where; please tell those who keep it.")


if __name__ == "__main__":
    main()
