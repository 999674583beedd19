"""Names of people as they are typed, compared with those who took part."""

from collections.abc import Iterable, Mapping

from facilitator.errors import UserError
from facilitator.model.fields.field import Field, Typed
from facilitator.model.fields.made import MadeReferences
from facilitator.model.fields.texts import Person
from facilitator.model.kind import Kind
from facilitator.model.records.countermeasures import owner_of_line
from facilitator.model.records.session import Participant
from facilitator.model.session import Session


def participants(session: Session) -> list[str]:
    """The names of those who took part."""
    return [person.name for person in session.all(Participant)]


def known_people(session: Session) -> list[str]:
    """Those who took part, then their organisations and whoever answers for something already, each once."""
    names = dict.fromkeys(participants(session))
    names |= dict.fromkeys(person.organisation for person in session.all(Participant))
    for record in session.every_record():
        owner = getattr(record, "owner", "")
        names[owner] = None
    return [name for name in names if name]


def hint_of(session: Session, item: Field, typed: Typed) -> str:
    """A sentence on the first name in a field that is of nobody who took part; "" where there is none.

    It is a hint only: the name is kept as it was written.
    """
    names = participants(session)
    known = {name.casefold() for name in names}
    for name in _names(item, typed):
        if name.casefold() not in known:
            return f"Nobody called “{name}” took part; the name is kept as it is written."
    return ""


def hints_of(session: Session, form: Kind, values: Mapping[str, Typed]) -> list[str]:
    """The hints on all fields that were filled in, each once."""
    hints: list[str] = []
    for item in form.fields:
        typed = values.get(item.name, "")
        hint = hint_of(session, item, typed)
        if hint and hint not in hints:
            hints.append(hint)
    return hints


def _names(item: Field, typed: Typed) -> Iterable[str]:
    if isinstance(item.type, Person):
        name = str(typed).strip()
        return [name] if name else []
    if not isinstance(item.type, MadeReferences) or isinstance(typed, bool):
        return []
    lines = typed.splitlines() if isinstance(typed, str) else typed
    owners = map(_owner, lines)
    return filter(None, owners)


def _owner(line: str) -> str:
    try:
        return owner_of_line(line)
    except UserError:
        return ""
