"""The failure modes of an asset: those of the catalogue and the team's own, and what the team found of each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from facilitator.analysis.rating import ScaleLike, normalised, rating_by_threat
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.query import query
from facilitator.model.records.assets import Asset
from facilitator.model.records.failure_modes import SEVERITIES, FailureMode
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import Outlook, SecurityProperty


@dataclass(frozen=True, slots=True)
class ConsideredMode:
    """One failure mode of one asset.

    catalogue: its id in the catalogue, or "" for one of the team's own. threats: those documented for it.
    record: what the team wrote about it, if anything.
    """

    asset: Asset
    catalogue: str
    text: str
    properties: tuple[SecurityProperty, ...]
    outlook: Outlook
    threats: tuple[Threat, ...]
    record: FailureMode | None

    @property
    def id(self) -> str:
        """Its id in the catalogue, or that of its record for one of the team's own."""
        return self.catalogue or (self.record.id if self.record else "")


def failure_modes(context: Context, asset: Asset) -> tuple[ConsideredMode, ...]:
    """The failure modes of an asset, those of the catalogue first."""
    return tuple(_of_asset(context, asset))


@query
def all_failure_modes(context: Context) -> tuple[ConsideredMode, ...]:
    """The failure modes of every asset of the session."""
    return tuple(mode for asset in context.all(Asset) for mode in _of_asset(context, asset))


def _of_asset(context: Context, asset: Asset) -> Iterator[ConsideredMode]:
    records = _records(context).get(asset.id, ())
    noted = {record.catalogue: record for record in records if record.catalogue}
    entry = context.banks.assets_by_id.get(asset.catalogue)
    known = entry.failure_mode if entry else ()
    for mode in known:
        record = noted.pop(mode.id, None)
        threats = _threats(context, asset.id, mode.id, record)
        yield ConsideredMode(asset, mode.id, mode.text, mode.properties, _outlook(record, threats), threats, record)
    own = [*noted.values(), *(record for record in records if not record.catalogue)]
    for record in own:
        threats = _threats(context, asset.id, record.catalogue, record)
        outlook = _outlook(record, threats)
        yield ConsideredMode(asset, record.catalogue, record.text, (), outlook, threats, record)


@query
def _records(context: Context) -> dict[str, tuple[FailureMode, ...]]:
    found: dict[str, tuple[FailureMode, ...]] = {}
    for record in context.all(FailureMode):
        found[record.asset] = (*found.get(record.asset, ()), record)
    return found


def _threats(context: Context, asset: str, catalogue: str, record: FailureMode | None) -> tuple[Threat, ...]:
    found = list(_named(context).get((asset, catalogue), ())) if catalogue else []
    for threat_id in record.threats if record else ():
        threat = context.table(Threat.kind).get(threat_id)
        if isinstance(threat, Threat) and threat not in found:
            found.append(threat)
    return tuple(found)


@query
def _named(context: Context) -> dict[tuple[str, str], tuple[Threat, ...]]:
    """(asset id, failure mode of the catalogue) -> the threats that bring it about."""
    found: dict[tuple[str, str], tuple[Threat, ...]] = {}
    for threat in context.all(Threat):
        for asset in threat.assets if threat.failure_mode else ():
            key = (asset, threat.failure_mode)
            found[key] = (*found.get(key, ()), threat)
    return found


def _outlook(record: FailureMode | None, threats: tuple[Threat, ...]) -> Outlook:
    if threats:
        return Outlook.DOCUMENTED
    return record.outlook if record and record.outlook is not Outlook.DOCUMENTED else Outlook.OPEN


@dataclass(frozen=True, slots=True)
class UnderRated:
    """A rating that lies below the severity of a failure mode that its threat brings about."""

    threat: Threat
    failure_mode: FailureMode
    rating: str
    text: str


def under_rated(context: Context) -> tuple[UnderRated, ...]:
    """Ratings that lie below the severity of a linked failure mode.

    The severity of a failure mode is handed on to its threats as a lower bound of the DREAD rating
    (STRIDE-AI's FMEA guide). Both are compared as parts of their scales; nothing is raised by itself.
    """
    return tuple(_under_rated(context, context.banks.scales_by_id))


def _under_rated(context: Context, scales: Mapping[str, ScaleLike]) -> Iterator[UnderRated]:
    rated = rating_by_threat(context.session)
    for mode in all_failure_modes(context):
        if mode.record is None or mode.record.severity is None:
            continue
        bound = (mode.record.severity - SEVERITIES[0]) / (SEVERITIES[-1] - SEVERITIES[0])
        for threat in mode.threats:
            rating = rated.get(threat.id)
            scale = scales.get(rating.scale) if rating else None
            value = normalised(rating, scale) if rating and scale else None
            if rating and value is not None and value < bound:
                text = (
                    f"{threat.id} is rated at {value:.0%} of its scale, below the severity {mode.record.severity} of 5 "
                    f"({bound:.0%}) of the failure mode “{mode.text}”; look at one of the two again."
                )
                yield UnderRated(threat, mode.record, rating.id, text)
