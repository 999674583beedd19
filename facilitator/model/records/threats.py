"""Threat cards and what is done against the threats."""

from dataclasses import dataclass, replace
from typing import Any

from facilitator.errors import UserError
from facilitator.model.fields import declare
from facilitator.model.fields.field import Records, Typed
from facilitator.model.fields.texts import Lines
from facilitator.model.kind import Kind, declared
from facilitator.model.part import Part, Record
from facilitator.model.vocabulary import (
    PROPERTY_BROKEN_BY,
    STATUSES_THAT_NEED_A_REASON,
    CountermeasureStatus,
    SecurityProperty,
    Step,
    Stride,
    ThreatStatus,
)

TARGET_KINDS = ("component", "flow", "boundary", "entry_point", "asset")
"""What a threat can be to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Countermeasure(Part):
    """What is done against a threat."""

    text: str
    status: CountermeasureStatus = CountermeasureStatus.PROPOSED
    owner: str = ""
    control: str = declare.reference("control")


class Countermeasures(Lines):
    """Countermeasures, one a line: what, status and owner with bars between them."""

    terms = ("countermeasure", "mitigation")

    def parse(self, records: Records, typed: Typed) -> tuple[Any, ...]:
        """The countermeasures that the lines mean."""
        return tuple(_countermeasure(line) for line in super().parse(records, typed))

    def format(self, value: Any) -> Typed:
        """A line for each."""
        return tuple(_line(countermeasure) for countermeasure in value)


def _countermeasure(line: str) -> Countermeasure:
    parts = [part.strip() for part in line.split(" | ")]
    text, status, owner = [*parts, "", ""][:3]
    try:
        return Countermeasure(text=text, status=CountermeasureStatus(status or "proposed"), owner=owner)
    except ValueError:
        known = ", ".join(CountermeasureStatus)
        raise UserError(f"“{status}” is not one of {known}; write: what | status | owner.") from None


def owner_of_line(line: str) -> str:
    """The owner that a countermeasure's line names, or "". Raises UserError."""
    return _countermeasure(line).owner


def _line(countermeasure: Countermeasure) -> str:
    parts = [countermeasure.text, countermeasure.status.value]
    return " | ".join([*parts, countermeasure.owner] if countermeasure.owner else parts)


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
    countermeasures: tuple[Countermeasure, ...] = declare.field(
        "Countermeasures",
        Countermeasures(),
        (),
        help="one a line: what | proposed, planned, in-place or rejected | owner",
    )
    references: tuple[str, ...] = declare.lines("References")
    status: ThreatStatus = declare.explained(declare.choice("Status", ThreatStatus.OPEN), "risk", "mitigation")
    status_reason: str = declare.explained(
        declare.text("Reason for the status", help="needed for accepted, transferred and not applicable"),
        "residual-risk",
        "risk",
    )
    suggestion: str = declare.reference("suggestion")

    def completed(self) -> "Threat":
        """The threat with the properties that follow from STRIDE, when none were chosen."""
        if self.status in STATUSES_THAT_NEED_A_REASON and not self.status_reason:
            raise UserError(f"Reason for the status: {self.status.value} needs a reason.", "status_reason")
        if self.properties:
            return self
        return replace(self, properties=tuple(dict.fromkeys(PROPERTY_BROKEN_BY[item] for item in self.stride)))
