"""What a session has looked at: assets by property, stages by step, elements by STRIDE, failure modes."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.documented import properties_of
from facilitator.guide.evidence.query import query
from facilitator.guide.failure_modes import ConsideredMode, all_failure_modes
from facilitator.guide.questions import AskedQuestion, asked_in_scope
from facilitator.model.kinds import KINDS
from facilitator.model.part import Record
from facilitator.model.records.assets import Asset
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import Outlook, SecurityProperty, Step, Stride


class Looked(StrEnum):
    """How far one cell has been looked at."""

    DOCUMENTED = "documented"
    FINE = "fine"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class PropertyCell:
    """One property of one asset. published: STRIDE-AI's mapping lists it; a suggestion, never a filter.

    chosen: the team says that it matters. behind: ids of the threats, or of the failure modes looked at.
    """

    asset: Asset
    property: SecurityProperty
    looked: Looked
    published: bool
    chosen: bool
    behind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageCell:
    """The questions of one stage for one step: how many apply, and how many are still open."""

    stage: str
    step: Step
    asked: int
    open: int


@dataclass(frozen=True, slots=True)
class StrideCell:
    """One STRIDE category of one element of the architecture. behind: ids of the threats that target it."""

    element: Record
    category: Stride
    looked: Looked
    behind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """All of it; each part in the order of the session's records."""

    properties: tuple[PropertyCell, ...]
    stages: tuple[StageCell, ...]
    elements: tuple[StrideCell, ...]
    failure_modes: tuple[ConsideredMode, ...]

    def counts(self) -> dict[str, dict[str, int]]:
        """For each part how much is documented, looked at and fine, and open."""
        parts = {
            "asset properties": [cell.looked.value for cell in self.properties if _in_total(cell)],
            "elements by STRIDE": [cell.looked.value for cell in self.elements],
            "failure modes": [mode.outlook.value for mode in self.failure_modes],
        }
        return {name: {word.value: found.count(word.value) for word in Looked} for name, found in parts.items()}


def _in_total(cell: PropertyCell) -> bool:
    """What is published, chosen by the team, or was looked at in any case."""
    return cell.published or cell.chosen or cell.looked is not Looked.OPEN


@query
def coverage(context: Context) -> Coverage:
    """What the session has looked at, and what is open."""
    modes = all_failure_modes(context)
    return Coverage(
        properties=tuple(_properties(context, modes)),
        stages=tuple(_stages(context)),
        elements=tuple(_elements(context)),
        failure_modes=modes,
    )


def _properties(context: Context, modes: tuple[ConsideredMode, ...]) -> Iterator[PropertyCell]:
    threats: dict[tuple[str, SecurityProperty], list[str]] = {}
    for threat in context.all(Threat):
        for asset_id in threat.assets:
            for item in properties_of(threat):
                threats.setdefault((asset_id, item), []).append(threat.id)
    by_asset: dict[str, list[ConsideredMode]] = {}
    for mode in modes:
        by_asset.setdefault(mode.asset.id, []).append(mode)
    for asset in context.all(Asset):
        entry = context.banks.assets_by_id.get(asset.catalogue)
        published = entry.properties if entry else ()
        for item in SecurityProperty:
            found = tuple(threats.get((asset.id, item), ()))
            fine = () if found else _fine(by_asset.get(asset.id, []), item)
            looked = Looked.DOCUMENTED if found else Looked.FINE if fine else Looked.OPEN
            yield PropertyCell(asset, item, looked, item in published, item in asset.properties, found or fine)


def _fine(modes: list[ConsideredMode], item: SecurityProperty) -> tuple[str, ...]:
    """The failure modes that break a property, if the team looked at each and found it fine."""
    breaking = [mode for mode in modes if item in mode.properties]
    if breaking and all(mode.outlook is Outlook.FINE for mode in breaking):
        return tuple(mode.record.id for mode in breaking if mode.record)
    return ()


def _stages(context: Context) -> Iterator[StageCell]:
    cells: dict[tuple[str, Step], list[AskedQuestion]] = {}
    for asked in asked_in_scope(context):
        cells.setdefault((asked.stage, asked.step), []).append(asked)
    for stage in context.banks.questions:
        for step in Step:
            found = cells.get((stage, step))
            if found:
                yield StageCell(stage, step, len(found), sum(asked.is_open for asked in found))


def _elements(context: Context) -> Iterator[StrideCell]:
    threats: dict[tuple[str, Stride], list[str]] = {}
    for threat in context.all(Threat):
        for target in threat.target:
            for category in threat.stride:
                threats.setdefault((target, category), []).append(threat.id)
    for kind in [kind.name for kind in KINDS.values() if kind.element]:
        for record in context.table(kind).values():
            for category in Stride:
                found = tuple(threats.get((record.id, category), ()))
                yield StrideCell(record, category, Looked.DOCUMENTED if found else Looked.OPEN, found)
