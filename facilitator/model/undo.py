"""Which edit can be taken back or put again, read off the history alone, so that it works across restarts."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from facilitator.model.edit import Edit, EditKind
from facilitator.model.records.notes import Timebox


@dataclass(slots=True)
class UndoStack:
    """The edits that undo and redo would act on next, newest last."""

    undoable: list[Edit] = field(default_factory=list)
    redoable: list[Edit] = field(default_factory=list)

    def record(self, edit: Edit) -> None:
        """Take note of an edit that was just applied. What the clock noted is nothing to take back."""
        if all(change.record.kind == Timebox.kind for change in edit.changes):
            return
        if edit.kind is EditKind.ACT:
            self.undoable.append(edit)
            self.redoable.clear()
        elif edit.kind is EditKind.UNDO:
            del self.undoable[-1:]
            self.redoable.append(edit)
        else:
            del self.redoable[-1:]
            self.undoable.append(edit)


def undo_stack(history: Iterable[Edit]) -> UndoStack:
    """The stack that a history adds up to; the first edit, which makes the session, stays out of it."""
    stack = UndoStack()
    for edit in history:
        if edit.number > 1:
            stack.record(edit)
    return stack
