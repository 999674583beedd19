"""What a form offers to fill it in, from the session and the banks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from facilitator.banks.schema.glossary import Term
from facilitator.model.fields.field import Field, FieldType, Typed
from facilitator.model.fields.references import Reference
from facilitator.model.fields.texts import Catalogue, Person, Stage, Stages
from facilitator.model.records.assets import Asset
from facilitator.model.vocabulary import Step
from facilitator.text.escape import one_line
from facilitator.workshop.input.form_input import fault_of
from facilitator.workshop.input.people import participants
from facilitator.workshop.workshop import Workshop


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

    names: for REFERENCE fields, the ids and names that can be written, by field. lists: title and id of what the
    banks offer. usual: for other fields, what people often write, to complete what is typed.
    glossary: the words explained. fault: why a number or a date cannot be taken as it stands, or "".
    """

    names: Mapping[str, list[tuple[str, str]]]
    lists: Mapping[type[FieldType], list[tuple[str, str]]]
    usual: Mapping[str, list[str]]
    glossary: Sequence[Term] = ()
    fault: Callable[[Field, Typed], str] = lambda _item, _typed: ""


def offers_of(workshop: Workshop, form: Form) -> Offers:
    """The names and lists of a workshop, for the fields of a form."""
    banks = workshop.banks
    stages = [(f"{stage.number} {stage.title}", stage.id) for stage in banks.stages]
    lists = {
        Stage: stages,
        Stages: stages,
        Catalogue: [(f"{asset.id} {asset.name}", asset.id) for asset in banks.assets.asset],
    }

    def fault(item: Field, value: Typed) -> str:
        return fault_of(workshop.session, item, value)

    return Offers(_names(workshop, form), lists, _usual(workshop, form), banks.glossary.term, fault)


def _names(workshop: Workshop, form: Form) -> dict[str, list[tuple[str, str]]]:
    """For each field that names records, their ids and titles."""
    names: dict[str, list[tuple[str, str]]] = {}
    for item in form.fields:
        if not isinstance(item.type, Reference):
            continue
        names[item.name] = []
        for kind in item.type.kinds:
            records = workshop.session.tables[kind].values()
            names[item.name] += [(record.id, one_line(record.title_text)) for record in records]
    return names


def _usual(workshop: Workshop, form: Form) -> dict[str, list[str]]:
    """Who took part, for a person; for the form of an asset its names in the catalogue and the wider inventory."""
    people = participants(workshop.session)
    usual = {item.name: people for item in form.fields if isinstance(item.type, Person) and people}
    if form.name == Asset.kind:
        banks = workshop.banks.assets
        names = [asset.name for asset in banks.asset]
        names += [entry.name for entry in banks.inventory]
        usual["name"] = list(dict.fromkeys(names))
    return usual
