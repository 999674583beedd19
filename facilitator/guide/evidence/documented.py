"""What the threats of a session speak of already: which records, which properties, which suggestions."""

from collections.abc import Mapping

from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.query import query
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import PROPERTY_BROKEN_BY, Outlook, SecurityProperty


@query
def first_threats(context: Context) -> Mapping[str, Threat]:
    """Record id -> the first threat that names it as its target or as an asset harmed."""
    found: dict[str, Threat] = {}
    for threat in context.all(Threat):
        for record_id in (*threat.target, *threat.assets):
            found.setdefault(record_id, threat)
    return found


@query
def broken_properties(context: Context) -> Mapping[str, frozenset[SecurityProperty]]:
    """Asset id -> the properties that a documented threat breaks."""
    found: dict[str, frozenset[SecurityProperty]] = {}
    for threat in context.all(Threat):
        for asset in threat.assets:
            found[asset] = found.get(asset, frozenset()).union(properties_of(threat))
    return found


@query
def modes_found_fine(context: Context) -> frozenset[tuple[str, str]]:
    """(asset id, failure mode of the catalogue) that the team judged to be fine."""
    modes = context.all(FailureMode)
    return frozenset((mode.asset, mode.catalogue) for mode in modes if mode.outlook is Outlook.FINE)


@query
def targets_by_title(context: Context) -> Mapping[str, frozenset[str]]:
    """The title of a threat, folded for comparison -> what the threats of this title are to."""
    found: dict[str, frozenset[str]] = {}
    for threat in context.all(Threat):
        title = threat.title.casefold()
        found[title] = found.get(title, frozenset()).union(threat.target)
    return found


@query
def suggestions_with_threats(context: Context) -> frozenset[str]:
    """The ids of the suggestions that a threat was made of."""
    return frozenset(threat.suggestion for threat in context.all(Threat) if threat.suggestion)


def properties_of(threat: Threat) -> tuple[SecurityProperty, ...]:
    """The properties that a threat breaks: those on its card, else those that follow from STRIDE."""
    return threat.properties or tuple(PROPERTY_BROKEN_BY[category] for category in threat.stride)
