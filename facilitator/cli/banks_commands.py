"""Commands about the question banks."""

from pathlib import Path

import click

from facilitator.cli.settings import Settings, common, refuse, say

folder_argument = click.argument(
    "folder", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True)
)


@click.group()
def banks() -> None:
    """List, show and check the question banks."""


@banks.command("list")
@folder_argument
@common
@click.pass_obj
def list_banks(settings: Settings, folder: Path | None) -> None:
    """The lifecycle stages, with how many questions each has."""
    settings.extra_banks = folder or settings.extra_banks
    known = settings.banks()
    for stage in known.stages:
        bank = known.questions.get(stage.id)
        count = len(bank.question) if bank else 0
        click.echo(f"{stage.number:>2}  {stage.id:<24} {count:>3} questions  {stage.title}")


@banks.command("show")
@click.argument("name")
@common
@click.pass_obj
def show_bank(settings: Settings, name: str) -> None:
    """The questions of a stage, or one question whole."""
    known = settings.banks()
    if name in known.questions:
        for question in known.questions[name].question:
            click.echo(f"{question.id}  ({question.step.value}, {question.answer.value})\n    {question.text}")
        return
    try:
        question = known.question(name)
    except KeyError:
        refuse(f"“{name}” is neither a stage nor a question; see “facilitator banks list”.")
    click.echo(f"{question.id}  ({question.step.value}, {question.answer.value})\n{question.text}")
    click.echo(f"Why we ask: {question.why}")
    if question.example:
        click.echo(f"For example: {question.example}")
    for number, choice in enumerate(question.choices, 1):
        click.echo(f"  {number}  {choice}")


@banks.command("check")
@folder_argument
@common
@click.pass_obj
def check_banks(settings: Settings, folder: Path | None) -> None:
    """Load every bank strictly; the first fault is named with file and line."""
    settings.extra_banks = folder or settings.extra_banks
    known = settings.banks()
    say(f"{sum(len(bank.question) for bank in known.questions.values())} questions, no fault found.")
