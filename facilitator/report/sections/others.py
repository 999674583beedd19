"""The records of kinds that no other section shows, each kind as a table of the fields that it declares."""

from collections.abc import Iterator, Mapping

from facilitator.model.fields.field import Field
from facilitator.model.kind import Kind
from facilitator.model.kinds import KINDS
from facilitator.model.session import Session
from facilitator.report.field_cells import field_cell
from facilitator.report.markdown_text import cell, table

SHOWN_ELSEWHERE = (
    *("session", "participant", "asset", "failure_mode"),
    *("component", "flow", "boundary", "entry_point", "technology"),
    *("threat", "tree", "condition", "control", "rating"),
    *("answer", "suggestion", "note"),
)
"""The kinds that the other sections show."""


def other_records(session: Session, stage_titles: Mapping[str, str]) -> Iterator[str]:
    """A section for each further kind that has records and declares what a table of them shows."""
    for kind in KINDS.values():
        names = kind.report or kind.columns
        if names and session.tables[kind.name] and kind.name not in SHOWN_ELSEWHERE:
            yield f"## {kind.plural}"
            yield _table(session, kind, [kind.field(name) for name in names], stage_titles)


def _table(session: Session, kind: Kind, items: list[Field], stage_titles: Mapping[str, str]) -> str:
    records = session.tables[kind.name].values()
    rows = [[field_cell(session, record, item, stage_titles) for item in items] for record in records]
    return table([cell(item.heading) for item in items], rows)
