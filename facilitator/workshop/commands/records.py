"""Adding, changing and removing records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from facilitator.errors import UserError
from facilitator.model.fields import declare
from facilitator.model.fields.field import Typed
from facilitator.model.kinds import KINDS, RECORD_TYPES, filled_in
from facilitator.model.part import Record
from facilitator.model.records.session import HEADER_ID, Header
from facilitator.workshop.commands.command import (
    Command,
    Draft,
    Offer,
    added,
    all_changed,
    changed,
    declared,
    typed_values,
    with_form,
)
from facilitator.workshop.drafting.removing import made_one, removal_of, removal_of_all
from facilitator.workshop.input.catalogue import catalogued
from facilitator.workshop.input.form_input import Parsed, parse_form
from facilitator.workshop.views.edit_titles import named
from facilitator.workshop.workshop import Workshop

Values = Mapping[str, Typed]


@declared(Offer(id="add", words="Add", line="add", line_place=3, in_file=True))
@dataclass(frozen=True, slots=True)
class AddRecord(Command[Record]):
    """Add a record from the values of its form."""

    kind: str
    values: Values = field(default_factory=dict)

    def draft(self, workshop: Workshop) -> Draft[Record]:
        """One record more."""
        if self.kind == Header.kind:
            raise UserError("A session has its particulars already; change them instead.", "kind")
        new_id = workshop.session.next_id(RECORD_TYPES[self.kind])
        parsed = parse_form(workshop.session, self.kind, self.values, None, new_id)
        made = catalogued(workshop.banks, parsed.record)
        noun = KINDS[self.kind].noun
        return Draft(f"Add {noun} {named(made)}", with_form(parsed, (added(made),)), made)

    @classmethod
    def from_values(cls, workshop: Workshop, values: Mapping[str, Any]) -> Self:
        """The kind, and everything else as fields of its form."""
        known = [kind.name for kind in filled_in()]
        kind = values.get("kind", "")
        if kind not in known:
            raise UserError(f"“{kind}” should be one of {', '.join(known)}.", "kind")
        rest = typed_values(values, apart=("kind",))
        return cls(kind, rest)


@declared(Offer(id="change", words="Edit"))
@dataclass(frozen=True, slots=True)
class ChangeRecord(Command[Record]):
    """Change some fields of a record."""

    record: str
    values: Values

    def draft(self, workshop: Workshop) -> Draft[Record]:
        """The record with other values."""
        before = workshop.record(self.record)
        parsed = changed_record(workshop, before, self.values)
        after = parsed.record
        noun = KINDS[before.kind].noun
        changes = with_form(parsed, changed(before, after))
        return Draft(f"Change {noun} {named(after)}", changes, after)


@declared(Offer(id="change-several", words="Change what is marked"))
@dataclass(frozen=True, slots=True)
class ChangeRecords(Command[None]):
    """Change the same fields of several records of one kind."""

    records: Sequence[str]
    values: Values

    def draft(self, workshop: Workshop) -> Draft[None]:
        """Each record with the other values."""
        before = [workshop.record(record_id) for record_id in self.records]
        after = [changed_record(workshop, record, self.values).record for record in before]
        changes = all_changed(before, after)
        if not changes:
            return Draft("", (), None)
        kind = KINDS[changes[0].record.kind]
        labels = [kind.field(name).label.lower() for name in self.values]
        words = f"Change {', '.join(labels)} of {len(changes)} {kind.plural.lower()}"
        return Draft(words, changes, None)


@declared(Offer(id="remove", words="Remove", line="remove", line_takes="ID", line_help="remove one", line_place=4))
@dataclass(frozen=True, slots=True)
class RemoveRecord(Command[None]):
    """Remove a record; those that name it forget it, or go along."""

    record: str
    take_along: bool = False

    def draft(self, workshop: Workshop) -> Draft[None]:
        """The record gone, and no reference to it left."""
        record = workshop.record(self.record)
        if record.id == HEADER_ID:
            raise UserError("The session's own particulars cannot be removed.")
        changes = removal_of(workshop.session, record.id, take_along=self.take_along)
        words = f"Remove {named(record)}"
        return Draft(words, changes, None)

    @classmethod
    def from_words(cls, workshop: Workshop, words: str) -> Self:
        """The record of this id."""
        return cls(words)

    def said_in_lines(self, result: None) -> str:
        """That it can be brought back."""
        return f"Removed {self.record}; :undo brings it back."


@declared(Offer(id="remove-several", words="Remove what is marked"))
@dataclass(frozen=True, slots=True)
class RemoveRecords(Command[None]):
    """Remove several records; those that name them forget them."""

    records: Sequence[str]

    def draft(self, workshop: Workshop) -> Draft[None]:
        """The records gone, one after the other."""
        for record_id in self.records:
            workshop.record(record_id)
        changes = removal_of_all(workshop.session, self.records)
        words = f"Remove {len(self.records)} records"
        return Draft(words, changes, None)


@declared(
    Offer(
        id="same",
        words="It is the same as another",
        key="equals_sign",
        line="same",
        line_takes="ID ID",
        line_help="make one record of two that are the same",
        in_file=True,
        done="Made one",
    )
)
@dataclass(frozen=True, slots=True)
class MakeOne(Command[Record]):
    """Make one record of two that are the same: what names the second names the first, which takes over what it lacks.

    record: the one that stays. same: the one that goes. Both are of one kind.
    """

    record: str = declare.text("Record", required=True)
    same: str = declare.text("Is the same as", required=True)

    def draft(self, workshop: Workshop) -> Draft[Record]:
        """Turn every reference, and remove the second."""
        kept = workshop.record(self.record)
        other = workshop.record(workshop.find(kept.kind, self.same))
        if kept.id in (other.id, HEADER_ID):
            raise UserError("Name another record of the same kind.", "same")
        changes = made_one(workshop.session, kept, other)
        return Draft(f"Make one: {named(other)} is {named(kept)}", changes, kept)

    @classmethod
    def from_words(cls, workshop: Workshop, words: str) -> Self:
        """Take two ids, or an id and a name."""
        record, _, same = words.strip().partition(" ")
        return cls(record, same.strip())


def changed_record(workshop: Workshop, before: Record, values: Values) -> Parsed:
    """A record with some of the values of its form changed. Raises UserError."""
    parsed = parse_form(workshop.session, before.kind, values, before, before.id)
    after = parsed.record
    if isinstance(after, Header):
        workshop.check_header(after.system_kind, after.stages, after.scale)
    return parsed
