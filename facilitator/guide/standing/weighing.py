"""How much a threat at some records weighs: small numbers, added up.

The weight of the threat counts twice, so that what is bad comes before what is near.
"""

from collections.abc import Iterable

from facilitator.banks.schema.threats import ThreatTemplate
from facilitator.guide.evidence.architecture import crossings, entry_points, ways_in
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.harm import harmed
from facilitator.model.records.architecture import EntryPoint
from facilitator.model.records.assets import Asset

UNWEIGHED = 3
"""What a template without a weight counts as."""

AT_THE_DOOR = 2
"""An entry point, what it names, and a flow over a trust boundary."""

REACHABLE = 1
"""A component that something outside gets at in another way."""

PRECIOUS = 2
"""The threat breaks a property that the team says must hold for an asset."""

DESCRIBED = 1
"""An asset that it harms has its value written down."""


def weight_at(context: Context, threat: ThreatTemplate, hits: Iterable[str]) -> int:
    """How much a threat at these records weighs."""
    records = tuple(hits) or ("",)
    base = 2 * (threat.weight or UNWEIGHED)
    reach = max(_reach(context, about) for about in records)
    value = max(_value(asset, threat) for asset in _harmed(context, threat, records))
    return base + reach + value


def _harmed(context: Context, threat: ThreatTemplate, records: tuple[str, ...]) -> Iterable[Asset | None]:
    return harmed(context, threat, records) or (None,)


def _reach(context: Context, about: str) -> int:
    if about in entry_points(context) or about in crossings(context) or about.startswith(f"{EntryPoint.prefix}-"):
        return AT_THE_DOOR
    return REACHABLE if about in ways_in(context) else 0


def _value(asset: Asset | None, threat: ThreatTemplate) -> int:
    if asset is None:
        return 0
    if not set(asset.properties).isdisjoint(threat.broken):
        return PRECIOUS
    return DESCRIBED if asset.value else 0
