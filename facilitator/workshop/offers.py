"""What a form offers to fill it in, from the session and the banks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from facilitator.model.fields.field import Field, FieldType, Typed
from facilitator.model.fields.references import Reference
from facilitator.model.fields.texts import Catalogue, Person, Stage, Stages
from facilitator.model.records.assets import Asset
from facilitator.model.vocabulary import Step
from facilitator.text.escape import one_line
from facilitator.workshop.input.form_input import fault_of
from facilitator.workshop.input.people import known_people
from facilitator.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitator.banks.schema.banks import Banks
    from facilitator.banks.schema.glossary import Term

Named = tuple[str, str]
"""An id and what is called by it, in the order in which a list shows them."""


class Form(Protocol):
    """What is filled in field by field: a kind of record, or an act."""

    @property
    def name(self) -> str:
        """Its id."""

    @property
    def noun(self) -> str:
        """Its words on screen."""

    @property
    def hint(self) -> str:
        """What to enter, in a sentence."""

    @property
    def step(self) -> Step | None:
        """The step that it belongs to, if any."""

    @property
    def terms(self) -> tuple[str, ...]:
        """Ids of words of the glossary that it uses."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its fields, in order."""

    def field(self, name: str) -> Field:
        """The field of this name. Raises KeyError."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What a form offers to fill it in.

    names: for fields that name records, the ids and names that can be written, by field.
    lists: title and id of what the banks offer.
    usual: for other fields, what people often write, to complete what is typed.
    glossary: the words explained. fault: why a number or a date cannot be taken as it stands, or "".
    """

    names: Mapping[str, list[Named]]
    lists: Mapping[type[FieldType], list[Named]]
    usual: Mapping[str, list[str]]
    glossary: Sequence[Term] = ()
    fault: Callable[[Field, Typed], str] = lambda _item, _typed: ""


def offers_of(workshop: Workshop, form: Form) -> Offers:
    """The names and lists of a workshop, for the fields of a form."""
    names = _names(workshop, form)
    usual = _usual(workshop, form)
    lists = _lists(workshop.banks)
    glossary = workshop.banks.glossary.term

    def fault(item: Field, value: Typed) -> str:
        return fault_of(workshop.session, item, value)

    return Offers(names, lists, usual, glossary, fault)


def _lists(banks: Banks) -> dict[type[FieldType], list[Named]]:
    """Title and id of the stages and of the assets of the catalogue."""
    stages = [(f"{stage.number} {stage.title}", stage.id) for stage in banks.stages]
    assets = [(f"{asset.id} {asset.name}", asset.id) for asset in banks.assets.asset]
    return {Stage: stages, Stages: stages, Catalogue: assets}


def _names(workshop: Workshop, form: Form) -> dict[str, list[Named]]:
    """The ids and titles of the records that each field can name."""
    names: dict[str, list[Named]] = {}
    for item in form.fields:
        if isinstance(item.type, Reference):
            found = _records(workshop, item.type.kinds)
            names[item.name] = list(found)
    return names


def _records(workshop: Workshop, kinds: Iterable[str]) -> Iterator[Named]:
    for kind in kinds:
        for record in workshop.session.tables[kind].values():
            title = one_line(record.title_text)
            yield record.id, title


def _usual(workshop: Workshop, form: Form) -> dict[str, list[str]]:
    """Who took part or answers for something, for a person; for an asset the names of the catalogue."""
    people = known_people(workshop.session)
    usual: dict[str, list[str]] = {}
    for item in form.fields:
        if people and isinstance(item.type, Person):
            usual[item.name] = people
    if form.name == Asset.kind:
        banks = workshop.banks.assets
        names = [asset.name for asset in banks.asset]
        names += [entry.name for entry in banks.inventory]
        each_once = dict.fromkeys(names)
        usual["name"] = list(each_once)
    return usual
