"""What is of value."""

from dataclasses import dataclass

from facilitator.model.fields import declare
from facilitator.model.kind import Kind, declared
from facilitator.model.part import Record
from facilitator.model.vocabulary import AssetCategory, SecurityProperty, Step


@declared(
    Kind(
        name="asset",
        prefix="A",
        noun="asset",
        plural="Assets",
        step=Step.ASSETS,
        hint="Name what would hurt to lose, leak or have changed: data, models, results, keys.",
        form=("name", "category", "catalogue", "owner", "value", "properties", "stages", "description"),
        columns=("name", "category", "properties", "owner"),
        report=("name", "category", "description", "owner", "stages", "value", "properties"),
        asked_about=True,
        counted=True,
        from_note=2,
        terms=("confidentiality", "integrity", "availability", "authenticity", "failure-mode"),
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Asset(Record):
    """Something of value that can fail or be harmed."""

    name: str = declare.text("Name", required=True)
    category: AssetCategory = declare.explained(declare.choice("Category", AssetCategory.DATA), "asset")
    catalogue: str = declare.catalogue("In the catalogue", help="such as D4 for labelled data")
    description: str = declare.long_text("Description")
    owner: str = declare.text("Owner", help="who answers for it")
    stages: tuple[str, ...] = declare.stages("Stages", help="where in the lifecycle it is made or used")
    value: str = declare.explained(declare.text("Value to protect", help="what is lost if it fails"), "asset")
    properties: tuple[SecurityProperty, ...] = declare.explained(
        declare.choices("Properties that matter", SecurityProperty, help="what must hold for it"), "security-property"
    )
