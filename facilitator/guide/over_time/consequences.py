"""What a change touches: the questions, suggestions, threats and ratings that stand on what it changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from facilitator.guide.evidence.context import Context
from facilitator.guide.over_time.stale import stale
from facilitator.guide.questions import AskedQuestion, asked_in_scope
from facilitator.guide.standing.standing import Standing
from facilitator.guide.suggested import Suggested
from facilitator.guide.suggestions import pending
from facilitator.model.part import Record

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
        """Whether anything that people entered, are asked or have a reason to decide on loses its ground."""
        with_reason = [item for item in self.not_suggested if item.standing is not Standing.UNCONFIRMED]
        return bool(self.touched or with_reason or self.not_asked)


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
    touched: list[tuple[Record, str]] = []
    for record_id, why in now.stale.items():
        record = after.session.find(record_id)
        if record is not None and record_id not in was.stale:
            touched.append((record, why))
    restored: list[Record] = []
    for record_id in was.stale:
        record = after.session.find(record_id)
        if record is not None and record_id not in now.stale:
            restored.append(record)
    return Consequences(
        touched=tuple(touched),
        restored=tuple(restored),
        asked=_new_in(now.asked, was.asked),
        not_asked=_new_in(was.asked, now.asked),
        suggested=_new_in(now.suggested, was.suggested),
        not_suggested=_new_in(was.suggested, now.suggested),
    )


def _standing(context: Context) -> _Standing:
    asked = {item.key: item for item in asked_in_scope(context)}
    suggested = {item.key: item for item in pending(context)}
    return _Standing(stale(context), asked, suggested)


def _new_in(found: Mapping[Key, V], known: Mapping[Key, V]) -> tuple[V, ...]:
    """The values under keys that are not known."""
    return tuple(value for key, value in found.items() if key not in known)
