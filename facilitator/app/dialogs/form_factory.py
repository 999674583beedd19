"""Forms for the records of a workshop, filled with what a record or a suggestion says."""

from collections.abc import Mapping
from dataclasses import MISSING, fields

from facilitator.app.dialogs.field_entries import Offers
from facilitator.app.dialogs.record_form import RecordForm, Save, Warn
from facilitator.app.terminal.plain_text import one_line
from facilitator.model.fields.field import Field, Typed
from facilitator.model.fields.references import Reference
from facilitator.model.fields.texts import Catalogue, Person, Stage, Stages
from facilitator.model.kind import Kind
from facilitator.model.kinds import RECORD_TYPES
from facilitator.model.part import Record
from facilitator.model.records.assets import Asset
from facilitator.workshop.input.form_input import fault_of
from facilitator.workshop.input.people import hint_of, participants
from facilitator.workshop.workshop import Workshop


def form_screen(
    workshop: Workshop,
    form: Kind,
    heading: str,
    values: Mapping[str, Typed],
    save: Save,
    warn: Warn = lambda _: (),
) -> RecordForm:
    """The form on screen, with the names and lists of this workshop to choose from."""
    banks = workshop.banks
    lists = {
        Stage: [(f"{stage.number} {stage.title}", stage.id) for stage in banks.stages],
        Stages: [(f"{stage.number} {stage.title}", stage.id) for stage in banks.stages],
        Catalogue: [(f"{asset.id} {asset.name}", asset.id) for asset in banks.assets.asset],
    }

    def fault(item: Field, value: Typed) -> str:
        return fault_of(workshop.session, item, value)

    offers = Offers(_names(workshop, form), lists, _usual(workshop, form), banks.glossary.term, fault)

    def hint(item: Field, value: Typed) -> str:
        return hint_of(workshop.session, item, value)

    return RecordForm(form, heading, values, offers, save, warn, hint)


def values_of(form: Kind, record: Record) -> dict[str, Typed]:
    """What a record shows in each field of its form."""
    return {item.name: item.format(record) for item in form.fields}


def empty_values(form: Kind) -> dict[str, Typed]:
    """What a new record shows in each field of its form."""
    defaults = {item.name: item.default for item in fields(RECORD_TYPES[form.name]) if item.default is not MISSING}
    return {item.name: defaults.get(item.name) or "" for item in form.fields}


def _names(workshop: Workshop, form: Kind) -> dict[str, list[tuple[str, str]]]:
    tables = workshop.session.tables
    return {
        item.name: [(r.id, one_line(r.title_text)) for kind in item.type.kinds for r in tables[kind].values()]
        for item in form.fields
        if isinstance(item.type, Reference)
    }


def _usual(workshop: Workshop, form: Kind) -> dict[str, list[str]]:
    """Who took part, for a person; for the form of an asset its names in the catalogue and the wider inventory."""
    people = participants(workshop.session)
    usual = {item.name: people for item in form.fields if isinstance(item.type, Person) and people}
    if form.name != Asset.kind:
        return usual
    banks = workshop.banks.assets
    names = list(dict.fromkeys((*(one.name for one in banks.asset), *(one.name for one in banks.inventory))))
    return {**usual, "name": names}
