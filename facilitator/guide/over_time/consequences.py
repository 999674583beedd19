"""What a change touches: the questions, suggestions, threats and ratings that stand on what it changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from facilitator.guide.evidence.context import Context
from facilitator.guide.over_time.stale import stale
from facilitator.guide.questions import AskedQuestion, asked_in_scope
from facilitator.guide.suggestions import Suggested, pending
from facilitator.model.part import Record

K = TypeVar("K")
V = TypeVar("V")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Consequences:
    """The difference that a change makes.

    touched: records that stand on what changed, with the reason; they stay as they are and are marked.
    restored: records that are no longer marked. asked, not_asked: questions that newly apply, or no longer do.
    suggested, not_suggested: suggestions to decide on that are new, or gone.
    """

    touched: tuple[tuple[Record, str], ...]
    restored: tuple[Record, ...]
    asked: tuple[AskedQuestion, ...]
    not_asked: tuple[AskedQuestion, ...]
    suggested: tuple[Suggested, ...]
    not_suggested: tuple[Suggested, ...]

    @property
    def warn(self) -> bool:
        """Whether anything that people entered, are asked or are to decide on loses its ground."""
        return bool(self.touched or self.not_suggested or self.not_asked)


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a session stands: what is to be looked at again, what is asked, and what waits for a decision."""

    stale: Mapping[str, str]
    asked: Mapping[Key, AskedQuestion]
    suggested: Mapping[Key, Suggested]


def consequences(before: Context, after: Context) -> Consequences:
    """The difference between a session and the same session after a change."""
    was = _standing(before)
    now = _standing(after)
    marked = _only_first(now.stale, was.stale)
    unmarked = _only_first(was.stale, now.stale)
    records = _records(after, [*marked, *unmarked])
    touched = [(records[record_id], why) for record_id, why in marked.items() if record_id in records]
    restored = [records[record_id] for record_id in unmarked if record_id in records]
    return Consequences(
        touched=tuple(touched),
        restored=tuple(restored),
        asked=_values(_only_first(now.asked, was.asked)),
        not_asked=_values(_only_first(was.asked, now.asked)),
        suggested=_values(_only_first(now.suggested, was.suggested)),
        not_suggested=_values(_only_first(was.suggested, now.suggested)),
    )


def _standing(context: Context) -> _Standing:
    asked = {item.key: item for item in asked_in_scope(context)}
    suggested = {item.key: item for item in pending(context)}
    return _Standing(stale(context), asked, suggested)


def _only_first(one: Mapping[K, V], other: Mapping[K, V]) -> dict[K, V]:
    """What one mapping holds under keys that the other has not."""
    return {key: value for key, value in one.items() if key not in other}


def _values(found: Mapping[K, V]) -> tuple[V, ...]:
    return tuple(found.values())


def _records(context: Context, ids: Iterable[str]) -> dict[str, Record]:
    """Those of the records that are there, by their ids."""
    found: dict[str, Record] = {}
    for record_id in ids:
        record = context.session.find(record_id)
        if record is not None:
            found[record_id] = record
    return found
