"""Saying what is done against threats: against which condition, how far it has come, and what is one and the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from facilitator.errors import UserError
from facilitator.model.edit import Change
from facilitator.model.fields import declare
from facilitator.model.fields.choices import YesNo
from facilitator.model.fields.field import validate_text
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.trees import Condition
from facilitator.model.vocabulary import CountermeasureStatus
from facilitator.workshop.commands.command import Command, Draft, Offer, declared, parsed_values
from facilitator.workshop.views.edit_titles import named
from facilitator.workshop.workshop import Workshop


@declared(Offer(id="control", words="Countermeasure", in_file=True))
@dataclass(frozen=True, slots=True)
class CloseCondition(Command[Countermeasure]):
    """Say that a countermeasure closes a condition; it is made when it is new.

    in_place: put it in place, or take it out, as well; None leaves it as it is.
    """

    against: str = declare.text("Condition", required=True)
    name: str = declare.text("Countermeasure", required=True)
    in_place: bool | None = declare.field("In place", YesNo(), None)

    def draft(self, workshop: Workshop) -> Draft[Countermeasure]:
        """Close one condition more."""
        session = workshop.session
        condition = session.get(Condition, workshop.find(Condition.kind, self.against))
        before = _known(workshop, self.name)
        name = validate_text(self.name.strip())
        base = before or Countermeasure(id=session.next_id(Countermeasure), text=name)
        after = base.closing([condition.id])
        if self.in_place is not None:
            after = _put(after, in_place=self.in_place)
        changes = (Change(before=before, after=after),) if after != before else ()
        return Draft(f"Set {named(after)} against {named(condition)}", changes, after)

    @classmethod
    def from_values(cls, workshop: Workshop, values: Mapping[str, Any]) -> Self:
        """Take it as declared; what a file holds is in place only where the file says so."""
        return cls(**parsed_values(cls.fields(), workshop, {"in_place": False, **values}))


@declared(Offer(id="put-in-place", words="Put in place"))
@dataclass(frozen=True, slots=True)
class SwitchCountermeasure(Command[Countermeasure]):
    """Put a countermeasure in place, or take it out."""

    countermeasure: str

    def draft(self, workshop: Workshop) -> Draft[Countermeasure]:
        """Turn it the other way round."""
        before = workshop.session.get(Countermeasure, workshop.find(Countermeasure.kind, self.countermeasure))
        after = _put(before, in_place=not before.is_in_place)
        words = "Put in place" if after.is_in_place else "Take out"
        return Draft(f"{words} {named(after)}", (Change(before=before, after=after),), after)


def _put(measure: Countermeasure, *, in_place: bool) -> Countermeasure:
    """A countermeasure that is in place, or is not; what was planned or rejected stays so when it was not in place."""
    if in_place == measure.is_in_place:
        return measure
    status = CountermeasureStatus.IN_PLACE if in_place else CountermeasureStatus.PLANNED
    return replace(measure, status=status)


def _known(workshop: Workshop, words: str) -> Countermeasure | None:
    """The countermeasure that these words mean, or None where it is new. Raises UserError for no words at all."""
    if not words.strip():
        raise UserError("Name: please write something here.", "name")
    try:
        return workshop.session.get(Countermeasure, workshop.find(Countermeasure.kind, words))
    except UserError:
        return None
