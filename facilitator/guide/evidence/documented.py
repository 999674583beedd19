"""Evidence from the documented threats: records, properties and suggestions that they speak of."""

from collections.abc import Mapping, Set

from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.query import query
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import PROPERTY_BROKEN_BY, Outlook, SecurityProperty

Ids = Set[str]
Properties = Set[SecurityProperty]


@query
def first_threats(context: Context) -> Mapping[str, Threat]:
    """Record id -> the first threat that names it as its target or as an asset harmed."""
    found: dict[str, Threat] = {}
    for threat in context.all(Threat):
        for record_id in (*threat.target, *threat.assets):
            found.setdefault(record_id, threat)
    return found


@query
def broken_properties(context: Context) -> Mapping[str, Properties]:
    """Asset id -> the properties that a documented threat breaks."""
    found: dict[str, set[SecurityProperty]] = {}
    for threat in context.all(Threat):
        broken = properties_of(threat)
        for asset in threat.assets:
            found.setdefault(asset, set()).update(broken)
    return found


@query
def modes_found_fine(context: Context) -> Set[tuple[str, str]]:
    """The pairs of an asset and a failure mode of the catalogue, by their ids, that the team judged to be fine."""
    found: set[tuple[str, str]] = set()
    for mode in context.all(FailureMode):
        if mode.outlook is Outlook.FINE:
            found.add((mode.asset, mode.catalogue))
    return found


@query
def targets_by_title(context: Context) -> Mapping[str, Ids]:
    """The title of a threat in small letters -> the targets of the threats with this title."""
    found: dict[str, set[str]] = {}
    for threat in context.all(Threat):
        title = threat.title.casefold()
        found.setdefault(title, set()).update(threat.target)
    return found


@query
def suggestions_with_threats(context: Context) -> Ids:
    """The ids of the suggestions that a threat was made of."""
    threats = context.all(Threat)
    return {threat.suggestion for threat in threats if threat.suggestion}


def properties_of(threat: Threat) -> tuple[SecurityProperty, ...]:
    """The properties that a threat breaks: those on its card, else those that follow from STRIDE."""
    return threat.properties or tuple(PROPERTY_BROKEN_BY[category] for category in threat.stride)
