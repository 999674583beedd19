"""Names of people as they are typed, held against those who took part."""

from collections.abc import Iterable, Mapping

from facilitator.model.records import Participant
from facilitator.model.session import Session
from facilitator.workshop.entering import Refused, Typed, owner_of_line
from facilitator.workshop.forms import Entry, Form, FormField


def participants(session: Session) -> list[str]:
    """The names of those who took part."""
    return [person.name for person in session.all(Participant)]


def hint_of(session: Session, item: FormField, typed: Typed) -> str:
    """A sentence on the first name in a field that nobody who took part bears; "" when there is none.

    It is a hint only: the name is kept as it was written.
    """
    known = {name.casefold() for name in participants(session)}
    for name in _names(item, typed):
        if name.casefold() not in known:
            return f"Nobody called “{name}” took part; the name is kept as it is written."
    return ""


def hints_of(session: Session, form: Form, values: Mapping[str, Typed]) -> list[str]:
    """The hints on all fields that were filled in, each once."""
    found = [hint_of(session, item, values[item.name]) for item in form.fields if item.name in values]
    return list(dict.fromkeys(hint for hint in found if hint))


def _names(item: FormField, typed: Typed) -> Iterable[str]:
    if item.entry is Entry.PERSON:
        return [str(typed).strip()] if str(typed).strip() else []
    if item.entry is not Entry.COUNTERMEASURES or isinstance(typed, bool):
        return []
    lines = typed.splitlines() if isinstance(typed, str) else typed
    return [owner for owner in map(_owner, lines) if owner]


def _owner(line: str) -> str:
    try:
        return owner_of_line(line)
    except Refused:
        return ""
