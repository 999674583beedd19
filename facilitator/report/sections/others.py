"""The records of kinds that no other section shows, each kind as a table of the fields that it declares."""

from collections.abc import Iterator, Mapping

from facilitator.model.fields.field import Field
from facilitator.model.kind import Kind
from facilitator.model.kinds import KINDS
from facilitator.model.session import Session
from facilitator.report.field_cells import field_cell
from facilitator.report.markdown_text import cell, table
from facilitator.report.section import SHOWN


def other_records(session: Session, stage_titles: Mapping[str, str]) -> Iterator[str]:
    """A section for each further kind that has records and declares what a table of them shows."""
    for kind in KINDS.values():
        names = kind.report or kind.columns
        if kind.name in SHOWN or not names or not session.tables[kind.name]:
            continue
        yield f"## {kind.plural}"
        fields = [kind.field(name) for name in names]
        yield _table(session, kind, fields, stage_titles)


def _table(session: Session, kind: Kind, fields: list[Field], stage_titles: Mapping[str, str]) -> str:
    headings = [cell(item.heading) for item in fields]
    rows: list[list[str]] = []
    for record in session.tables[kind.name].values():
        row = [field_cell(session, record, item, stage_titles) for item in fields]
        rows.append(row)
    return table(headings, rows)
