"""Names of people as they are typed, held against those who took part."""

from collections.abc import Iterable, Mapping

from facilitator.errors import UserError
from facilitator.model.fields.field import Field, Typed
from facilitator.model.fields.texts import Person
from facilitator.model.kind import Kind
from facilitator.model.records.session import Participant
from facilitator.model.records.threats import Countermeasures, owner_of_line
from facilitator.model.session import Session


def participants(session: Session) -> list[str]:
    """The names of those who took part."""
    return [person.name for person in session.all(Participant)]


def hint_of(session: Session, item: Field, typed: Typed) -> str:
    """A sentence on the first name in a field that nobody who took part bears; "" when there is none.

    It is a hint only: the name is kept as it was written.
    """
    known = {name.casefold() for name in participants(session)}
    for name in _names(item, typed):
        if name.casefold() not in known:
            return f"Nobody called “{name}” took part; the name is kept as it is written."
    return ""


def hints_of(session: Session, form: Kind, values: Mapping[str, Typed]) -> list[str]:
    """The hints on all fields that were filled in, each once."""
    found = [hint_of(session, item, values[item.name]) for item in form.fields if item.name in values]
    return list(dict.fromkeys(hint for hint in found if hint))


def _names(item: Field, typed: Typed) -> Iterable[str]:
    if isinstance(item.type, Person):
        return [str(typed).strip()] if str(typed).strip() else []
    if not isinstance(item.type, Countermeasures) or isinstance(typed, bool):
        return []
    lines = typed.splitlines() if isinstance(typed, str) else typed
    return [owner for owner in map(_owner, lines) if owner]


def _owner(line: str) -> str:
    try:
        return owner_of_line(line)
    except UserError:
        return ""
