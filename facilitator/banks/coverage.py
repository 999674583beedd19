"""How much of what is published the banks reach: stages by STRIDE, failure modes, properties, reference lists."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import product

from facilitator.banks.schema.assets import AssetEntry
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.sources import ReferenceList
from facilitator.model.vocabulary import SecurityProperty, Stride


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
    """Every part, the catalogue's own first, then the published lists that are whole."""
    return (
        _stages_by_stride(banks),
        _failure_modes(banks),
        _published_properties(banks),
        _suggested_threats(banks),
        *_lists(banks),
    )


def _stages_by_stride(banks: Banks) -> Reach:
    covered: set[tuple[str, Stride]] = set()
    for name, bank in banks.questions.items():
        for question in bank.question:
            covered.update(product([name], question.stride))
    for threat in banks.threats:
        covered.update(product(threat.stages, threat.stride))
    found: dict[str, bool] = {}
    reasons: dict[str, str] = {}
    for stage in banks.stages:
        for item in Stride:
            found[f"{stage.id} x {item.value}"] = (stage.id, item) in covered
        for without, why in stage.without.items():
            reasons[f"{stage.id} x {without}"] = why
    return _reach("stages by STRIDE", found, reasons)


def _failure_modes(banks: Banks) -> Reach:
    covered: set[str] = set()
    for threat in banks.threats:
        covered.update(threat.failure_modes)
    found: dict[str, bool] = {}
    for asset in _published(banks):
        for mode in asset.failure_mode:
            found[mode.id] = mode.id in covered
    return _reach("failure modes", found)


def _published_properties(banks: Banks) -> Reach:
    covered: set[tuple[str, SecurityProperty]] = set()
    for question in banks.questions_by_id.values():
        covered.update(product(question.assets, question.properties))
    for threat in banks.threats:
        covered.update(product(threat.assets, threat.broken))
    found: dict[str, bool] = {}
    for asset in _published(banks):
        for item in asset.properties:
            found[f"{asset.id} x {item.value}"] = (asset.id, item) in covered
    return _reach("published properties", found)


def _published(banks: Banks) -> list[AssetEntry]:
    return [asset for asset in banks.assets.asset if asset.published]


def _suggested_threats(banks: Banks) -> Reach:
    led: set[str] = set()
    for question in banks.questions_by_id.values():
        for lead in question.leads.values():
            led.update(lead.threats)
    found = {threat.id: bool(threat.applies) or threat.id in led for threat in banks.threats}
    return _reach("threats suggested", found)


def _lists(banks: Banks) -> tuple[Reach, ...]:
    cited: set[str] = set()
    for question in banks.questions_by_id.values():
        cited.update(question.references)
    for threat in banks.threats:
        cited.update(threat.references)
    whole = [entry for entry in banks.references.list if entry.complete]
    return tuple(_list(entry, cited) for entry in whole)


def _list(entry: ReferenceList, cited: Collection[str]) -> Reach:
    found = {item: item in cited for item in entry.ids}
    reasons: dict[str, str] = {}
    for group in entry.left_out:
        reasons |= dict.fromkeys(group.ids, group.reason)
    return _reach(f"{entry.title} ({entry.edition})", found, reasons)


def _reach(part: str, found: dict[str, bool], reasons: dict[str, str] | None = None) -> Reach:
    left_out = {name: why for name, why in (reasons or {}).items() if not found.get(name)}
    reached = [name for name, is_reached in found.items() if is_reached]
    missing = [name for name in found if not found[name] and name not in left_out]
    return Reach(part, tuple(reached), tuple(missing), tuple(left_out.items()))
