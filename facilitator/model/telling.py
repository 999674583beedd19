"""What an edit says in words, why it was made, and whether it still stands."""

from collections.abc import Sequence

from facilitator.model.edit import Edit, EditKind
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer, Suggestion
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.records.ratings import Rating
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import AnswerState


def taken_back(history: Sequence[Edit]) -> frozenset[int]:
    """The numbers of the acts that were undone and not put again."""
    gone: set[int] = set()
    for edit in history:
        if edit.kind is EditKind.UNDO:
            gone.add(_first(history, edit))
        elif edit.kind is EditKind.REDO:
            gone.discard(_first(history, edit))
    return frozenset(gone)


def what_was_done(edit: Edit) -> str:
    """What was done, with the answer where it was one; a join tells by its acts what it brought."""
    if edit.acts:
        return edit.what
    if edit.kind is not EditKind.ACT:
        return f"{edit.kind.value.capitalize()}: {edit.what}"
    answers = [change.after for change in edit.changes if isinstance(change.after, Answer)]
    said = [answer.value if answer.state is AnswerState.ANSWERED else answer.state.value for answer in answers]
    return f"{edit.what}: {'; '.join(said)}" if any(said) else edit.what


def why(edit: Edit) -> str:
    """The reasons that people gave, or ""."""
    if edit.kind is not EditKind.ACT or edit.acts:
        return ""
    reasons = [_reason(change.before, change.after) for change in edit.changes if change.after is not None]
    return "; ".join(dict.fromkeys(reason for reason in reasons if reason))


def _reason(before: Record | None, after: Record | None) -> str:
    """What people said about a record when it changed."""
    match after:
        case Answer(note=note) if note != getattr(before, "note", ""):
            return note
        case Suggestion(reason=reason, because=because):
            return reason or "; ".join(because)
        case FailureMode(reason=reason) if reason != getattr(before, "reason", ""):
            return reason
        case Threat(status_reason=reason) if reason != getattr(before, "status_reason", ""):
            return reason
        case Rating(scores=scores):
            return "; ".join(f"{score.factor}: {score.reason}" for score in scores if score.reason)
        case _:
            return ""


def _first(history: Sequence[Edit], edit: Edit) -> int:
    """The number of the act that an undo or a redo is about in the end."""
    start = history[0].number
    seen: set[int] = set()
    while edit.takes_back and edit.takes_back not in seen and start <= edit.takes_back < edit.number:
        seen.add(edit.takes_back)
        edit = history[edit.takes_back - start]
    return edit.number
