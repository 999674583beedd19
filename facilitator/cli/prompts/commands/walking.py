"""The commands of the walk through the steps, which leave the session as it is."""

import click

from facilitator.cli.prompts.commands.line_command import LAST, line_command
from facilitator.cli.prompts.leaving import Cancelled, Ended, GoTo, NotUnderstood, ToRecords
from facilitator.cli.prompts.talk import Talk
from facilitator.model.kinds import KINDS, kinds_of
from facilitator.model.vocabulary import STEP_TITLES, Step
from facilitator.text.escape import visible
from facilitator.workshop.commands.records import AddRecord


@line_command("next", help="go to the next step", place=1)
def go_on(talk: Talk, words: str) -> None:
    """Go to the step after this one; after the last the walk ends."""
    steps = list(Step)
    following = steps.index(talk.place.step) + 1
    if following == len(steps):
        raise Ended
    raise GoTo(steps[following])


@line_command("step", takes="NAME", help="go to a step", place=2)
def go_to(talk: Talk, words: str) -> None:
    """Go to the step of this name."""
    if words not in tuple(Step):
        raise NotUnderstood
    raise GoTo(Step(words))


@line_command(AddRecord.offer.line, takes="KIND", help="add a record", place=AddRecord.offer.line_place)
def add(talk: Talk, words: str) -> None:
    """Ask for the fields of records of this kind, beside what is asked now."""
    kind = KINDS.get(words)
    if kind is None or not kind.form:
        raise NotUnderstood
    with talk.place.beside_the_record():
        talk.records.enter(kind)


@line_command("cancel", help="leave out the record that is half typed", place=5)
def cancel(talk: Talk, words: str) -> None:
    """Leave out the record that is half typed."""
    if talk.place.is_in_record:
        raise Cancelled
    click.echo("No record is half typed here; :undo takes back the last act.")


@line_command("records", help="leave the questions open, go to the records of this step", place=6)
def to_records(talk: Talk, words: str) -> None:
    """Leave the questions of this step; nothing where none is asked."""
    if talk.place.is_asking:
        raise ToRecords


@line_command("list", help="what is there in this step", place=8)
def show_records(talk: Talk, words: str) -> None:
    """List the records of this step."""
    for kind in kinds_of(talk.place.step):
        talk.records.show(kind)


@line_command("why", takes="ID", help="why a record is here", place=10)
def say_why(talk: Talk, words: str) -> None:
    """Say what a record stands on. Raises UserError."""
    if not words:
        raise NotUnderstood
    workshop = talk.workshop
    for ground in workshop.guide.provenance(workshop.record(words), workshop.log.history):
        click.echo(visible(f"{'  ' * ground.depth}{ground.text}"))


@line_command("again", takes="WORDS", help="ask a question again", place=11)
def ask_again(talk: Talk, words: str) -> None:
    """Ask a question again, beside what is asked now. Raises UserError."""
    if not words:
        raise NotUnderstood
    with talk.place.beside_the_record():
        talk.questions.ask_again(words)


@line_command("what", help="what is worth doing next", place=12)
def say_what_next(talk: Talk, words: str) -> None:
    """Say what is worth doing next, and why."""
    worth = talk.workshop.guide.next_thing()
    click.echo(visible(f"{STEP_TITLES[worth.step]}: {worth.text} {worth.reason}"))


@line_command("quit", help="stop here; all is saved", short="q", place=LAST)
def stop(talk: Talk, words: str) -> None:
    """End the walk."""
    raise Ended
