"""Asking for the fields of a record, one by one."""

import re

import click

from facilitator.cli.prompts.line_reader import LineReader
from facilitator.errors import UserError
from facilitator.model.fields.field import Field, Typed
from facilitator.model.fields.made import MadeReferences
from facilitator.model.fields.texts import Lines
from facilitator.model.kind import Kind
from facilitator.workshop.input.form_input import fault_of, understood
from facilitator.workshop.workshop import Workshop

ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class FieldPrompts:
    """Asks for fields; one that cannot be taken is asked for again at its own prompt."""

    def __init__(self, workshop: Workshop, reader: LineReader) -> None:
        self.workshop = workshop
        self.reader = reader

    def values_of(self, kind: Kind, first: str) -> dict[str, Typed]:
        """Ask for each field but the first, which was typed already; an empty line leaves one out."""
        values: dict[str, Typed] = {kind.first_field.name: first}
        for item in kind.fields:
            if item.name in values:
                continue
            text = self._lines(item) if isinstance(item.type, Lines | MadeReferences) else self._line(item)
            if text:
                values[item.name] = text
        return values

    def _line(self, item: Field) -> str:
        ways = ", ".join(item.choices) or item.help
        while True:
            typed = self.reader.read(f"{item.label} ({ways})" if ways else item.label)
            fault = fault_of(self.workshop.session, item, typed)
            if not fault:
                self._say_understood(item, typed)
                return typed
            self.reader.refused(UserError(fault, item.name))

    def _say_understood(self, item: Field, typed: str) -> None:
        """Say how a day was understood, where it was not typed as it is kept."""
        words = understood(item, typed)
        if words and not ISO_DAY.fullmatch(typed.strip()):
            click.echo(words)

    def _lines(self, item: Field) -> str:
        click.echo(f"{item.label}: {item.help}; an empty line ends them.")
        lines = []
        while line := self.reader.read(item.label):
            lines.append(line)
        return "\n".join(lines)
