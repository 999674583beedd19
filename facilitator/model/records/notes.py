"""Time that was spent, and what was noted on the way."""

from dataclasses import dataclass

from facilitator.model.fields import declare
from facilitator.model.fields.references import ANY_KIND
from facilitator.model.kind import PEOPLE, Kind, declared
from facilitator.model.part import Record
from facilitator.model.vocabulary import NoteKind


@declared(
    Kind(
        name="timebox",
        prefix="TB",
        noun="timebox",
        plural="Timeboxes",
        title="step",
        one_each=("step",),
        approved=False,
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Timebox(Record):
    """The time that a step may take, and has taken. minutes: 0 for no limit. spent: seconds."""

    step: str
    minutes: int = 0
    spent: int = 0


@declared(
    Kind(
        name="note",
        prefix="N",
        noun="note",
        plural="Notes",
        title="text",
        hint="Park a thought, note a decision, or give somebody an action.",
        form=("text", "note_kind", "owner", "due", "done"),
        columns=("text", "note_kind", "owner"),
        aside=PEOPLE,
        terms=("dont-know", "countermeasure"),
        approved=False,
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A parked thought, a decision or an action."""

    text: str = declare.long_text("Text", required=True)
    note_kind: NoteKind = declare.choice("Kind", NoteKind.PARKED)
    owner: str = declare.person("Owner")
    due: str = declare.day("Due")
    done: bool = declare.yes_no("Done")
    about: str = declare.reference(*ANY_KIND)

    @property
    def is_pending(self) -> bool:
        """Whether it is an action that is not done."""
        return self.note_kind is NoteKind.ACTION and not self.done

    @property
    def needs_owner(self) -> bool:
        """Whether somebody has to do it."""
        return self.is_pending
