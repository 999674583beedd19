"""What the tables of each step show of the records."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from facilitator.analysis.rating import Ranked, ScaleLike, product, ranked
from facilitator.analysis.trees import analyse_tree, disabled_conditions
from facilitator.model.records import Record, Tree
from facilitator.model.session import Session
from facilitator.model.vocabulary import Protection, SecurityProperty, Stride

Cells = tuple[str, ...]
PROTECTION_WORDS = {Protection.PRESENT: "✓ yes", Protection.NONE: "✗ no", Protection.UNKNOWN: "? "}

SHORT = {
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
    return ("Id", *(label for label, _ in _COLUMNS[kind]))


def cells_of(session: Session, record: Record, marks: Mapping[str, str]) -> Cells:
    """What a table says of a record. marks: records to be looked at again."""
    first = f"! {record.id}" if record.id in marks else record.id
    return (first, *(words(session, record) for _, words in _COLUMNS[record.kind]))


def rating_columns(factors: Sequence[str]) -> tuple[str, ...]:
    """The headings of the table of ratings, with the first letter of each factor."""
    return ("Place", "Total", "Band", *factor_letters(factors), "P x D", "Threat")


def factor_letters(factors: Sequence[str]) -> tuple[str, ...]:
    """The first letter of each factor; one that is there already has a space after it, so that no two are the same."""
    letters: list[str] = []
    for factor in factors:
        letter = factor[:1].upper()
        while letter in letters:
            letter += " "
        letters.append(letter)
    return tuple(letters)


def rating_rows(session: Session, scales: Mapping[str, ScaleLike]) -> dict[str, Ranked]:
    """Each threat by its id, highest first."""
    return {row.threat.id: row for row in ranked(session, scales)}


def rating_cells(row: Ranked, factors: Sequence[str]) -> Cells:
    """What the table says of a threat, with its factors; ties carry an equals sign."""
    values = {score.factor: score.value for score in row.rating.scores} if row.rating else {}
    place = f"{row.place}{'=' if row.tied else ''}" if row.place else "–"
    figures = (*map(values.get, factors), product(row.rating) if row.rating else None)
    return (
        place,
        _figure(row.total),
        row.band or "–",
        *map(_figure, figures),
        f"{row.threat.id} {row.threat.title}",
    )


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"


def _attribute(name: str) -> Callable[[Session, Any], str]:
    return lambda _, record: str(getattr(record, name)).replace("-", " ")


def _protection(name: str) -> Callable[[Session, Any], str]:
    return lambda _, record: PROTECTION_WORDS[getattr(record, name)]


def _text(name: str) -> Callable[[Session, Any], str]:
    return lambda _, record: str(getattr(record, name))


def _joined(name: str) -> Callable[[Session, Any], str]:
    return lambda _, record: ", ".join(SHORT.get(item, item.value) for item in getattr(record, name))


def _ids(name: str) -> Callable[[Session, Any], str]:
    return lambda session, record: ", ".join(_named(session, item) for item in getattr(record, name))


def _one(name: str) -> Callable[[Session, Any], str]:
    return lambda session, record: _named(session, getattr(record, name))


def _text_ids(name: str) -> Callable[[Session, Any], str]:
    return lambda _, record: ", ".join(getattr(record, name))


def _name(name: str) -> Callable[[Session, Any], str]:
    return lambda session, record: _title(session, getattr(record, name))


def _title(session: Session, record_id: str) -> str:
    record = session.find(record_id)
    return record.title_text if record else "–"


def _named(session: Session, record_id: str) -> str:
    record = session.find(record_id)
    return f"{record_id} {record.title_text}" if record else record_id


def _state_of_tree(session: Session, record: Record) -> str:
    assert isinstance(record, Tree)
    found = analyse_tree(session, record, disabled_conditions(session))
    if found.problems:
        return f"! {found.problems[0]}"
    if not found.reachable:
        return "goal out of reach"
    return "1 scenario" if len(found.scenarios) == 1 else f"{len(found.scenarios)} scenarios"


_COLUMNS: dict[str, Sequence[tuple[str, Callable[[Session, Any], str]]]] = {
    "asset": (
        ("Name", _text("name")),
        ("Category", _attribute("category")),
        ("Properties that matter", _joined("properties")),
        ("Owner", _text("owner")),
    ),
    "component": (("Name", _text("name")), ("Kind", _attribute("component_kind")), ("Assets", _text_ids("assets"))),
    "flow": (
        ("What flows", _text("name")),
        ("From", _name("source")),
        ("To", _name("target")),
        ("Authn", _protection("authentication")),
        ("Authz", _protection("authorization")),
        ("Encr", _protection("encryption")),
    ),
    "boundary": (("Name", _text("name")), ("Inside", _ids("components"))),
    "entry_point": (("Name", _text("name")), ("Component", _one("component")), ("Reachable by", _text("reachable_by"))),
    "technology": (("Name", _text("name")), ("Version", _text("version")), ("Used by", _ids("components"))),
    "threat": (
        ("Title", _text("title")),
        ("STRIDE", _joined("stride")),
        ("Target", _ids("target")),
        ("Status", _attribute("status")),
    ),
    "failure_mode": (("How it fails", _text("text")), ("Asset", _one("asset")), ("Outlook", _attribute("outlook"))),
    "tree": (("Goal", _text("title")), ("Threat", _one("threat")), ("Now", _state_of_tree)),
    "control": (
        ("Name", _text("name")),
        ("State", lambda _, record: "● in place" if record.in_place else "○ not in place"),
        ("Makes impossible", _ids("disables")),
    ),
    "condition": (("Name", _text("name")),),
    "participant": (("Name", _text("name")), ("Role", _attribute("role"))),
    "note": (("Text", _text("text")), ("Kind", _attribute("note_kind")), ("Owner", _text("owner"))),
}
