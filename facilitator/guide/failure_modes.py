"""The failure modes of an asset: those of the catalogue and the team's own, and what the team found of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitator.analysis.rating import normalised, rating_by_threat
from facilitator.banks.schema.assets import FailureModeEntry
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.query import query
from facilitator.model.records.assets import Asset
from facilitator.model.records.failure_modes import SEVERITIES, FailureMode
from facilitator.model.records.ratings import Rating
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


ConsideredModes = tuple[ConsideredMode, ...]


def failure_modes(context: Context, asset: Asset) -> ConsideredModes:
    """The failure modes of an asset, those of the catalogue first."""
    records = _records_by_asset(context).get(asset.id, ())
    entry = context.banks.assets_by_id.get(asset.catalogue)
    found: list[ConsideredMode] = []
    noted = {record.catalogue: record for record in records if record.catalogue}
    for mode in entry.failure_mode if entry else ():
        record = noted.pop(mode.id, None)
        found.append(_of_catalogue(context, asset, mode, record))
    own = [record for record in records if not record.catalogue]
    for record in (*noted.values(), *own):
        found.append(_of_team(context, asset, record))
    return tuple(found)


@query
def all_failure_modes(context: Context) -> ConsideredModes:
    """The failure modes of every asset of the session."""
    found: list[ConsideredMode] = []
    for asset in context.all(Asset):
        found += failure_modes(context, asset)
    return tuple(found)


def _of_catalogue(context: Context, asset: Asset, mode: FailureModeEntry, record: FailureMode | None) -> ConsideredMode:
    threats = _threats(context, asset.id, mode.id, record)
    return ConsideredMode(
        asset=asset,
        catalogue=mode.id,
        text=mode.text,
        properties=mode.properties,
        outlook=_outlook(record, threats),
        threats=threats,
        record=record,
    )


def _of_team(context: Context, asset: Asset, record: FailureMode) -> ConsideredMode:
    """A failure mode in the words of the team; one that has left the catalogue keeps its id."""
    threats = _threats(context, asset.id, record.catalogue, record)
    return ConsideredMode(
        asset=asset,
        catalogue=record.catalogue,
        text=record.text,
        properties=(),
        outlook=_outlook(record, threats),
        threats=threats,
        record=record,
    )


@query
def _records_by_asset(context: Context) -> Mapping[str, Sequence[FailureMode]]:
    """Asset id -> what the team wrote about its failure modes."""
    found: dict[str, list[FailureMode]] = {}
    for record in context.all(FailureMode):
        found.setdefault(record.asset, []).append(record)
    return found


def _threats(context: Context, asset: str, catalogue: str, record: FailureMode | None) -> tuple[Threat, ...]:
    """The threats that bring a failure mode about: those that name it, then those that its record names."""
    found: list[Threat] = []
    if catalogue:
        found += _threats_by_mode(context).get((asset, catalogue), ())
    for threat_id in record.threats if record else ():
        threat = context.get(Threat, threat_id)
        if threat is not None and threat not in found:
            found.append(threat)
    return tuple(found)


@query
def _threats_by_mode(context: Context) -> Mapping[tuple[str, str], Sequence[Threat]]:
    """Asset and failure mode of the catalogue, by their ids -> the threats that bring it about."""
    found: dict[tuple[str, str], list[Threat]] = {}
    for threat in context.all(Threat):
        if not threat.failure_mode:
            continue
        for asset in threat.assets:
            key = (asset, threat.failure_mode)
            found.setdefault(key, []).append(threat)
    return found


def _outlook(record: FailureMode | None, threats: tuple[Threat, ...]) -> Outlook:
    """How a failure mode was judged; one with a threat is documented, whatever its record says."""
    if threats:
        return Outlook.DOCUMENTED
    if record is None or record.outlook is Outlook.DOCUMENTED:
        return Outlook.OPEN
    return record.outlook


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
    found: list[UnderRated] = []
    ratings = rating_by_threat(context.session)
    for mode in all_failure_modes(context):
        if mode.record is None or mode.record.severity is None:
            continue
        for threat in mode.threats:
            rating = ratings.get(threat.id)
            text = _too_low(context, mode.text, mode.record.severity, rating) if rating else ""
            if rating and text:
                found.append(UnderRated(threat, mode.record, rating.id, text))
    return tuple(found)


def _too_low(context: Context, mode: str, severity: int, rating: Rating) -> str:
    """A warning that a rating lies below the severity of a failure mode; "" where it does not."""
    scale = context.banks.scales_by_id.get(rating.scale)
    value = normalised(rating, scale) if scale else None
    lowest, *_, highest = SEVERITIES
    bound = (severity - lowest) / (highest - lowest)
    if value is None or value >= bound:
        return ""
    return (
        f"{rating.threat} is rated at {value:.0%} of its scale, below the severity {severity} of {highest} "
        f"({bound:.0%}) of the failure mode “{mode}”; look at one of the two again."
    )
