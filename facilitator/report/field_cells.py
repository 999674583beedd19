"""A field of a record as a cell of a table, by what its declaration says."""

from collections.abc import Mapping

from facilitator.model.fields.choices import Choice, YesNo
from facilitator.model.fields.closures import Closures, written
from facilitator.model.fields.field import Field
from facilitator.model.fields.references import Reference
from facilitator.model.fields.texts import Stage, Stages
from facilitator.model.part import Record
from facilitator.model.session import Session
from facilitator.report.markdown_text import cell
from facilitator.report.naming import all_named, named
from facilitator.report.words import all_words


def field_cell(session: Session, record: Record, item: Field, stage_titles: Mapping[str, str]) -> str:
    """Tell what a record says in one field, escaped; its title stands with its id."""
    if item.name == record.title_field:
        return named(session, record.id)
    value = getattr(record, item.name)
    values = value if isinstance(value, tuple) else (value,)
    match item.type:
        case Closures():
            return ", ".join(written(one, named(session, one.condition)) for one in values)
        case Reference():
            return all_named(session, filter(None, values))
        case Choice():
            return cell(all_words(values))
        case Stage() | Stages():
            return cell(", ".join(stage_titles.get(stage, stage) for stage in values))
        case YesNo():
            return "Yes" if value else "No"
        case _:
            return cell(", ".join("" if one is None else str(one) for one in values))
