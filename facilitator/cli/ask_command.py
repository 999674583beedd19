"""The command `ask`: the workshop as plain lines, for screen readers, pipes and scripts."""

import gc
from pathlib import Path

import click

from facilitator.cli.session_commands import step_option
from facilitator.cli.settings import Settings, common, refuse, say


@click.command()
@click.argument("name")
@click.option(
    "--answers",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Take answers and records from a TOML file.",
)
@step_option
@click.option("--stage", default="", metavar="ID", help="Only the questions of this stage.")
@common
@click.pass_obj
def ask(settings: Settings, name: str, answers: Path | None, step: str | None, stage: str) -> None:
    """Ask the same questions as plain prompts, line by line.

    This is the road for screen readers, pipes and scripts. At any prompt, “:help” says what else can be typed.
    """
    from facilitator.cli.prompts.talk import Talk
    from facilitator.cli.prompts.walk import SessionWalk
    from facilitator.workshop.workshop import Workshop

    workshop = Workshop(settings.path(name), banks=settings.banks())
    gc.enable()
    try:
        if not workshop.log.writable:
            refuse(f"{workshop.path}: this session cannot be written: {workshop.log.why_read_only}.")
        for notice in workshop.log.notices:
            say(notice)
        if stage and stage not in (entry.id for entry in workshop.banks.stages):
            refuse(f"“{stage}” is not a stage; see “facilitator banks list”.")
        if answers is not None:
            from facilitator.workshop.answers_file import apply_acts

            say(f"{apply_acts(workshop, answers, say)} acts taken and saved.")
            return
        SessionWalk(Talk(workshop, stage)).run(step)
    finally:
        workshop.close()
