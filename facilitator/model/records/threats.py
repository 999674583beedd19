"""Threat cards, and who may stand behind the threats."""

from dataclasses import dataclass, replace

from facilitator.errors import UserError
from facilitator.model.fields import declare
from facilitator.model.fields.made import MadeReferences
from facilitator.model.kind import Kind, declared
from facilitator.model.part import Record
from facilitator.model.records.countermeasures import LINE, CountermeasureLines
from facilitator.model.vocabulary import (
    PROPERTY_BROKEN_BY,
    STATUSES_THAT_NEED_A_REASON,
    SecurityProperty,
    Step,
    Stride,
    ThreatStatus,
)

TARGET_KINDS = ("component", "flow", "boundary", "entry_point", "asset")
"""What a threat can be to."""


@declared(
    Kind(
        name="threat",
        prefix="T",
        noun="threat",
        plural="Threats",
        title="title",
        step=Step.THREATS,
        hint="Write one card for each way an asset can be made to fail. The risk comes in step 6.",
        form=(
            "title",
            "target",
            "stride",
            "properties",
            "assets",
            "failure_mode",
            "stage",
            "techniques",
            "countermeasures",
            "references",
            "status",
            "status_reason",
            "owner",
            "due",
            "actors",
            "description",
        ),
        columns=("title", "stride", "target", "status"),
        counted=True,
        from_note=1,
        terms=("stride", "confidentiality", "integrity", "availability", "failure-mode", "countermeasure"),
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Threat(Record):
    """A threat card."""

    title: str = declare.text("Title", required=True)
    description: str = declare.long_text("What happens")
    target: tuple[str, ...] = declare.explained(
        declare.references(*TARGET_KINDS, label="Target", help="ids or names of what is attacked"),
        "attack-surface",
        "component",
    )
    stride: tuple[Stride, ...] = declare.explained(
        declare.choices("STRIDE category", Stride, heading="STRIDE"), "stride"
    )
    properties: tuple[SecurityProperty, ...] = declare.explained(
        declare.choices("Property broken", SecurityProperty, help="left empty, it follows from STRIDE"),
        "security-property",
    )
    assets: tuple[str, ...] = declare.references("asset", label="Assets harmed")
    failure_mode: str = declare.explained(
        declare.text("Failure mode", help="such as D4.3, or in your words"), "failure-mode", "fmea"
    )
    stage: str = declare.stage("Stage")
    techniques: tuple[str, ...] = declare.explained(declare.lines("Attack techniques"), "technique", "attack")
    countermeasures: tuple[str, ...] = declare.field(
        "Countermeasures",
        MadeReferences("countermeasure", CountermeasureLines()),
        (),
        help=LINE,
        refers_to=("countermeasure",),
    )
    references: tuple[str, ...] = declare.lines("References")
    status: ThreatStatus = declare.explained(declare.choice("Status", ThreatStatus.OPEN), "risk", "mitigation")
    status_reason: str = declare.explained(
        declare.text("Reason for the status", help="needed for accepted, transferred and not applicable"),
        "residual-risk",
        "risk",
    )
    owner: str = declare.person("Owner")
    due: str = declare.day("Due")
    actors: tuple[str, ...] = declare.references("threat_actor", label="Threat actors")
    suggestion: str = declare.reference("suggestion")

    @property
    def is_pending(self) -> bool:
        """Whether its treatment is not at an end."""
        return self.status in (ThreatStatus.OPEN, ThreatStatus.BEING_TREATED)

    @property
    def needs_owner(self) -> bool:
        """Whether somebody treats it, or has taken the risk."""
        return self.status in (ThreatStatus.BEING_TREATED, ThreatStatus.ACCEPTED)

    def completed(self) -> "Threat":
        """The threat with the properties that follow from STRIDE, when none were chosen."""
        if self.status in STATUSES_THAT_NEED_A_REASON and not self.status_reason:
            raise UserError(f"Reason for the status: {self.status.value} needs a reason.", "status_reason")
        if self.status is ThreatStatus.ACCEPTED and not self.owner:
            raise UserError("Owner: a risk that is accepted needs somebody who answers for it.", "owner")
        if self.properties:
            return self
        return replace(self, properties=tuple(dict.fromkeys(PROPERTY_BROKEN_BY[item] for item in self.stride)))
