"""Commands that make a session or open it in the application."""

import tempfile
from pathlib import Path

import click

from facilitator.cli.settings import Settings, common, say
from facilitator.cli.starting import need_terminal, start
from facilitator.workshop.begin import begin_session

STEPS = ("assets", "architecture", "decompose", "threats", "trees", "rate")
step_option = click.option("--step", type=click.Choice(STEPS), default=None, help="The step to go to.")


@click.command()
@common
@click.pass_obj
def demo(settings: Settings) -> None:
    """Open a private copy of the worked example; nothing of it is kept."""
    from facilitator.workshop.example import copy_of_example

    with tempfile.TemporaryDirectory(prefix="facilitator-demo-") as folder:
        workshop = settings.open_to_work(copy_of_example(Path(folder)))
        start(Path(folder), opened=workshop, extra_banks=settings.extra_banks, demo=True)


@click.command()
@click.argument("name")
@common
@click.pass_obj
def recover(settings: Settings, name: str) -> None:
    """Rebuild a damaged session from what can still be read; copies of its files are kept."""
    from facilitator.store.recovery.recover import recover as recovered

    path = settings.path(name)
    found = recovered(path)
    source = "its snapshot and history" if found.from_snapshot else "its history"
    if found.was_whole:
        click.echo(f"There is nothing to rebuild: the files are whole, up to edit {found.revision}.")
    else:
        click.echo(f"The session was rebuilt from {source}, up to edit {found.revision}.")
    for sentence in found.left_out:
        say(sentence)
    for copy in found.copies:
        say(f"What was there before is kept in {copy}.")
    settings.read(name)


@click.command()
@common
@click.pass_obj
def introduction(settings: Settings) -> None:
    """Walk through the worked example, ten minutes, for people new to AI security; nothing is kept."""
    start(settings.folder, extra_banks=settings.extra_banks, introduction=True)


@click.command()
@click.argument("name")
@click.argument("more_stages", nargs=-1, metavar="")
@click.option("--title", default="", help="The session's title.")
@click.option("--system", default="", help="What the system does, in a sentence.")
@click.option("--stage", "stages", multiple=True, metavar="ID ...", help="A lifecycle stage in scope.")
@click.option("--kind", type=click.Choice(("classic", "generative")), default="classic")
@click.option("--scale", default="deck-1-5", metavar="ID", help="The rating scale.")
@common
@click.pass_obj
def new(
    settings: Settings,
    name: str,
    more_stages: tuple[str, ...],
    title: str,
    system: str,
    stages: tuple[str, ...],
    kind: str,
    scale: str,
) -> None:
    """Make a session and print its path."""
    from facilitator.store.files.folder import session_path

    if more_stages and not stages:
        raise click.UsageError(f"Got an unexpected extra argument ({more_stages[0]}); stages follow --stage.")
    workshop = begin_session(
        session_path(name, settings.folder),
        title=title,
        system=system,
        kind=kind,
        stages=tuple(part for given in (*stages, *more_stages) for part in given.split(",") if part),
        scale=scale,
        banks=settings.banks(),
    )
    workshop.close()
    for notice in workshop.log.notices:
        say(notice)
    click.echo(str(workshop.path))


@click.command("open")
@click.argument("name")
@step_option
@common
@click.pass_obj
def open_session(settings: Settings, name: str, step: str | None) -> None:
    """Resume a session in the application."""
    path = settings.path(name)
    workshop = settings.open_to_work(path)
    need_terminal(workshop)
    say(f"Opening {path}")
    start(path.parent, opened=workshop, step=step or "", extra_banks=settings.extra_banks)
