"""A failure mode in words: what it breaks, what the team found of it, what its asset is for."""

from collections.abc import Iterable

from facilitator.guide.failure_modes import ConsideredMode
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.vocabulary import Outlook
from facilitator.workshop.workshop import Workshop

MARKS = {Outlook.DOCUMENTED: "✓ documented", Outlook.FINE: "– fine", Outlook.OPEN: "○ open"}

Labelled = Iterable[tuple[str, str]]
"""Labels, each with its text."""


def title_of(mode: ConsideredMode) -> str:
    """A failure mode with its id in the catalogue, if it has one."""
    return f"{mode.catalogue} {mode.text}".strip()


def lines_of(workshop: Workshop, mode: ConsideredMode) -> list[str]:
    """What is known of a failure mode."""
    lines = ["", MARKS[mode.outlook], ""]
    if mode.properties:
        names = [item.value for item in mode.properties]
        lines += [f"Breaks: {', '.join(names)}", ""]
    if mode.threats:
        threats = [f"  • {threat.id} {threat.title}" for threat in mode.threats]
        lines += ["Threats", *threats, ""]
    if mode.record:
        lines += _noted(mode.record)
    lines += _catalogue_lines(workshop, mode.asset.catalogue)
    return lines


def _noted(record: FailureMode) -> list[str]:
    """What the team wrote about it."""
    severity = f"{record.severity} of 5" if record.severity else ""
    noted = [
        ("Fine, because", record.reason),
        ("Cause", record.cause),
        ("Effect", record.effect),
        ("Severity", severity),
    ]
    return _labelled(noted)


def _catalogue_lines(workshop: Workshop, catalogue: str) -> list[str]:
    """What the catalogue says of an asset, if it knows it."""
    entry = workshop.banks.assets_by_id.get(catalogue)
    if entry is None:
        return []
    known = [("What it is for", entry.function), ("It must not", entry.must_not)]
    return ["", f"{entry.id} {entry.name}", *_labelled(known)]


def _labelled(lines: Labelled) -> list[str]:
    return [f"{label}: {text}" for label, text in lines if text]
