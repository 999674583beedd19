"""How the tables of records show each field."""

from collections.abc import Callable, Mapping
from typing import Any

from facilitator.analysis.trees import analyse_tree, disabled_conditions
from facilitator.model.fields.choices import Choice, YesNo
from facilitator.model.fields.field import Field
from facilitator.model.fields.references import Reference
from facilitator.model.kinds import KINDS
from facilitator.model.part import Record
from facilitator.model.records.trees import Tree
from facilitator.model.session import Session
from facilitator.model.vocabulary import Protection, SecurityProperty, Stride
from facilitator.workshop.views.record_summary import named

Cells = tuple[str, ...]

SHORT: Mapping[str, str] = {
    Protection.PRESENT: "✓ yes",
    Protection.NONE: "✗ no",
    Protection.UNKNOWN: "? ",
    Stride.INFORMATION_DISCLOSURE: "disclosure",
    Stride.DENIAL_OF_SERVICE: "denial",
    Stride.ELEVATION_OF_PRIVILEGE: "elevation",
    SecurityProperty.CONFIDENTIALITY: "confid",
    SecurityProperty.INTEGRITY: "integr",
    SecurityProperty.AVAILABILITY: "avail",
    SecurityProperty.AUTHENTICITY: "authen",
    SecurityProperty.AUTHORIZATION: "author",
    SecurityProperty.NON_REPUDIATION: "non-rep",
}
"""Words that would fill a column alone; the card of a record and F1 have them whole."""


def columns_of(kind: str) -> tuple[str, ...]:
    """The headings of the table of a kind of record."""
    names = KINDS[kind].columns
    headings = [_heading(kind, name) for name in names]
    return ("Id", *headings)


def cells_of(session: Session, record: Record, marks: Mapping[str, str]) -> Cells:
    """What a table says of a record. marks: records to be looked at again."""
    first = f"! {record.id}" if record.id in marks else record.id
    names = KINDS[record.kind].columns
    others = [_cell(session, record, name) for name in names]
    return (first, *others)


def _heading(kind: str, name: str) -> str:
    computed = COMPUTED.get((kind, name))
    if computed:
        heading, _ = computed
        return heading
    return KINDS[kind].field(name).heading


def _cell(session: Session, record: Record, name: str) -> str:
    computed = COMPUTED.get((record.kind, name))
    if computed:
        _, words = computed
        return words(session, record)
    field = KINDS[record.kind].field(name)
    return field_cell(session, record, field)


def field_cell(session: Session, record: Record, item: Field) -> str:
    """What a table says of one field of a record."""
    value = getattr(record, item.name)
    values = value if isinstance(value, tuple) else (value,)
    match item.type:
        case Reference(titles_only=True):
            words = [_title(session, record_id) for record_id in values]
        case Reference():
            words = [named(session, record_id) for record_id in values if record_id]
        case Choice():
            words = [_short(choice) for choice in values]
        case YesNo():
            label = item.label.lower()
            words = [f"● {label}" if value else f"○ not {label}"]
        case _:
            words = ["" if one is None else str(one) for one in values]
    return ", ".join(words)


def _short(choice: str) -> str:
    spelled = choice.replace("-", " ")
    return SHORT.get(choice, spelled)


def _title(session: Session, record_id: str) -> str:
    record = session.find(record_id)
    return record.title_text if record else "–"


def _state_of_tree(session: Session, record: Any) -> str:
    assert isinstance(record, Tree)
    found = analyse_tree(session, record, disabled_conditions(session))
    if found.problems:
        return f"! {found.problems[0]}"
    if not found.reachable:
        return "goal out of reach"
    return found.count_words


COMPUTED: Mapping[tuple[str, str], tuple[str, Callable[[Session, Record], str]]] = {
    (Tree.kind, "nodes"): ("Now", _state_of_tree),
}
"""Columns that say what follows from a field, and not the field itself."""
