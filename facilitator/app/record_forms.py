"""Forms for the records of a workshop, filled with what a record or a suggestion says."""

from collections.abc import Mapping
from dataclasses import MISSING, fields

from facilitator.app.plain_text import one_line
from facilitator.app.record_form import RecordForm, Save, Warn
from facilitator.model.records import RECORD_TYPES, Asset, Record
from facilitator.workshop.entering import Typed, shown
from facilitator.workshop.forms import Entry, Form
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
    return RecordForm(form, heading, values, _names(workshop, form), lists, save, _usual(workshop, form), warn)


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
    """Names of assets from the catalogue and the wider inventory, for the form of an asset."""
    if form.kind != Asset.kind:
        return {}
    banks = workshop.banks.assets
    return {"name": list(dict.fromkeys((*(one.name for one in banks.asset), *(one.name for one in banks.inventory))))}
