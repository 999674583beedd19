"""Parking thoughts, noting decisions and actions, and making records of notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator.model.edit import Change
from facilitator.model.fields import declare
from facilitator.model.fields.field import Typed
from facilitator.model.part import Record
from facilitator.model.records.notes import Note
from facilitator.model.vocabulary import NoteKind
from facilitator.workshop.commands.command import Command, Draft, Offer, declared
from facilitator.workshop.commands.records import AddRecord, changed_record
from facilitator.workshop.workshop import Workshop


@declared(
    Offer(
        id="park",
        words="Park",
        key="p",
        line="park",
        line_help="park a thought",
        line_place=9,
        bar=11,
        done="Parked",
    )
)
@dataclass(frozen=True, slots=True)
class Park(Command[Record]):
    """Park a thought."""

    text: str = declare.text("Park a thought", required=True)

    def draft(self, workshop: Workshop) -> Draft[Record]:
        """A parked note."""
        return _note(workshop, NoteKind.PARKED, text=self.text)


@declared(Offer(id="decide", words="Note a decision", key="d", line="decide", done="Decision noted"))
@dataclass(frozen=True, slots=True)
class Decide(Command[Record]):
    """Note a decision."""

    text: str = declare.text("What was decided", required=True)

    def draft(self, workshop: Workshop) -> Draft[Record]:
        """A note of the decision."""
        return _note(workshop, NoteKind.DECISION, text=self.text)


@declared(
    Offer(
        id="assign",
        words="Note an action with owner and date",
        key="A",
        line="assign",
        line_help="note an action",
        done="Action noted",
    )
)
@dataclass(frozen=True, slots=True)
class Assign(Command[Record]):
    """Note an action: who does it, and until when."""

    text: str = declare.text("What is to be done", required=True)
    owner: str = declare.person("Owner")
    due: str = declare.day("Due")

    def draft(self, workshop: Workshop) -> Draft[Record]:
        """A note of the action."""
        return _note(workshop, NoteKind.ACTION, text=self.text, owner=self.owner, due=self.due)


@declared(Offer(id="become", words="Turn a note into a record", key="j"))
@dataclass(frozen=True, slots=True)
class BecomeRecord(Command[Record]):
    """Turn a note into a record; the note is marked as done."""

    note: str
    kind: str
    values: Mapping[str, Typed]

    def draft(self, workshop: Workshop) -> Draft[Record]:
        """The record, and the note done."""
        note = workshop.session.get(Note, self.note)
        added = AddRecord(self.kind, self.values).draft(workshop)
        after = changed_record(workshop, note, {"done": True}).record
        done = Change(before=note, after=after)
        return Draft(added.words, (*added.changes, done), added.result)


def _note(workshop: Workshop, kind: NoteKind, **values: str) -> Draft[Record]:
    note = {**values, "note_kind": kind.value}
    return AddRecord(Note.kind, note).draft(workshop)
