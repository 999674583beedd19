"""A kind of record and an act that are made up for tests, and known to nobody else."""
# ruff: noqa: RUF009

from dataclasses import dataclass

from facilitator.model.edit import Change
from facilitator.model.fields import declare
from facilitator.model.kind import Kind, declared
from facilitator.model.part import Record
from facilitator.model.vocabulary import Protection, Step
from facilitator.workshop.commands import command
from facilitator.workshop.commands.command import Command, Draft, Offer
from facilitator.workshop.input.form_input import parse_record
from facilitator.workshop.workshop import Workshop

ACT = """format = 1
[[act]]
do = "add"
kind = "supplier"
name = "Acme"
audited = "present"
supplies = ["Readings"]

[[act]]
do = "vouch"
supplier = "Acme"
why = "we visited them"
"""


def declare_supplier() -> None:
    """Declare a supplier as a kind of record."""

    @declared(
        Kind(
            name="supplier",
            prefix="SU",
            noun="supplier",
            plural="Suppliers",
            step=Step.ASSETS,
            place=9,
            hint="Who delivers data, models or parts?",
            form=("name", "audited", "supplies", "trusted"),
            columns=("name", "audited", "supplies"),
        )
    )
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Supplier(Record):
        """Somebody who delivers something."""

        name: str = declare.text("Name", required=True)
        audited: Protection = declare.choice("Audited", Protection.UNKNOWN)
        supplies: tuple[str, ...] = declare.references("asset", label="Supplies")
        trusted: str = declare.text("Why trusted", help="in a sentence")


def declare_vouching() -> None:
    """Declare vouching for a supplier as an act."""

    @command.declared(
        Offer(id="vouch", words="Vouch", key="Y", bar=13, line="vouch", line_help="vouch for a supplier", in_file=True)
    )
    @dataclass(frozen=True, slots=True)
    class Vouch(Command[Record]):
        """Note why a supplier is trusted."""

        supplier: str = declare.reference("supplier", label="Supplier")
        why: str = declare.text("Why trusted")

        def draft(self, workshop: Workshop) -> Draft[Record]:
            """The supplier with the reason."""
            before = workshop.record(self.supplier)
            after = parse_record(workshop.session, before.kind, {"trusted": self.why}, before, before.id)
            return Draft(f"Vouch for {after.title_text}", (Change(before=before, after=after),), after)
