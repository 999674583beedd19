"""Ids of records that two sides made under one number, and records that are the same under two."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from facilitator.model.kinds import KINDS
from facilitator.model.part import Part, Record
from facilitator.model.session import Session, session_of

P = TypeVar("P", bound=Part)


def aligned(base: Session, ours: Session, theirs: Session) -> tuple[Session, dict[str, str]]:
    """Their session with ids that agree with ours, and the ids that were given anew.

    First what both name in their own way but is one thing gets our id; then what only shares a number gets a new one.
    """
    next_number = {kind: max(side.issued.get(kind, 0) for side in (base, ours, theirs)) + 1 for kind in ours.tables}
    new_ids: dict[str, str] = {}
    for kind in sorted(ours.tables, key=lambda kind: bool(KINDS[kind].one_each)):
        new_ids |= _new_ids(kind, (base, ours, theirs), next_number, dict(new_ids))
    new_ids = {old: new for old, new in new_ids.items() if old != new}
    if not new_ids:
        return theirs, {}
    records = [renamed(record, new_ids) for record in theirs.every_record()]
    return session_of(records, theirs.issued, theirs.revision), new_ids


def _new_ids(
    kind: str, sides: tuple[Session, Session, Session], next_number: dict[str, int], so_far: Mapping[str, str]
) -> dict[str, str]:
    """What the records of a kind that they made are to be called; what is one thing is looked for by renamed keys."""
    base, ours, theirs = (side.tables[kind] for side in sides)
    known = {_key(record): record.id for record in ours.values()} if KINDS[kind].one_each else {}
    found: dict[str, str] = {}
    for record in theirs.values():
        if record.id in base:
            continue
        same = known.pop(_key(renamed(record, so_far)), None) if KINDS[kind].one_each else None
        if same is not None:
            found[record.id] = same
        elif record.id in ours and (KINDS[kind].one_each or ours[record.id] != record):
            found[record.id] = f"{record.prefix}-{next_number[kind]}"
            next_number[kind] += 1
    return found


def renamed(part: P, new_ids: Mapping[str, str]) -> P:
    """A record or part with its own id and every reference changed; facts name records as well."""
    changed: dict[str, Any] = {}
    for item in fields(part):
        value = getattr(part, item.name)
        if item.metadata.get("refers_to") or (item.name == "id" and isinstance(part, Record)):
            changed[item.name] = _renamed_reference(value, new_ids)
        elif item.name in ("facts", "confirmed"):
            changed[item.name] = tuple(_renamed_words(fact, new_ids) for fact in value)
        elif isinstance(value, tuple):
            changed[item.name] = tuple(renamed(one, new_ids) if isinstance(one, Part) else one for one in value)
    return replace(part, **changed)


def _renamed_reference(value: Any, new_ids: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(new_ids.get(target, target) for target in value)
    return new_ids.get(value, value)


def _renamed_words(words: str, new_ids: Mapping[str, str]) -> str:
    return re.sub(r"\b[A-Z]+-\d+\b", lambda found: new_ids.get(found[0], found[0]), words)


def _key(record: Record) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in KINDS[record.kind].one_each or ("id",))
