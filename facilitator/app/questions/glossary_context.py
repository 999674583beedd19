"""Which words of the glossary belong to what is in hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from facilitator.model.part import Record
from facilitator.model.records.assets import Asset
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import SecurityProperty, Step, Stride

if TYPE_CHECKING:
    from facilitator.guide.questions import AskedQuestion

_OF_STEP = {
    Step.ASSETS: ("asset", "failure-mode", "confidentiality", "integrity", "availability"),
    Step.ARCHITECTURE: ("component", "data-flow", "asset"),
    Step.DECOMPOSE: ("trust-boundary", "entry-point", "data-flow", "authenticity", "authorization"),
    Step.THREATS: ("threat", "stride", "countermeasure", "failure-mode", "attack"),
    Step.TREES: ("threat-tree", "and-gate", "or-gate", "condition", "countermeasure", "scenario"),
    Step.RATE: ("dread", "damage", "reproducibility", "exploitability", "affected-users", "discoverability"),
}


def terms_here(step: Step, asked: AskedQuestion | None, record: Record | None) -> list[str]:
    """Ids of terms, those of the question and of the record in hand before those of the step."""
    found: list[str] = []
    if asked is not None:
        found += _names(asked.question.stride)
        found += _names(asked.question.properties)
    if record is not None:
        found.append(record.kind.replace("_", "-"))
    if isinstance(record, Threat):
        found += _names(record.stride)
    if isinstance(record, Threat | Asset):
        found += _names(record.properties)
    found += _OF_STEP[step]
    return list(dict.fromkeys(found))


def _names(words: Iterable[Stride | SecurityProperty]) -> list[str]:
    return [word.value for word in words]
