"""Which words of the glossary belong to what is in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.model.part import Record
from facilitator.model.vocabulary import Step

if TYPE_CHECKING:
    from facilitator.guide.questions import AskedQuestion

_OF_STEP = {
    Step.ASSETS: ("asset", "failure-mode", "confidentiality", "integrity", "availability"),
    Step.ARCHITECTURE: ("component", "data-flow", "asset"),
    Step.DECOMPOSE: ("trust-boundary", "entry-point", "data-flow", "authenticity", "authorization"),
    Step.THREATS: ("threat", "stride", "countermeasure", "failure-mode", "attack"),
    Step.TREES: ("threat-tree", "and-gate", "or-gate", "condition", "control", "scenario"),
    Step.RATE: ("dread", "damage", "reproducibility", "exploitability", "affected-users", "discoverability"),
}


def terms_here(step: Step, asked: AskedQuestion | None, record: Record | None) -> list[str]:
    """Ids of terms, those of the question and of the record in hand before those of the step."""
    found: list[str] = []
    if asked is not None:
        found += [item.value for item in (*asked.question.stride, *asked.question.properties)]
    if record is not None:
        found.append(record.kind.replace("_", "-"))
        found += [item.value for item in getattr(record, "stride", ())]
        found += [item.value for item in getattr(record, "properties", ())]
    return list(dict.fromkeys((*found, *_OF_STEP[step])))
