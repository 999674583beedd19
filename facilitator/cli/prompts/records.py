"""Entering records field by field, and listing those that are there."""

from functools import partial

import click

from facilitator.cli.prompts.line_reader import LineReader
from facilitator.cli.prompts.outlines import OutlinePrompts
from facilitator.cli.prompts.place import Place
from facilitator.errors import UserError
from facilitator.model.fields.field import Field, Typed
from facilitator.model.fields.texts import Lines
from facilitator.model.kind import Kind
from facilitator.model.records.trees import Tree
from facilitator.text.escape import visible
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.input.form_input import fault_of
from facilitator.workshop.input.people import hints_of
from facilitator.workshop.workshop import Workshop


class RecordPrompts:
    """Asks for the fields of records, and adds each record that is whole."""

    def __init__(self, workshop: Workshop, reader: LineReader, place: Place) -> None:
        self.workshop = workshop
        self.reader = reader
        self.place = place
        self.outlines = OutlinePrompts(workshop, reader)

    def enter(self, kind: Kind) -> None:
        """Say what is there, and take records until an empty line."""
        self.show(kind)
        article = "an" if kind.noun[0] in "aeiou" else "a"
        click.echo(f"\n{kind.hint}\nAdd {article} {kind.noun}: type its first field, or an empty line to go on.")
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
        values = self._values(kind, first)
        record = self.workshop.do(AddRecord(kind.name, values))
        click.echo(f"Added {record.id}.")
        for hint in hints_of(self.workshop.session, kind, values):
            click.echo(visible(f"{hint} “:add participant” adds people."))
        if kind.name == Tree.kind:
            self.outlines.draw(record.id)

    def _values(self, kind: Kind, first: str) -> dict[str, Typed]:
        """What is typed for each field; the first was typed already, and an empty line leaves one out."""
        values: dict[str, Typed] = {kind.first_field.name: first}
        for item in kind.fields:
            if item.name in values:
                continue
            text = self._lines(item) if isinstance(item.type, Lines) else self._field(item)
            if text:
                values[item.name] = text
        return values

    def _field(self, item: Field) -> str:
        ways = ", ".join(item.choices) or item.help
        while True:
            typed = self.reader.read(f"{item.label} ({ways})" if ways else item.label)
            fault = fault_of(self.workshop.session, item, typed)
            if not fault:
                return typed
            self.reader.refused(UserError(fault, item.name))

    def _lines(self, item: Field) -> str:
        click.echo(f"{item.label}: {item.help}; an empty line ends them.")
        lines = []
        while line := self.reader.read(item.label):
            lines.append(line)
        return "\n".join(lines)
