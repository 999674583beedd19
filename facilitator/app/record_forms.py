"""Forms for the records of a workshop, filled with what a record or a suggestion says."""

from collections.abc import Mapping
from dataclasses import MISSING, fields

from facilitator.app.plain_text import one_line
from facilitator.app.record_form import Offers, RecordForm, Save, Warn
from facilitator.model.records import RECORD_TYPES, Asset, Record
from facilitator.workshop.entering import Typed, shown
from facilitator.workshop.forms import Entry, Form, FormField
from facilitator.workshop.people import hint_of, participants
from facilitator.workshop.workshop import Workshop


def form_screen(
    workshop: Workshop,
    form: Form,
    heading: str,
    values: Mapping[str, Typed],
    save: Save,
    warn: Warn = lambda _: (),
) -> RecordForm:
    """The form on screen, with the names and lists of this workshop to choose from."""
    banks = workshop.banks
    lists = {
        Entry.STAGE: [(f"{stage.number} {stage.title}", stage.id) for stage in banks.stages],
        Entry.STAGES: [(f"{stage.number} {stage.title}", stage.id) for stage in banks.stages],
        Entry.CATALOGUE: [(f"{asset.id} {asset.name}", asset.id) for asset in banks.assets.asset],
    }
    offers = Offers(_names(workshop, form), lists, _usual(workshop, form), banks.glossary.term)

    def hint(item: FormField, value: Typed) -> str:
        return hint_of(workshop.session, item, value)

    return RecordForm(form, heading, values, offers, save, warn, hint)


def values_of(form: Form, record: Record) -> dict[str, Typed]:
    """What a record shows in each field of its form."""
    return {item.name: shown(record, item) for item in form.fields}


def empty_values(form: Form) -> dict[str, Typed]:
    """What a new record shows in each field of its form."""
    defaults = {item.name: item.default for item in fields(RECORD_TYPES[form.kind]) if item.default is not MISSING}
    return {item.name: defaults.get(item.name) or "" for item in form.fields}


def _names(workshop: Workshop, form: Form) -> dict[str, list[tuple[str, str]]]:
    tables = workshop.session.tables
    return {
        item.name: [(r.id, one_line(r.title_text)) for kind in item.refers_to for r in tables[kind].values()]
        for item in form.fields
        if item.entry in (Entry.REFERENCE, Entry.REFERENCES)
    }


def _usual(workshop: Workshop, form: Form) -> dict[str, list[str]]:
    """Who took part, for a person; for the form of an asset its names in the catalogue and the wider inventory."""
    people = participants(workshop.session)
    usual = {item.name: people for item in form.fields if item.entry is Entry.PERSON and people}
    if form.kind != Asset.kind:
        return usual
    banks = workshop.banks.assets
    names = list(dict.fromkeys((*(one.name for one in banks.asset), *(one.name for one in banks.inventory))))
    return {**usual, "name": names}
