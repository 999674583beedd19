"""Entering records, and listing those that are there."""

from functools import partial

import click

from facilitator.cli.prompts.fields import FieldPrompts
from facilitator.cli.prompts.line_reader import LineReader
from facilitator.cli.prompts.outlines import OutlinePrompts
from facilitator.cli.prompts.place import Place
from facilitator.model.kind import Kind
from facilitator.model.records.trees import Tree
from facilitator.text.escape import visible
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.input.people import hints_of
from facilitator.workshop.workshop import Workshop


class RecordPrompts:
    """Takes records one after the other, and adds each that is whole."""

    def __init__(self, workshop: Workshop, reader: LineReader, place: Place) -> None:
        self.workshop = workshop
        self.reader = reader
        self.place = place
        self.fields = FieldPrompts(workshop, reader)
        self.outlines = OutlinePrompts(workshop, reader)

    def enter(self, kind: Kind) -> None:
        """Say what is there, and take records until an empty line."""
        self.show(kind)
        article = "an" if kind.noun[0] in "aeiou" else "a"
        click.echo(f"\n{kind.hint}")
        click.echo(f"Add {article} {kind.noun}: type its first field, or an empty line to go on.")
        while typed := self.reader.read(kind.first_field.label):
            with self.place.in_record():
                self.reader.until_taken(partial(self._add, kind, typed))

    def show(self, kind: Kind) -> None:
        """List the records of a kind."""
        records = self.workshop.session.tables[kind.name].values()
        if records:
            click.echo(f"\n{kind.plural}:")
        for record in records:
            click.echo(visible(f"  {record.id}  {record.title_text}"))

    def _add(self, kind: Kind, first: str) -> None:
        values = self.fields.values_of(kind, first)
        record = self.workshop.do(AddRecord(kind.name, values))
        click.echo(f"Added {record.id}.")
        for hint in hints_of(self.workshop.session, kind, values):
            click.echo(visible(f"{hint} “:add participant” adds people."))
        if kind.name == Tree.kind:
            self.outlines.draw(record.id)
