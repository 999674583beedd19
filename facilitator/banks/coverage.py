"""How much of what is published the banks reach: stages by STRIDE, failure modes, properties, reference lists."""

from dataclasses import dataclass

from facilitator.banks.schema.banks import Banks
from facilitator.model.vocabulary import PROPERTY_BROKEN_BY, Stride


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
    found = {(stage, item) for stage, bank in banks.questions.items() for q in bank.question for item in q.stride}
    found |= {(stage, item) for threat in banks.threats for stage in threat.stages for item in threat.stride}
    wanted = {f"{stage.id} x {item.value}": (stage.id, item) for stage in banks.stages for item in Stride}
    reasons = {f"{stage.id} x {item}": why for stage in banks.stages for item, why in stage.without.items()}
    return _reach("stages by STRIDE", {name: pair in found for name, pair in wanted.items()}, reasons)


def _failure_modes(banks: Banks) -> Reach:
    found = {item for threat in banks.threats for item in threat.failure_modes}
    modes = [mode.id for asset in banks.assets.asset if asset.published for mode in asset.failure_mode]
    return _reach("failure modes", {mode: mode in found for mode in modes})


def _published_properties(banks: Banks) -> Reach:
    found = {(asset, item) for q in banks.questions_by_id.values() for asset in q.assets for item in q.properties}
    for threat in banks.threats:
        broken = threat.properties or tuple(PROPERTY_BROKEN_BY[item] for item in threat.stride)
        found |= {(asset, item) for asset in threat.assets for item in broken}
    pairs = [(asset.id, item) for asset in banks.assets.asset if asset.published for item in asset.properties]
    return _reach("published properties", {f"{asset} x {item.value}": (asset, item) in found for asset, item in pairs})


def _suggested_threats(banks: Banks) -> Reach:
    led = {item for q in banks.questions_by_id.values() for lead in q.leads.values() for item in lead.threats}
    return _reach("threats suggested", {item.id: bool(item.applies) or item.id in led for item in banks.threats})


def _lists(banks: Banks) -> tuple[Reach, ...]:
    cited = {item for question in banks.questions_by_id.values() for item in question.references}
    cited |= {item for threat in banks.threats for item in threat.references}
    return tuple(
        _reach(
            f"{entry.title} ({entry.edition})",
            {item: item in cited for item in entry.ids},
            {item: group.reason for group in entry.left_out for item in group.ids},
        )
        for entry in banks.references.list
        if entry.complete
    )


def _reach(part: str, found: dict[str, bool], reasons: dict[str, str] | None = None) -> Reach:
    left_out = {name: why for name, why in (reasons or {}).items() if not found.get(name)}
    return Reach(
        part,
        tuple(name for name, reached in found.items() if reached),
        tuple(name for name, reached in found.items() if not reached and name not in left_out),
        tuple(left_out.items()),
    )
