"""Forms for the records of a workshop, filled with what a record or a suggestion says."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields

from facilitator.app.dialogs.record_form import RecordForm, Save, Warn
from facilitator.model.fields.field import Field, Typed
from facilitator.model.kind import Kind
from facilitator.model.kinds import KINDS, RECORD_TYPES
from facilitator.model.part import Record
from facilitator.model.session import Session, with_records
from facilitator.workshop.input.people import hint_of
from facilitator.workshop.offers import Form, offers_of
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

    def hint(item: Field, value: Typed) -> str:
        return hint_of(workshop.session, item, value)

    return RecordForm(form, heading, values, offers_of(workshop, form), save, warn, hint)


def form_of(
    workshop: Workshop,
    record: Record,
    heading: str,
    save: Save,
    warn: Warn = lambda _: (),
    beside: Sequence[Record] = (),
) -> RecordForm:
    """The form of a record, filled with what it says. beside: records that it names and that are not there yet."""
    form = KINDS[record.kind]
    session = with_records(workshop.session, beside)
    return form_screen(workshop, form, heading, values_of(form, session, record), save, warn)


def values_of(form: Kind, session: Session, record: Record) -> dict[str, Typed]:
    """What a record of a session shows in each field of its form."""
    return {item.name: item.format_in(session, record) for item in form.fields}


def empty_values(form: Kind) -> dict[str, Typed]:
    """What a new record shows in each field of its form."""
    defaults = {item.name: item.default for item in fields(RECORD_TYPES[form.name]) if item.default is not MISSING}
    return {item.name: defaults.get(item.name) or "" for item in form.fields}
