"""How assets can fail."""

from dataclasses import dataclass

from facilitator.model.fields import declare
from facilitator.model.kind import Kind, declared
from facilitator.model.part import Record
from facilitator.model.vocabulary import Outlook, Step

SEVERITIES = range(1, 6)
"""From 1, hardly felt, to 5, the worst that can be thought of. STRIDE-AI gives no numbers; these are ours."""


@declared(
    Kind(
        name="failure_mode",
        prefix="FM",
        noun="failure mode",
        plural="Failure modes",
        title="text",
        step=Step.THREATS,
        hint="How each asset can fail to do its job, with or without an attacker.",
        form=("text", "asset", "catalogue", "outlook", "reason", "cause", "effect", "severity", "threats"),
        columns=("text", "asset", "outlook"),
        report=("text", "asset", "outlook", "reason", "cause", "effect", "severity", "threats"),
        from_note=3,
        terms=("fmea", "asset"),
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class FailureMode(Record):
    """One failure mode of one asset, as the team judged it."""

    asset: str = declare.reference("asset", label="Asset")
    catalogue: str = declare.text("Catalogue id", help="such as D4.3")
    text: str = declare.text("How it fails", required=True)
    outlook: Outlook = declare.choice("Outlook", Outlook.OPEN)
    reason: str = declare.text("Why it is fine")
    cause: str = declare.text("Cause")
    effect: str = declare.text("Effect")
    severity: int | None = declare.explained(
        declare.number(
            "Severity", SEVERITIES, help="1 hardly felt to 5 the worst; a lower bound for the rating of its threats"
        ),
        "damage",
    )
    threats: tuple[str, ...] = declare.references("threat", label="Threats")
