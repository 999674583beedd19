"""Faults in how the banks hang together: ids, follow-ups, threats and conditions across all files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from facilitator.banks.integrity.circumstances import Sentences, circumstance_faults, place_faults, stage_ids, unknown
from facilitator.banks.integrity.questions import measure_faults, question_faults
from facilitator.banks.integrity.scales import scale_faults
from facilitator.banks.integrity.trees import control_faults, tree_faults
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.threats import Rule, ThreatTemplate

HEAVIEST = 5
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit. needle: words to find its line by."""

    path: Path
    needle: str
    what: str


Faults = Iterator[Fault]
Followers = dict[str, list[str]]


def faults_of(banks: Banks) -> Faults:
    """Every fault in how the banks hang together, kind by kind."""
    for question in banks.questions_by_id.values():
        found = question_faults(question, banks)
        yield from _placed(banks, "question", question.id, found)
    for threat in banks.threats:
        found = _threat_faults(threat, banks)
        yield from _placed(banks, "threat", threat.id, found)
    for rule in banks.rules:
        found = _rule_faults(rule, banks)
        yield from _placed(banks, "rule", rule.id, found)
    for tree in banks.trees.tree:
        found = tree_faults(tree, banks)
        yield from _placed(banks, "tree", tree.id, found)
    for control in banks.trees.control:
        found = control_faults(control, banks)
        yield from _placed(banks, "control", control.id, found)
    for scale in banks.scales.scale:
        found = scale_faults(scale, banks.scales.factor)
        yield from _placed(banks, "scale", scale.id, found)
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
    for circumstance in threat.circumstances:
        yield from circumstance_faults(circumstance, banks)
    if not 0 <= threat.weight <= HEAVIEST:
        yield f"weighs {threat.weight}; say from 1 to {HEAVIEST} how bad it usually is."
    for cover in threat.covers:
        yield from measure_faults(cover.by, threat)


def _rule_faults(rule: Rule, banks: Banks) -> Sentences:
    yield from circumstance_faults(rule, banks)
    yield from place_faults(rule.action, rule.for_each)


def _circles(banks: Banks) -> Faults:
    """A question that leads back to itself, by its answers or by what it waits for."""
    circle = _first_in_circle(_questions_after(banks))
    if circle:
        path = banks.homes[f"question {circle}"]
        what = f"“{circle}” leads back to itself; cut the circle."
        yield Fault(path, f'id = "{circle}"', what)


def _questions_after(banks: Banks) -> Followers:
    """Question id -> the questions that its answers lead to, and those that wait for its answer."""
    after: Followers = {question: [] for question in banks.questions_by_id}
    for question in banks.questions_by_id.values():
        for follower in question.followers:
            if follower in after:
                after[question.id].append(follower)
    for question in banks.questions_by_id.values():
        for earlier in (*question.when.answers, *question.when.without):
            if earlier in after:
                after[earlier].append(question.id)
    return after


def _first_in_circle(after: Followers) -> str:
    """The first question of a circle, in the order of the banks, or "" when there is none."""
    try:
        TopologicalSorter(after).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        order = list(after)
        return min(circle, key=order.index)
    return ""
