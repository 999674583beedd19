"""How much of what is published the banks reach: stages by STRIDE, failure modes, properties, reference lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from facilitator.banks.schema.assets import AssetEntry
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.sources import ReferenceList
from facilitator.model.vocabulary import SecurityProperty, Stride

Found = dict[str, bool]
"""What there is to reach, and whether it is reached."""

Reasons = dict[str, str]
"""What is left out, and why."""

NONE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Reach:
    """What of one part is reached. missing: what is neither reached nor left out for a reason."""

    part: str
    reached: tuple[str, ...]
    missing: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def total(self) -> int:
        """How much there is to reach, without what is left out."""
        return len(self.reached) + len(self.missing)


def reach(banks: Banks) -> tuple[Reach, ...]:
    """How far the banks reach, part by part: first stages and catalogue, then the published lists that are complete."""
    return (
        _stages_by_stride(banks),
        _failure_modes(banks),
        _published_properties(banks),
        _suggested_threats(banks),
        *_lists(banks),
    )


def _stages_by_stride(banks: Banks) -> Reach:
    covered = set[tuple[str, Stride]]()
    for name, bank in banks.questions.items():
        for question in bank.question:
            covered.update(product([name], question.stride))
    for threat in banks.threats:
        covered.update(product(threat.stages, threat.stride))
    found: Found = {}
    reasons: Reasons = {}
    for stage in banks.stages:
        for item in Stride:
            cell = (stage.id, item)
            found[f"{stage.id} x {item.value}"] = cell in covered
        for without, why in stage.without.items():
            reasons[f"{stage.id} x {without}"] = why
    return _reach("stages by STRIDE", found, reasons)


def _failure_modes(banks: Banks) -> Reach:
    covered = set[str]()
    for threat in banks.threats:
        covered.update(threat.failure_modes)
    found: Found = {}
    for asset in _published(banks):
        for mode in asset.failure_mode:
            found[mode.id] = mode.id in covered
    return _reach("failure modes", found)


def _published_properties(banks: Banks) -> Reach:
    covered = set[tuple[str, SecurityProperty]]()
    for question in banks.questions_by_id.values():
        covered.update(product(question.assets, question.properties))
    for threat in banks.threats:
        covered.update(product(threat.assets, threat.broken))
    found: Found = {}
    for asset in _published(banks):
        for item in asset.properties:
            cell = (asset.id, item)
            found[f"{asset.id} x {item.value}"] = cell in covered
    return _reach("published properties", found)


def _published(banks: Banks) -> list[AssetEntry]:
    return [asset for asset in banks.assets.asset if asset.published]


def _suggested_threats(banks: Banks) -> Reach:
    suggested = {threat.id for threat in banks.threats if threat.applies or threat.shows}
    for question in banks.questions_by_id.values():
        suggested.update(question.threats_led_to)
    found: Found = {}
    for threat in banks.threats:
        found[threat.id] = threat.id in suggested
    return _reach("threats suggested", found)


def _lists(banks: Banks) -> list[Reach]:
    cited = set[str]()
    for question in banks.questions_by_id.values():
        cited.update(question.references)
    for threat in banks.threats:
        cited.update(threat.references)
    whole = [entry for entry in banks.references.list if entry.complete]
    return [_list(entry, cited) for entry in whole]


def _list(entry: ReferenceList, cited: set[str]) -> Reach:
    found: Found = {}
    for item in entry.ids:
        found[item] = item in cited
    reasons: Reasons = {}
    for group in entry.left_out:
        for item in group.ids:
            reasons[item] = group.reason
    return _reach(f"{entry.title} ({entry.edition})", found, reasons)


def _reach(part: str, found: Found, reasons: Mapping[str, str] = NONE) -> Reach:
    reached: list[str] = []
    missing: list[str] = []
    for name, is_reached in found.items():
        if is_reached:
            reached.append(name)
        elif name not in reasons:
            missing.append(name)
    left_out = [(name, why) for name, why in reasons.items() if name not in reached]
    return Reach(
        part=part,
        reached=tuple(reached),
        missing=tuple(missing),
        left_out=tuple(left_out),
    )
