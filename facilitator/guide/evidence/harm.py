"""Which assets of a session a threat of the banks would harm."""

from collections.abc import Iterable

from facilitator.banks.schema.threats import ThreatTemplate
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.query import query
from facilitator.model.part import Record
from facilitator.model.records.architecture import Component, EntryPoint, Flow
from facilitator.model.records.assets import Asset

Assets = tuple[Asset, ...]


def harmed(context: Context, threat: ThreatTemplate, abouts: Iterable[str]) -> Assets:
    """The session's assets that a threat made from this template harms, in their order.

    Those with a catalogue id of the template that the records carry, hold or are; where the records
    say nothing of assets, all of the session's with such an id.
    """
    near: set[str] = set()
    for about in abouts:
        record = context.find(about) if about else None
        near.update(_assets_of(context, record))
    fitting = _fitting(context, threat.assets)
    close = [asset for asset in fitting if asset.id in near] if near else []
    return tuple(close or fitting)


@query
def _fitting(context: Context, classes: tuple[str, ...]) -> Assets:
    """The session's assets of these classes of the catalogue."""
    wanted = set(classes)
    return tuple(asset for asset in context.all(Asset) if asset.catalogue in wanted)


def _assets_of(context: Context, record: Record | None) -> tuple[str, ...]:
    """The ids of the assets that a record is, carries or holds, or that what lies behind it holds or carries."""
    match record:
        case None:
            return ()
        case Asset():
            return (record.id,)
        case Flow() | Component():
            return record.assets
        case EntryPoint():
            return _behind(context, record)
    component = context.get(Component, getattr(record, "component", ""))
    return component.assets if component else ()


def _behind(context: Context, entry: EntryPoint) -> tuple[str, ...]:
    """The assets of what an entry point names."""
    component = context.get(Component, entry.component)
    found = list(component.assets if component else ())
    for name in entry.flows:
        flow = context.get(Flow, name)
        found += flow.assets if flow else ()
    return tuple(found)
