"""How the banks hang together: ids, follow-ups, threats and conditions that must fit across all files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from facilitator.banks.integrity.circumstances import Sentences, circumstance_faults, place_faults, stage_ids, unknown
from facilitator.banks.integrity.questions import question_faults
from facilitator.banks.integrity.scales import scale_faults
from facilitator.banks.integrity.trees import control_faults, tree_faults
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.threats import Rule, ThreatTemplate

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit. needle: words to find its line by."""

    path: Path
    needle: str
    what: str


Faults = Iterator[Fault]


def faults_of(banks: Banks) -> Faults:
    """Every fault in how the banks hang together, file by file."""
    for question in banks.questions_by_id.values():
        yield from _placed(banks, "question", question.id, question_faults(question, banks))
    for threat in banks.threats:
        yield from _placed(banks, "threat", threat.id, _threat_faults(threat, banks))
    for rule in banks.rules:
        yield from _placed(banks, "rule", rule.id, _rule_faults(rule, banks))
    for tree in banks.trees.tree:
        yield from _placed(banks, "tree", tree.id, tree_faults(tree, banks))
    for control in banks.trees.control:
        yield from _placed(banks, "control", control.id, control_faults(control, banks))
    for scale in banks.scales.scale:
        yield from _placed(banks, "scale", scale.id, scale_faults(scale, banks.scales.factor))
    yield from _circles(banks)


def _placed(banks: Banks, kind: str, item_id: str, found: Sentences) -> Faults:
    """The faults of a part of the banks, with the file that it stands in."""
    path = banks.homes[f"{kind} {item_id}"]
    needle = f'id = "{item_id}"'
    if not ID.fullmatch(item_id):
        what = f"“{item_id}” is no id; use letters, digits, dashes, dots and underscores, 80 at most."
        yield Fault(path, needle, what)
    for what in found:
        yield Fault(path, needle, f"“{item_id}” {what}")


def _threat_faults(threat: ThreatTemplate, banks: Banks) -> Sentences:
    failure_modes: set[str] = set()
    for asset in banks.assets.asset:
        failure_modes.update(mode.id for mode in asset.failure_mode)
    yield from unknown("asset of assets.toml", threat.assets, banks.assets_by_id)
    yield from unknown("failure mode of assets.toml", threat.failure_modes, failure_modes)
    yield from unknown("stage", threat.stages, stage_ids(banks))
    for circumstance in threat.applies:
        yield from circumstance_faults(circumstance, banks)


def _rule_faults(rule: Rule, banks: Banks) -> Sentences:
    yield from circumstance_faults(rule, banks)
    yield from place_faults(rule.action, rule.for_each)


def _circles(banks: Banks) -> Faults:
    """A question that leads back to itself, by its answers or by what it waits for."""
    after: dict[str, list[str]] = {}
    for question in banks.questions_by_id.values():
        after[question.id] = [item for item in question.followers if item in banks.questions_by_id]
    for question in banks.questions_by_id.values():
        for earlier in question.when.answers:
            if earlier in after:
                after[earlier].append(question.id)
    circle = _first_in_circle(after)
    if circle:
        path = banks.homes[f"question {circle}"]
        yield Fault(path, f'id = "{circle}"', f"“{circle}” leads back to itself; cut the circle.")


def _first_in_circle(after: dict[str, list[str]]) -> str:
    """The first question of a circle, in the order of the banks, or "" when there is none."""
    try:
        TopologicalSorter(after).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        order = list(after)
        return min(circle, key=order.index)
    return ""
