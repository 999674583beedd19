"""What a session has looked at: assets by property, stages by step, elements by STRIDE, failure modes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

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

Ids = tuple[str, ...]


class Looked(StrEnum):
    """How far one cell of the coverage has been looked at."""

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
    behind: Ids


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
    behind: Ids


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of a session; each part in the order of its records."""

    properties: tuple[PropertyCell, ...]
    stages: tuple[StageCell, ...]
    elements: tuple[StrideCell, ...]
    failure_modes: tuple[ConsideredMode, ...]

    def counts(self) -> dict[str, dict[str, int]]:
        """For each part, how much of it is documented, fine and open."""
        in_total = [cell for cell in self.properties if _is_in_total(cell)]
        return {
            "asset properties": _counts(cell.looked.value for cell in in_total),
            "elements by STRIDE": _counts(cell.looked.value for cell in self.elements),
            "failure modes": _counts(mode.outlook.value for mode in self.failure_modes),
        }


def _is_in_total(cell: PropertyCell) -> bool:
    """Whether a cell counts: it is published, chosen by the team, or was looked at in any case."""
    return cell.published or cell.chosen or cell.looked is not Looked.OPEN


def _counts(words: Iterable[str]) -> dict[str, int]:
    """How many cells are documented, fine and open, given the word for each."""
    found = Counter(words)
    return {looked.value: found[looked.value] for looked in Looked}


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


def _properties(context: Context, modes: Iterable[ConsideredMode]) -> Iterator[PropertyCell]:
    """A cell for each property of each asset."""
    threats = _threats_by_property(context)
    modes_of: dict[str, list[ConsideredMode]] = {}
    for mode in modes:
        modes_of.setdefault(mode.asset.id, []).append(mode)
    for asset in context.all(Asset):
        entry = context.banks.assets_by_id.get(asset.catalogue)
        published = entry.properties if entry else ()
        for item in SecurityProperty:
            documented = threats.get((asset.id, item), ())
            fine = _found_fine(modes_of.get(asset.id, ()), item)
            yield PropertyCell(
                asset=asset,
                property=item,
                looked=_looked(documented, fine),
                published=item in published,
                chosen=item in asset.properties,
                behind=tuple(documented or fine),
            )


def _threats_by_property(context: Context) -> Mapping[tuple[str, SecurityProperty], Sequence[str]]:
    """Asset id and property -> the ids of the threats that break it."""
    found: dict[tuple[str, SecurityProperty], list[str]] = {}
    for threat in context.all(Threat):
        for key in product(threat.assets, properties_of(threat)):
            found.setdefault(key, []).append(threat.id)
    return found


def _found_fine(modes: Iterable[ConsideredMode], item: SecurityProperty) -> Ids:
    """The failure modes that break a property, if the team looked at each and found it fine."""
    breaking = [mode for mode in modes if item in mode.properties]
    if all(mode.outlook is Outlook.FINE for mode in breaking):
        return tuple(mode.record.id for mode in breaking if mode.record)
    return ()


def _looked(documented: Sequence[str], fine: Sequence[str] = ()) -> Looked:
    if documented:
        return Looked.DOCUMENTED
    return Looked.FINE if fine else Looked.OPEN


def _stages(context: Context) -> Iterator[StageCell]:
    """A cell for each stage and step in which something is asked."""
    cells: dict[tuple[str, Step], list[AskedQuestion]] = {}
    for asked in asked_in_scope(context):
        cells.setdefault((asked.stage, asked.step), []).append(asked)
    for stage, step in product(context.banks.questions, Step):
        questions = cells.get((stage, step))
        if questions:
            still_open = sum(asked.is_open for asked in questions)
            yield StageCell(stage, step, len(questions), still_open)


def _elements(context: Context) -> Iterator[StrideCell]:
    """A cell for each category of STRIDE and each element of the architecture."""
    threats = _threats_by_category(context)
    elements = [kind.name for kind in KINDS.values() if kind.element]
    for kind in elements:
        records = context.table(kind).values()
        for record, category in product(records, Stride):
            documented = threats.get((record.id, category), ())
            yield StrideCell(record, category, _looked(documented), tuple(documented))


def _threats_by_category(context: Context) -> Mapping[tuple[str, Stride], Sequence[str]]:
    """Record id and category of STRIDE -> the ids of the threats of that category to the record."""
    found: dict[tuple[str, Stride], list[str]] = {}
    for threat in context.all(Threat):
        for key in product(threat.target, threat.stride):
            found.setdefault(key, []).append(threat.id)
    return found
