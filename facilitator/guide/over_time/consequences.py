"""What a change touches: the questions, suggestions, threats and ratings that stand on what it changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator.guide.evidence.context import Context
from facilitator.guide.over_time.stale import stale
from facilitator.guide.questions import AskedQuestion, asked_in_scope
from facilitator.guide.suggestions import Suggested, pending
from facilitator.model.part import Record

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What is different after a change.

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
        """Whether it takes the ground from under anything that people entered, are asked or are to decide on."""
        return bool(self.touched or self.not_suggested or self.not_asked)


def consequences(before: Context, after: Context) -> Consequences:
    """What is different between a session and the same session after a change."""
    was_stale, was_asked, was_pending = _standing(before)
    is_stale, is_asked, is_pending = _standing(after)
    newly = {record_id: why for record_id, why in is_stale.items() if record_id not in was_stale}
    touched = [(after.session.find(record_id), why) for record_id, why in newly.items()]
    restored = [after.session.find(record_id) for record_id in was_stale if record_id not in is_stale]
    return Consequences(
        touched=tuple((record, why) for record, why in touched if record is not None),
        restored=tuple(record for record in restored if record is not None),
        asked=tuple(item for key, item in is_asked.items() if key not in was_asked),
        not_asked=tuple(item for key, item in was_asked.items() if key not in is_asked),
        suggested=tuple(item for key, item in is_pending.items() if key not in was_pending),
        not_suggested=tuple(item for key, item in was_pending.items() if key not in is_pending),
    )


def _standing(context: Context) -> tuple[Mapping[str, str], dict[Key, AskedQuestion], dict[Key, Suggested]]:
    asked = {item.key: item for item in asked_in_scope(context)}
    return stale(context), asked, {item.key: item for item in pending(context)}
