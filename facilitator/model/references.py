"""References between records: found by what the fields declare, checked, and cut when a record goes."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from facilitator.model.edit import Change
from facilitator.model.records import ANY, Part, Record
from facilitator.model.session import Session, kind_of

P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Reference:
    """A field of a record that names another record."""

    field: str
    target: str
    kinds: tuple[str, ...]


def references_in(part: Part) -> Iterator[Reference]:
    """Every reference that a record and its parts hold."""
    for item in fields(part):
        value = getattr(part, item.name)
        kinds = item.metadata.get("refers_to")
        if kinds:
            targets = value if isinstance(value, tuple) else (value,)
            yield from (Reference(item.name, target, kinds) for target in targets if target)
        elif isinstance(value, tuple):
            for inner in value:
                if isinstance(inner, Part):
                    yield from references_in(inner)


def dangling(session: Session, record: Record) -> tuple[Reference, ...]:
    """The references of a record that name nothing in the session, or the wrong kind of record."""
    return tuple(reference for reference in references_in(record) if not _holds(session, reference))


def named_by(session: Session, record_id: str) -> tuple[Record, ...]:
    """The other records that name this one."""
    return tuple(
        record
        for record in session.every_record()
        if record.id != record_id and any(ref.target == record_id for ref in references_in(record))
    )


def removal(session: Session, record_id: str, *, take_along: bool) -> tuple[Change, ...]:
    """The changes that remove a record and leave no dangling reference.

    take_along: remove the records that name it too, and those that name these;
    otherwise they stay and only forget it. Raises KeyError for an unknown id.
    """
    going = {record_id: _existing(session, record_id)}
    if take_along:
        going = _with_followers(session, going)
    forgetting = [
        Change(before=record, after=without(record, frozenset(going)))
        for record in session.every_record()
        if record.id not in going and any(ref.target in going for ref in references_in(record))
    ]
    return (*forgetting, *(Change(before=record, after=None) for record in going.values()))


def without(part: P, gone: frozenset[str]) -> P:
    """A record or part with every reference to the given ids cut."""
    cut: dict[str, Any] = {}
    for item in fields(part):
        value = getattr(part, item.name)
        if item.metadata.get("refers_to"):
            cut[item.name] = _forget(value, gone)
        elif isinstance(value, tuple):
            cut[item.name] = tuple(without(x, gone) if isinstance(x, Part) else x for x in value)
    return replace(part, **cut)


def _forget(value: Any, gone: frozenset[str]) -> Any:
    if isinstance(value, tuple):
        return tuple(target for target in value if target not in gone)
    return "" if value in gone else value


def _existing(session: Session, record_id: str) -> Record:
    record = session.find(record_id)
    if record is None:
        raise KeyError(record_id)
    return record


def _with_followers(session: Session, going: dict[str, Record]) -> dict[str, Record]:
    waiting = list(going)
    while waiting:
        for follower in named_by(session, waiting.pop()):
            if follower.id not in going:
                going[follower.id] = follower
                waiting.append(follower.id)
    return going


def _holds(session: Session, reference: Reference) -> bool:
    if session.find(reference.target) is None:
        return False
    return reference.kinds == ANY or kind_of(reference.target) in reference.kinds
