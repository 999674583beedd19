"""References between records: found by what the fields declare, checked, and cut when a record goes."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar, get_args

from facilitator.model.edit import Change
from facilitator.model.fields.references import ANY_KIND
from facilitator.model.part import Part, Record
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
    for name, kinds in _fields_that_refer(type(part)):
        value = getattr(part, name)
        if not value:
            continue
        for target in value if isinstance(value, tuple) else (value,):
            if isinstance(target, Part):
                yield from references_in(target)
            elif target and kinds:
                yield Reference(name, target, kinds)


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


def redirected(part: P, old: str, new: str) -> P:
    """A record or part in which every reference to one id names another, each once in a list."""
    turned: dict[str, Any] = {}
    for item in fields(part):
        value = getattr(part, item.name)
        if item.metadata.get("refers_to"):
            turned[item.name] = _turned(value, old, new)
        elif isinstance(value, tuple):
            inner = [redirected(one, old, new) if isinstance(one, Part) else one for one in value]
            turned[item.name] = tuple(dict.fromkeys(inner))
    return replace(part, **turned)


def _turned(value: Any, old: str, new: str) -> Any:
    if isinstance(value, tuple):
        names = [new if target == old else target for target in value]
        return tuple(dict.fromkeys(names))
    return new if value == old else value


_REFERRING: dict[type[Part], tuple[tuple[str, tuple[str, ...]], ...]] = {}


def _fields_that_refer(part_type: type[Part]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The fields that name records, with the kinds they may name, and those whose parts do."""
    if part_type not in _REFERRING:
        declared = [(item, tuple(item.metadata.get("refers_to", ()))) for item in fields(part_type)]
        _REFERRING[part_type] = tuple(
            (item.name, kinds) for item, kinds in declared if kinds or _holds_parts_that_refer(item.type)
        )
    return _REFERRING[part_type]


def _holds_parts_that_refer(hint: Any) -> bool:
    parts = [inner for inner in get_args(hint) if isinstance(inner, type) and issubclass(inner, Part)]
    return any(_fields_that_refer(part) for part in parts)


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
    kind = kind_of(reference.target)
    fits = reference.kinds == ANY_KIND or kind in reference.kinds
    return bool(kind) and fits and reference.target in session.tables[kind]
