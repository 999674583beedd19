"""The changes that remove several records at once, and those that make one record of two."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from facilitator.model.edit import Change, Edit
from facilitator.model.part import Record
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.references import named_by, redirected, references_in, removal
from facilitator.model.session import Session, apply


def removal_of(session: Session, record_id: str, *, take_along: bool) -> tuple[Change, ...]:
    """Remove a record; a countermeasure that was only proposed against it and that nothing else names goes with it.

    take_along: remove the records that name it too; otherwise they forget it. Raises KeyError for an unknown id.
    """
    changes = removal(session, record_id, take_along=take_along)
    after = _tried(session, changes)
    gone = [change.before for change in changes if change.after is None]
    proposed = [name for record in gone for name in getattr(record, "countermeasures", ())]
    orphans = [after.get(Countermeasure, name) for name in dict.fromkeys(proposed) if after.find(name)]
    alone = [measure for measure in orphans if measure.is_only_an_idea and not named_by(after, measure.id)]
    return (*changes, *(Change(before=measure, after=None) for measure in alone))


def removal_of_all(session: Session, record_ids: Iterable[str]) -> tuple[Change, ...]:
    """Remove records one after the other; those that name them forget them. Raises KeyError for an unknown id."""
    after = session
    changes: list[Change] = []
    for record_id in record_ids:
        if after.find(record_id) is None and session.find(record_id) is not None:
            continue
        removed = removal_of(after, record_id, take_along=False)
        after = _tried(after, removed)
        changes += removed
    return tuple(changes)


def _tried(session: Session, changes: tuple[Change, ...]) -> Session:
    return apply(session, Edit(number=session.revision + 1, time="", by="", what="", changes=changes))


def made_one(session: Session, kept: Record, other: Record) -> tuple[Change, ...]:
    """Let everything that names one record name another, which takes over what it lacks; the first then goes."""
    changes = [Change(before=kept, after=_completed(kept, other))]
    for record in session.every_record():
        names_it = any(reference.target == other.id for reference in references_in(record))
        if names_it and record.id not in (kept.id, other.id):
            changes.append(Change(before=record, after=redirected(record, other.id, kept.id)))
    gone = Change(before=other, after=None)
    return (*(change for change in changes if change.before != change.after), gone)


def _completed(kept: Record, other: Record) -> Record:
    """A record with what it does not say taken from another of its kind; lists are united."""
    taken: dict[str, Any] = {}
    for item in fields(kept):
        mine, yours = getattr(kept, item.name), getattr(other, item.name)
        if isinstance(mine, tuple):
            taken[item.name] = tuple(dict.fromkeys((*mine, *yours)))
        elif mine == item.default and item.name != "id":
            taken[item.name] = yours
    return redirected(replace(kept, **taken), other.id, kept.id)
